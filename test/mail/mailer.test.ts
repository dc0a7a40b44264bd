import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/logging/log.ts';
import { Mailer } from '../../src/mail/mailer.ts';
import { type Message } from '../../src/mail/message.ts';
import { closeServers, startSmtp } from '../support/smtp.ts';

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

  it('reuses its connection', async () => {
    const smtp = await startSmtp();
    const mailer = mailerTo(smtp.url);
    for (let count = 0; count < 3; count++) await mailer.send(message);
    expect(smtp.received).toHaveLength(3);
    expect(smtp.connections()).toBe(1);
  });

  it('gives a repeated message the same Message-ID, and every other message another', async () => {
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
    'customer',
    '',
  ])('sends nothing unless the recipient is one address: %j', async (to) => {
    const smtp = await startSmtp();
    await expect(mailerTo(smtp.url).send({ ...message, to })).rejects.toThrow('one e-mail address');
    expect(smtp.received).toEqual([]);
  });

  it('adds no header that the subject contains', async () => {
    const smtp = await startSmtp();
    await mailerTo(smtp.url).send({ ...message, subject: 'A\r\nBcc: b@example.com\r\n\r\nB' });
    expect(smtp.received[0]?.to).toEqual(['customer@example.com']);
    expect(smtp.received[0]?.raw).not.toMatch(/^Bcc:/m);
  });
});

describe('Mailer without a mail server', () => {
  it('writes messages to files that only this user may read, and logs no body', async () => {
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
    expect(() => mailerTo(null, null)).toThrow('needs an SMTP URL or a folder');
  });
});
