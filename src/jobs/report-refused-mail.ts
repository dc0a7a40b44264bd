import { createHash } from 'node:crypto';
import { type MailNotAccepted } from '../mail/connect-smtp.ts';
import { type JobName } from '../queue/job-data.ts';
import { type Services } from '../services.ts';

const HOUR_SECONDS = 60 * 60;

/** Tells the log and the operator that a message will never be accepted. The log does not contain the address. */
export async function reportRefusedMail(
  services: Services,
  job: { name: JobName; id: string },
  { kind, recipient, reason }: MailNotAccepted,
): Promise<void> {
  services.log.error({ job: job.name, id: job.id, kind, reason }, 'the mail server refused a message permanently');
  if (job.name === 'tellOperator') return;
  const data = { about: 'mailRefused', kind, recipient, reason } as const;
  const options = { key: refusedMailKey(data), everySeconds: HOUR_SECONDS };
  await services.orm.em.fork().transactional((em) => services.jobs.add(em, 'tellOperator', data, options));
}

export function refusedMailKey({ kind, recipient }: { kind: string; recipient: string }): string {
  return `mailRefused-${kind}-${createHash('sha256').update(recipient.toLowerCase()).digest('base64url')}`;
}
