import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/logging/log.ts';
import { Mailer } from '../../src/mail/mailer.ts';
import { reservePort } from '../support/reserve-port.ts';
import { closeServers, startSilentServer, startSmtp } from '../support/smtp.ts';

const message = {
  kind: 'receipt',
  to: 'customer@example.com',
  subject: 'Receipt',
  text: 'Paid.',
  html: '<p>Paid.</p>',
};
const lines: string[] = [];
const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
const mailers: Mailer[] = [];

function mailerTo(smtpUrl: string): Mailer {
  const mailer = new Mailer({ smtpUrl, from: 'The Shop <shop@example.com>', folder: null, log });
  mailers.push(mailer);
  return mailer;
}

afterEach(async () => {
  for (const mailer of mailers.splice(0)) mailer.close();
  await closeServers();
  lines.length = 0;
});

async function errorOf(sending: Promise<void>): Promise<Error> {
  return sending.then(
    () => Promise.reject(new Error('The message was accepted')),
    (error: Error) => error,
  );
}

describe('Mailer with a faulty mail server', () => {
  const password = 'a-very-secret-password';

  it('throws during an outage of the server, and sends afterwards', async () => {
    const { port, release } = await reservePort();
    const mailer = mailerTo(`smtp://shop:${password}@127.0.0.1:${port}`);
    const error = await errorOf(mailer.send(message));
    expect(error.message).toMatch(/ECONNREFUSED/);
    const smtp = await startSmtp({ port, user: 'shop', password });
    await mailer.send(message);
    expect(smtp.received).toHaveLength(1);
    release();
  });

  it('gives the reason, and no password, for a password that is not URL-encoded', async () => {
    const smtp = await startSmtp({ user: 'shop', password: 'another' });
    const error = await errorOf(mailerTo(smtp.url.replace('//', '//shop:50%off@')).send(message));
    expect(error.message).toMatch(/EAUTH/);
    expect(error.message).not.toContain('50%off');
  });

  it.each([
    ['as it is', password],
    ['in base64', Buffer.from(`\0shop\0${password}`).toString('base64')],
  ])('throws if the password is refused, and does not repeat it: %s', async (_how, echoed) => {
    const smtp = await startSmtp({ user: 'shop', password: 'another', refusal: `Not with ${echoed}` });
    const error = await errorOf(mailerTo(smtp.urlWith('shop', password)).send(message));
    expect(error.message).toMatch(/EAUTH.*Not with \[redacted\]/);
    log.error({ err: error }, 'a job failed');
    const texts = [error.stack, JSON.stringify(error), String(error.cause), ...lines].join();
    expect(texts).not.toContain(password);
    expect(texts).not.toContain(echoed);
  });

  it("throws the server's own message if it refuses the address", async () => {
    const smtp = await startSmtp({ refuses: 'customer@example.com' });
    const mailer = mailerTo(smtp.url);
    await expect(mailer.send(message)).rejects.toThrow(/EENVELOPE.*550 No such mailbox/);
    await mailer.send({ ...message, to: 'other@example.com' });
    expect(smtp.received).toHaveLength(1);
  });

  it.each([
    [true, 'an unknown mailbox', { rcptTo: '550 5.1.1 No such mailbox' }],
    [true, 'another host', { rcptTo: '551 User not local' }],
    [true, 'a malformed address', { rcptTo: '553 5.1.3 Bad address' }],
    [true, 'a full mailbox', { rcptTo: '552 5.2.2 Over quota' }],
    [true, 'the content', { data: '554 5.6.0 Not this content' }],
    [false, 'an address for now', { rcptTo: '450 4.2.0 Greylisted' }],
    [false, 'an address while the disk is full', { rcptTo: '452 4.3.1 Insufficient storage' }],
    [false, 'the content for now', { data: '451 4.7.1 Try later' }],
    [false, 'everybody who has not signed in', { rcptTo: '530 5.7.0 Authentication required' }],
    [false, 'to relay for us', { rcptTo: '554 5.7.1 Relay access denied' }],
    [false, 'our sender', { mailFrom: '550 5.7.1 Sender not allowed' }],
    [false, 'our sender before we sign in', { mailFrom: '530 5.7.0 Authentication required' }],
  ])(
    'knows whether another attempt can succeed (permanent: %s) when the server refuses %s',
    async (is, _what, answers) => {
      const smtp = await startSmtp({ answers });
      const error = await errorOf(mailerTo(smtp.url).send(message));
      expect(error).toMatchObject({ name: 'MailNotAccepted', isPermanent: is, kind: 'receipt', recipient: message.to });
    },
  );

  it('does not take a refused password for a refused message', async () => {
    const smtp = await startSmtp({ user: 'shop', password: 'another', refusal: '550 5.1.1 No such mailbox' });
    expect(await errorOf(mailerTo(smtp.urlWith('shop', password)).send(message))).toMatchObject({
      isPermanent: false,
    });
  });

  it('does not repeat the address of the recipient', async () => {
    const smtp = await startSmtp({ answers: { rcptTo: `550 5.1.1 <${message.to}>: No such mailbox` } });
    const error = await errorOf(mailerTo(smtp.url).send(message));
    expect(error.message).toContain('550 5.1.1 <[recipient]>: No such mailbox');
    log.error({ err: error }, 'a job failed');
    expect(lines.join()).not.toContain(message.to);
  });

  it('throws if the server accepts the connection and sends nothing', async () => {
    const startedAt = Date.now();
    await expect(mailerTo(await startSilentServer()).send(message)).rejects.toThrow(/ETIMEDOUT.*[Gg]reeting/);
    expect(Date.now() - startedAt).toBeLessThan(8_000);
  });

  it('aborts the current message when it is closed', async () => {
    const mailer = mailerTo(await startSilentServer());
    const sending = errorOf(mailer.send(message));
    await sleep(200);
    mailer.close();
    expect(await sending).toBeInstanceOf(Error);
  });
});
