import { type Job, type JobResult } from 'pg-boss';
import { type JobData, type JobName } from '../job-queue.ts';
import { type Services } from '../services.ts';
import { sendEmailConfirmation } from '../users/send-email-confirmation.ts';
import { sendPasswordReset } from '../users/send-password-reset.ts';
import { followUpPayment } from './follow-up-payment.ts';
import { sendReceipt } from './send-receipt.ts';
import { sendRefunded } from './send-refunded.ts';
import { sendEnded, sendReminder } from './send-reminder.ts';
import { tellOperator } from './tell-operator.ts';

const LOOK_EVERY_SECONDS = 1;
// Few at once: after an outage of Khalti's, or of the mail server, the backlog is to drain and not to fall on it.
const AT_ONCE = 8;
const MAIL_AT_ONCE = 2;

/** Lets this process take jobs. Any number of processes may; each job runs on one of them. */
export async function startJobs(services: Services): Promise<void> {
  await work(services, 'followUpPayment', followUpPayment, AT_ONCE);
  await work(services, 'sendReceipt', sendReceipt, MAIL_AT_ONCE);
  await work(services, 'sendRefunded', sendRefunded, MAIL_AT_ONCE);
  await work(services, 'sendReminder', sendReminder, MAIL_AT_ONCE);
  await work(services, 'sendEnded', sendEnded, MAIL_AT_ONCE);
  await work(services, 'sendPasswordReset', sendPasswordReset, MAIL_AT_ONCE);
  await work(services, 'sendEmailConfirmation', sendEmailConfirmation, MAIL_AT_ONCE);
  await work(services, 'tellOperator', tellOperator, MAIL_AT_ONCE);
}

async function work<Name extends JobName>(
  services: Services,
  name: Name,
  run: (services: Services, data: JobData[Name]) => Promise<void>,
  atOnce: number,
): Promise<void> {
  const options = {
    batchSize: atOnce,
    perJobResults: true,
    pollingIntervalSeconds: LOOK_EVERY_SECONDS,
    // While there is more to do than one batch, the next is taken at once.
    burstWhenBatchFull: true,
  } as const;
  await services.jobs.boss.work<JobData[Name], void, typeof options>(name, options, (jobs) =>
    Promise.all(jobs.map((job) => runOne(services, name, job, run))),
  );
}

/** A job that fails is tried again by itself; the others of its batch are done. */
async function runOne<Name extends JobName>(
  services: Services,
  name: Name,
  { id, data }: Job<JobData[Name]>,
  run: (services: Services, data: JobData[Name]) => Promise<void>,
): Promise<JobResult> {
  try {
    await run(services, data);
    return { id, status: 'completed' };
  } catch (error) {
    services.log.warn({ err: error, job: name, id }, 'a job failed, and will be tried again');
    return { id, status: 'failed', output: error instanceof Error ? error.name : 'Error' };
  }
}
