import { setTimeout as sleep } from 'node:timers/promises';
import { type Message } from '../../mail/message.ts';
import { type Services } from '../../services.ts';

const MAILED_WITHIN_MS = 5_000;

/** Sent at once and not by a job: a job would keep the token in the database. Answers whether it was sent. */
export async function mailLink({ mailer, log }: Services, message: Message, id: string): Promise<boolean> {
  const sent = mailer.send(message, { id }).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error, id }, 'the mail with a link could not be sent');
      return false;
    },
  );
  return Promise.race([sent, sleep(MAILED_WITHIN_MS, false, { ref: false })]);
}
