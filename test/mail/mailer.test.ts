import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/local/free-port.ts';
import { createLog } from '../../src/log.ts';
import { Mailer } from '../../src/mail/mailer.ts';
import { type Message } from '../../src/mail/message.ts';
import { closeServers, startSilentServer, startSmtp } from './support/smtp.ts';

const message: Message = {
  kind: 'receipt',
  to: 'customer@example.com',
  subject: 'Receipt: योजना',
  text: 'You paid Rs. 1,350.00.\n',
  html: '<p>You paid <b>Rs. 1,350.00</b>.</p>\n',
};
const from = 'The Shop <shop@example.com>';
const lines: string[] = [];
const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
const mailers: Mailer[] = [];
const folders: string[] = [];

function mailerTo(smtpUrl: string | null, folder: string | null = null): Mailer {
  const mailer = new Mailer({ smtpUrl, from, folder, log });
  mailers.push(mailer);
  return mailer;
}

afterEach(async () => {
  for (const mailer of mailers.splice(0)) mailer.close();
  await closeServers();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  lines.length = 0;
});

async function refusalOf(sending: Promise<void>): Promise<Error> {
  return sending.then(
    () => Promise.reject(new Error('It was taken')),
    (error: Error) => error,
  );
}

describe('Mailer over SMTP', () => {
  it('delivers a message once, to one address, as text and as HTML', async () => {
    const smtp = await startSmtp();
    await mailerTo(smtp.url).send(message);
    expect(smtp.received).toHaveLength(1);
    const [{ from: sender, to, raw } = { from: '', to: [], raw: '' }] = smtp.received;
    expect([sender, ...to]).toEqual(['shop@example.com', 'customer@example.com']);
    expect(raw).toMatch(/^From: The Shop <shop@example\.com>\r$/m);
    expect(raw).toMatch(/^To: customer@example\.com\r$/m);
    expect(raw).toMatch(/^Subject: =\?UTF-8\?Q\?Receipt=3A_/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
    expect(raw).toMatch(
      /Content-Type: text\/plain; charset=utf-8[\s\S]*You paid Rs\. 1,350\.00\.[\s\S]*Content-Type: text\/html/,
    );
  });

  it('signs in with the user and password of the URL', async () => {
    const smtp = await startSmtp({ user: 'shop', password: 'p@ss word' });
    await mailerTo(smtp.urlWith('shop', 'p@ss word')).send(message);
    expect(smtp.received).toHaveLength(1);
    expect(lines.join()).not.toContain('p@ss');
  });

  it('uses a connection again', async () => {
    const smtp = await startSmtp();
    const mailer = mailerTo(smtp.url);
    for (let count = 0; count < 3; count++) await mailer.send(message);
    expect(smtp.received).toHaveLength(3);
    expect(smtp.connections()).toBe(1);
  });

  it('gives a repeated message the same Message-ID, and others another', async () => {
    const smtp = await startSmtp();
    for (const mailer of [mailerTo(smtp.url), mailerTo(smtp.url)]) {
      await mailer.send(message, { id: '0198c1f2' });
      await mailer.send(message, { id: 'user:2027-11-22T19:31\r\nBcc: b@example.com' });
      await mailer.send(message);
    }
    const ids = smtp.received.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
    expect(ids[0]).toBe('<receipt-0198c1f2@example.com>');
    expect(ids.slice(0, 2)).toEqual(ids.slice(3, 5));
    expect(new Set(ids).size).toBe(4);
    expect(smtp.received.map(({ raw }) => /^Bcc/m.test(raw))).not.toContain(true);
  });

  it.each([
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'A <a@example.com>',
    'a@example.com;b@example.com',
    'a@example.com\0',
    'nobody',
    '',
  ])('sends nothing to what is not one address: %j', async (to) => {
    const smtp = await startSmtp();
    await expect(mailerTo(smtp.url).send({ ...message, to })).rejects.toThrow('one address');
    expect(smtp.received).toEqual([]);
  });

  it('puts no header of a stranger into a message', async () => {
    const smtp = await startSmtp();
    await mailerTo(smtp.url).send({ ...message, subject: 'A\r\nBcc: b@example.com\r\n\r\nB' });
    expect(smtp.received[0]?.to).toEqual(['customer@example.com']);
    expect(smtp.received[0]?.raw).not.toMatch(/^Bcc:/m);
  });
});

describe('Mailer with a mail server in trouble', () => {
  const password = 'a-very-secret-password';

  it('throws while the server is down, and sends when it is back', async () => {
    const port = await freePort();
    const mailer = mailerTo(`smtp://shop:${password}@127.0.0.1:${port}`);
    const error = await refusalOf(mailer.send(message));
    expect(error.message).toMatch(/ECONNREFUSED/);
    const smtp = await startSmtp({ port, user: 'shop', password });
    await mailer.send(message);
    expect(smtp.received).toHaveLength(1);
  });

  it.each([
    ['as it is', password],
    ['in base64', Buffer.from(`\0shop\0${password}`).toString('base64')],
  ])('throws when the password is refused, and repeats it to nobody: %s', async (_how, echoed) => {
    const smtp = await startSmtp({ user: 'shop', password: 'another', refusal: `Not with ${echoed}` });
    const error = await refusalOf(mailerTo(smtp.urlWith('shop', password)).send(message));
    expect(error.message).toMatch(/EAUTH.*Not with \[redacted\]/);
    log.error({ err: error }, 'a job failed');
    const told = [error.stack, JSON.stringify(error), String(error.cause), ...lines].join();
    expect(told).not.toContain(password);
    expect(told).not.toContain(echoed);
  });

  it('throws when the server refuses the address, in its words', async () => {
    const smtp = await startSmtp({ refuses: 'customer@example.com' });
    const mailer = mailerTo(smtp.url);
    await expect(mailer.send(message)).rejects.toThrow(/EENVELOPE.*550 No such mailbox/);
    await mailer.send({ ...message, to: 'other@example.com' });
    expect(smtp.received).toHaveLength(1);
  });

  it('throws when the server takes the connection and says nothing', async () => {
    const startedAt = Date.now();
    await expect(mailerTo(await startSilentServer()).send(message)).rejects.toThrow(/ETIMEDOUT.*[Gg]reeting/);
    expect(Date.now() - startedAt).toBeLessThan(8_000);
  });

  it('gives up what is under way when it is closed', async () => {
    const mailer = mailerTo(await startSilentServer());
    const sending = refusalOf(mailer.send(message));
    await new Promise((resolve) => setTimeout(resolve, 200));
    mailer.close();
    expect(await sending).toBeInstanceOf(Error);
  });
});

describe('Mailer without a mail server', () => {
  it('keeps messages as files that nobody else may read, and logs no body', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'mail-'));
    folders.push(parent);
    const folder = join(parent, '.data/mail');
    const mailer = mailerTo(null, folder);
    await Promise.all([1, 2, 3].map(() => mailer.send(message, { id: '1' })));
    const files = readdirSync(folder);
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(file).toMatch(/^\d{4}-\d\d-\d\dT[\d.-]+Z-receipt(-\d)?\.eml$/);
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
      const eml = readFileSync(join(folder, file), 'utf8');
      expect(eml).toContain('Message-ID: <receipt-1@example.com>');
      expect(eml).toContain('You paid Rs. 1,350.00.');
    }
    expect(lines.join()).toContain(files[0]);
    expect(lines.join()).not.toContain('You paid');
  });

  it('has to have somewhere to put them', () => {
    expect(() => mailerTo(null, null)).toThrow('nowhere');
  });
});
