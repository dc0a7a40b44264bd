import { createTransport, type Transporter } from 'nodemailer';
import { type Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';
import { connectSmtp, MailNotAccepted, mailNotAccepted } from './connect-smtp.ts';
import { type Message } from './message.ts';
import { saveAsFile } from './save-as-file.ts';

const SENT = { name: 'mail_sent_total', help: 'Attempts to send a message.', labels: ['kind', 'outcome'] } as const;
// Limits the whole delivery: a server that sends a byte now and then never reaches the timeout for silence.
const DELIVERED_WITHIN_MS = 60_000;

export interface MailerOptions {
  smtpUrl: string | null;
  from: string;
  /** Where messages are saved as files if there is no `smtpUrl`. */
  folder: string | null;
  log: Logger;
  metrics?: Metrics | null;
}

export class Mailer {
  readonly #options: MailerOptions;
  readonly #transport: Transporter;

  constructor(options: MailerOptions) {
    const { smtpUrl, folder } = options;
    if (smtpUrl === null && folder === null) throw new Error('The mailer needs an SMTP URL or a folder');
    this.#options = options;
    this.#transport =
      smtpUrl === null ? createTransport({ streamTransport: true, buffer: true }) : connectSmtp(smtpUrl);
  }

  /**
   * Tries once; the caller retries. Throws `MailNotAccepted` if the mail server does not accept the message. Messages
   * of the same kind and `id` have the same Message-ID, by which mail programs recognise a duplicate.
   */
  async send(message: Message, options: { id?: string } = {}): Promise<void> {
    let outcome = 'sent';
    try {
      await this.#deliver(message, options);
    } catch (error) {
      outcome = error instanceof MailNotAccepted && error.isPermanent ? 'refused' : 'failed';
      throw error;
    } finally {
      this.#options.metrics?.count(SENT, { kind: message.kind, outcome });
    }
  }

  async #deliver(message: Message, { id }: { id?: string }): Promise<void> {
    const { kind, to, subject, text, html, replyTo } = message;
    if (!isOneAddress(to))
      throw new MailNotAccepted('EADDRESS', 'The recipient must be one e-mail address', kind, to, true);
    const { smtpUrl, from, folder, log } = this.#options;
    const mail = {
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(id === undefined ? {} : { messageId: messageId(kind, id, from) }),
      // Prevents automatic replies.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.timeout(DELIVERED_WITHIN_MS),
    };
    if (smtpUrl === null) {
      const { message: eml } = await this.#transport.sendMail(mail);
      const file = await saveAsFile(String(folder), kind, eml as Buffer);
      log.info({ subject, file }, 'mail saved as a file');
      return;
    }
    try {
      await this.#transport.sendMail(mail);
    } catch (error) {
      throw mailNotAccepted(error, smtpUrl, message);
    }
    log.info({ kind, id }, 'mail sent');
  }

  /** Connects and signs in, and sends nothing. Throws `MailNotAccepted`. Without an SMTP URL, there is nothing to verify. */
  async verify(): Promise<void> {
    const { smtpUrl, from } = this.#options;
    if (smtpUrl === null) return;
    try {
      await this.#transport.verify();
    } catch (error) {
      throw mailNotAccepted(error, smtpUrl, { kind: 'sign-in', to: from });
    }
  }

  /** Aborts deliveries that are still running. */
  close(): void {
    this.#transport.close({ force: true });
  }
}

/** An address from an identity provider can contain anything, such as several addresses or more headers. */
function isOneAddress(to: string): boolean {
  return /^[^\s\p{Cc}<>,;:"@]+@[^\s\p{Cc}<>,;:"@]+$/u.test(to);
}

function messageId(kind: string, id: string, from: string): string {
  const host = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<${`${kind}-${id}`.replace(/[^\w.-]/g, '-')}@${host}>`;
}
