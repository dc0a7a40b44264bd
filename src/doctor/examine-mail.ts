import { randomUUID } from 'node:crypto';
import { type Config } from '../config.ts';
import { createLog } from '../logging/log.ts';
import { MailNotAccepted } from '../mail/connect-smtp.ts';
import { doctorMail } from '../mail/doctor-mail.ts';
import { Mailer } from '../mail/mailer.ts';
import { type Findings, failure, note, ok } from './finding.ts';
import { asSentence } from './run-checks.ts';

const CHECK_SMTP = 'Check SMTP_URL: host, port, user and password, and smtps:// for a port that is encrypted at once.';
const CHECK_SENDER = 'Check MAIL_FROM: the mail server must allow this sender. Then check the address.';

/** Signs in to the mail server, and sends one message if `to` is given. */
export async function examineMail({ mail, publicUrl }: Config, to: string | null, signal: AbortSignal): Findings {
  if (mail.smtpUrl === null) return [note('SMTP_URL is not set, so mail is saved in .data/mail/.')];
  const mailer = new Mailer({ ...mail, folder: null, log: createLog({ logLevel: 'silent' }) });
  signal.addEventListener('abort', () => mailer.close());
  try {
    await mailer.verify();
    const signedIn = ok('The mail server accepts the connection and the password.');
    if (to === null) return [signedIn];
    return [signedIn, await sendTo(mailer, to, publicUrl)];
  } catch (error) {
    if (!(error instanceof MailNotAccepted)) throw error;
    return [failure(`The mail server cannot be used (${error.code}): ${asSentence(error.reason)}`, CHECK_SMTP)];
  } finally {
    mailer.close();
  }
}

async function sendTo(mailer: Mailer, to: string, publicUrl: string) {
  try {
    await mailer.send(doctorMail({ to, publicUrl }), { id: randomUUID() });
    return ok(`The mail server has accepted a message to ${to}. Check that it arrives, and not as spam.`);
  } catch (error) {
    if (!(error instanceof MailNotAccepted)) throw error;
    return failure(
      `The mail server refuses a message to ${to} (${error.code}): ${asSentence(error.reason)}`,
      CHECK_SENDER,
    );
  }
}
