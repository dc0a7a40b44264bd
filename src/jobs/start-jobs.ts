import { type Job, type JobResult } from 'pg-boss';
import { MailNotAccepted } from '../mail/connect-smtp.ts';
import { traced } from '../metrics/traced.ts';
import { type JobData, type JobName } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { deliverEvent } from '../webhooks/deliver-event.ts';
import { checkCalendar, planCalendarCheck } from './check-calendar.ts';
import { keepDispatchingEvents } from './dispatch-events.ts';
import { extendEverybody } from './extend-everybody.ts';
import { countFailedJob, noteFailedJob } from './failed-job.ts';
import { keepFollowingUpPayments } from './follow-up-payments.ts';
import { followUpRefund } from './follow-up-refund.ts';
import { issueReceipts, planReceipts } from './issue-receipts.ts';
import { measureDatabase } from './measure-database.ts';
import { planRemovals, removeOldRecords } from './remove-old-records.ts';
import { reportRefusedMail } from './report-refused-mail.ts';
import { sendEmailChange } from './send-email-change.ts';
import { sendEmailChangeNotice } from './send-email-change-notice.ts';
import { sendEmailConfirmation } from './send-email-confirmation.ts';
import { sendPasswordReset } from './send-password-reset.ts';
import { sendReceipt } from './send-receipt.ts';
import { sendRefund } from './send-refund.ts';
import { sendRefunded } from './send-refunded.ts';
import { sendEnded, sendReminder } from './send-reminder.ts';
import { tellOperator } from './tell-operator.ts';

const POLL_EVERY_SECONDS = 1;
// Few, so that the backlog after an outage does not overload Khalti.
const REFUNDS_AT_ONCE = 4;
// Of each kind. How many are with the mail server at once is limited by its connections.
const MAIL_AT_ONCE = 8;
// A group takes more when all of it is done, so a receiver that hangs must not hold all groups.
const DELIVERY_GROUPS = 4;
const DELIVERIES_AT_ONCE = 5;
// pg-boss's word. These queues have no dead letter queue.
const FAILED_WITHOUT_RETRIES = 'deadletter';

export async function startJobs(services: Services): Promise<void> {
  if (services.metrics) measureDatabase(services, services.metrics);
  keepFollowingUpPayments(services);
  await work(services, 'sendRefund', sendRefund, REFUNDS_AT_ONCE);
  await work(services, 'followUpRefund', followUpRefund, REFUNDS_AT_ONCE);
  await work(services, 'sendReceipt', sendReceipt, MAIL_AT_ONCE);
  await work(services, 'sendRefunded', sendRefunded, MAIL_AT_ONCE);
  await work(services, 'sendReminder', sendReminder, MAIL_AT_ONCE);
  await work(services, 'sendEnded', sendEnded, MAIL_AT_ONCE);
  await work(services, 'sendPasswordReset', sendPasswordReset, MAIL_AT_ONCE);
  await work(services, 'sendEmailConfirmation', sendEmailConfirmation, MAIL_AT_ONCE);
  await work(services, 'sendEmailChange', sendEmailChange, MAIL_AT_ONCE);
  await work(services, 'sendEmailChangeNotice', sendEmailChangeNotice, MAIL_AT_ONCE);
  // One at a time: two jobs about the same matter at the same moment would both find that no message was sent.
  await work(services, 'tellOperator', tellOperator, 1);
  await work(services, 'answerDoctor', async () => {}, 1);
  await work(services, 'extendEverybody', extendEverybody, 1);
  for (let group = 1; group <= DELIVERY_GROUPS; group += 1) {
    await work(
      services,
      'deliverEvent',
      (_, job) => deliverEvent(services, job, services.jobs.stopping),
      DELIVERIES_AT_ONCE,
    );
  }
  keepDispatchingEvents(services);
  await work(services, 'checkCalendar', checkCalendar, 1);
  await planCalendarCheck(services);
  await work(services, 'issueReceipts', issueReceipts, 1);
  await planReceipts(services);
  await work(services, 'removeOldRecords', removeOldRecords, 1);
  await planRemovals(services);
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
    pollingIntervalSeconds: POLL_EVERY_SECONDS,
    burstWhenBatchFull: true,
  } as const;
  await services.jobs.boss.work<JobData[Name], void, typeof options>(name, options, (jobs) =>
    Promise.all(jobs.map((job) => runOne(services, name, job, run))),
  );
}

async function runOne<Name extends JobName>(
  services: Services,
  name: Name,
  { id, data }: Job<JobData[Name]>,
  run: (services: Services, data: JobData[Name]) => Promise<void>,
): Promise<JobResult> {
  try {
    const ran = traced(`job ${name}`, {}, () => run(services, data));
    return (await isRefused(services, { name, id }, ran))
      ? { id, status: FAILED_WITHOUT_RETRIES, output: MailNotAccepted.name }
      : { id, status: 'completed' };
  } catch (error) {
    return { id, status: 'failed', output: noteFailedJob(services, { name, id }, error) };
  }
}

/** Whether the mail server has refused the job's message permanently. That is reported before the job ends. */
async function isRefused(services: Services, job: { name: JobName; id: string }, run: Promise<void>): Promise<boolean> {
  try {
    await run;
    return false;
  } catch (error) {
    if (!(error instanceof MailNotAccepted) || !error.isPermanent) throw error;
    countFailedJob(services.metrics, job.name);
    await reportRefusedMail(services, job, error);
    return true;
  }
}
