import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';
import { type Logger } from 'pino';
import { type Message } from './message.ts';

const CONNECTED_WITHIN_MS = 5_000;
const GREETED_WITHIN_MS = 5_000;
const SILENT_FOR_MS = 20_000;
// A server that sends a byte now and then is never silent.
const TAKEN_WITHIN_MS = 60_000;
const MAX_CONNECTIONS = 2;

export interface MailerOptions {
  smtpUrl: string | null;
  from: string;
  /** Where messages are kept as files while there is no `smtpUrl`. */
  folder: string | null;
  log: Logger;
}

/** The server did not take a message. Its words are in it, secrets are not. */
export class MailNotTaken extends Error {
  override name = 'MailNotTaken';

  constructor(
    readonly code: string,
    reason: string,
  ) {
    super(`The mail server did not take the message (${code}): ${reason}`);
  }
}

/** Hands messages to the mail server, once each: whoever calls tries again. */
export class Mailer {
  readonly #options: MailerOptions;
  readonly #transport: Transporter;

  constructor(options: MailerOptions) {
    if (options.smtpUrl === null && options.folder === null) throw new Error('Mail has nowhere to go');
    this.#options = options;
    this.#transport =
      options.smtpUrl === null ? createTransport({ streamTransport: true, buffer: true }) : connect(options.smtpUrl);
  }

  /**
   * Throws when the server does not take it. Messages of the same kind and `id` have the same Message-ID, by which mail
   * programs know a repeated one again.
   */
  async send(message: Message, { id }: { id?: string } = {}): Promise<void> {
    const { kind, to, subject, text, html } = message;
    if (!isOneAddress(to)) throw new Error('A message is sent to one address');
    const { smtpUrl, from, folder, log } = this.#options;
    const mail = {
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      ...(id === undefined ? {} : { messageId: messageId(kind, id, from) }),
      // So that nobody's notice of absence answers it.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.timeout(TAKEN_WITHIN_MS),
    };
    if (smtpUrl === null) {
      const { message: eml } = await this.#transport.sendMail(mail);
      const file = await keep(String(folder), kind, eml as Buffer);
      log.info({ subject, file }, 'mail kept');
      return;
    }
    try {
      await this.#transport.sendMail(mail);
    } catch (error) {
      throw notTaken(error, smtpUrl);
    }
    log.info({ kind, id }, 'mail sent');
  }

  /** What is not taken by now is not waited for. */
  close(): void {
    this.#transport.close({ force: true });
  }
}

function connect(url: string): Transporter {
  return createTransport({
    url,
    pool: true,
    maxConnections: MAX_CONNECTIONS,
    // The jobs try again; two that do would multiply.
    maxRequeues: 0,
    dnsTimeout: CONNECTED_WITHIN_MS,
    connectionTimeout: CONNECTED_WITHIN_MS,
    greetingTimeout: GREETED_WITHIN_MS,
    socketTimeout: SILENT_FOR_MS,
  });
}

/** An address from an identity provider can be anything, a list of addresses or more headers among it. */
function isOneAddress(to: string): boolean {
  return /^[^\s\p{Cc}<>,;:"@]+@[^\s\p{Cc}<>,;:"@]+$/u.test(to);
}

function messageId(kind: string, id: string, from: string): string {
  const host = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<${`${kind}-${id}`.replace(/[^\w.-]/g, '-')}@${host}>`;
}

async function keep(folder: string, kind: string, eml: Buffer): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replaceAll(':', '-');
  for (let existing = 1; ; existing++) {
    const file = join(folder, `${time}-${kind}${existing === 1 ? '' : `-${existing}`}.eml`);
    try {
      await writeFile(file, eml, { mode: 0o600, flag: 'wx' });
      return file;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** A new error, without the cause: what libraries hang on theirs can carry the credentials, and a server may repeat them. */
function notTaken(error: unknown, smtpUrl: string): MailNotTaken {
  let reason = error instanceof Error ? error.message : String(error);
  for (const secret of secretsIn(smtpUrl)) reason = reason.replaceAll(secret, '[redacted]');
  return new MailNotTaken(codeOf(error), reason.split('\n', 1)[0] ?? '');
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

function secretsIn(smtpUrl: string): string[] {
  const url = new URL(smtpUrl);
  if (url.password === '') return [];
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [smtpUrl, base64(`\0${user}\0${password}`), base64(password), url.password, password];
}

/** A password with a bare percent sign in it is taken as it is written. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
