import { createTransport, type Transporter } from 'nodemailer';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Message } from './message.ts';

const CONNECTED_WITHIN_MS = 5_000;
const MAX_SILENCE_MS = 20_000;
const MAX_CONNECTIONS = 2;

// The server wants us to sign in, or to send commands in another order.
const OUR_MISTAKES = [503, 530, 534, 535, 538];

/** The mail server did not accept a message. The text contains the server's reason, without secrets. */
export class MailNotAccepted extends Error {
  override name = 'MailNotAccepted';

  constructor(
    readonly code: string,
    readonly reason: string,
    readonly kind: string,
    readonly recipient: string,
    /** The server will never accept this message for this recipient. */
    readonly isPermanent: boolean,
  ) {
    super(`The mail server did not accept the message (${code}): ${reason}`);
  }
}

export function connectSmtp(url: string): Transporter {
  return createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    // The jobs retry. Retries here as well would multiply.
    maxRequeues: 0,
    dnsTimeout: CONNECTED_WITHIN_MS,
    connectionTimeout: CONNECTED_WITHIN_MS,
    greetingTimeout: CONNECTED_WITHIN_MS,
    socketTimeout: MAX_SILENCE_MS,
  });
}

/** Has no cause: the errors of the mail library can contain the password, and a server can repeat it in its reply. */
export function mailNotAccepted(
  error: unknown,
  smtpUrl: string,
  { kind, to }: Pick<Message, 'kind' | 'to'>,
): MailNotAccepted {
  let reason = error instanceof Error ? error.message : String(error);
  for (const secret of secretsIn(smtpUrl)) reason = reason.replaceAll(secret, '[redacted]');
  const [line = ''] = reason.replaceAll(to, '[recipient]').split('\n', 1);
  return new MailNotAccepted(codeOf(error), line, kind, to, isPermanent(error));
}

/** Refusals of our sender, our sign-in or of relaying are about our configuration, not about this message. */
function isPermanent(error: unknown): boolean {
  const { command, responseCode = 0, response = '' } = error as SMTPConnection.SMTPError;
  if (command !== 'RCPT TO' && command !== 'DATA') return false;
  return responseCode >= 500 && responseCode < 600 && !OUR_MISTAKES.includes(responseCode) && !/relay/i.test(response);
}

function secretsIn(smtpUrl: string): string[] {
  const url = new URL(smtpUrl);
  if (url.password === '') return [];
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [smtpUrl, base64(`\0${user}\0${password}`), base64(password), url.password, password];
}

/** As nodemailer does: a password with a single percent sign is used as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
