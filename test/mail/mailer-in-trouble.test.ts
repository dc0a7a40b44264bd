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

async function refusalOf(sending: Promise<void>): Promise<Error> {
  return sending.then(
    () => Promise.reject(new Error('It was taken')),
    (error: Error) => error,
  );
}

describe('Mailer with a mail server in trouble', () => {
  const password = 'a-very-secret-password';

  it('throws while the server is down, and sends when it is back', async () => {
    const { port, release } = await reservePort();
    const mailer = mailerTo(`smtp://shop:${password}@127.0.0.1:${port}`);
    const error = await refusalOf(mailer.send(message));
    expect(error.message).toMatch(/ECONNREFUSED/);
    const smtp = await startSmtp({ port, user: 'shop', password });
    await mailer.send(message);
    expect(smtp.received).toHaveLength(1);
    release();
  });

  it('says why even where the password is not written as a URL has it', async () => {
    const smtp = await startSmtp({ user: 'shop', password: 'another' });
    const error = await refusalOf(mailerTo(smtp.url.replace('//', '//shop:50%off@')).send(message));
    expect(error.message).toMatch(/EAUTH/);
    expect(error.message).not.toContain('50%off');
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
    await sleep(200);
    mailer.close();
    expect(await sending).toBeInstanceOf(Error);
  });
});
