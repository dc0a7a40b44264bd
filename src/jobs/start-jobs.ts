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
const AT_ONCE = 5;
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
  const options = { localConcurrency: atOnce, pollingIntervalSeconds: LOOK_EVERY_SECONDS };
  await services.jobs.boss.work<JobData[Name]>(name, options, async ([job]) => {
    if (!job) return;
    await run(services, job.data).catch((error: unknown) => {
      services.log.warn({ err: error, job: name, id: job.id }, 'a job failed, and will be tried again');
      throw error;
    });
  });
}
