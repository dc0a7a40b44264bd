import { PgBoss, type QueueOptions, type QueuePolicy } from 'pg-boss';
import { COMMAND_LIMITS, connectionSettings } from '../database/connection-settings.ts';
import { type JobName } from './job-data.ts';
import { JOB_HAS_SUBJECT, JOB_SUBJECT } from './job-subject.ts';

const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;
// See RETENTION_JOBS_DAYS.
const KEPT_AT_MOST_SECONDS = 365 * DAY_SECONDS;
const MAX_ACCESS_SECONDS = 20_000 * DAY_SECONDS;

/** A message is retried for days, ever more rarely; then it stays as failed, where people can see it. */
const mail: QueueOptions & { policy: QueuePolicy } = {
  policy: 'standard',
  retryLimit: 60,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 2 * HOUR_SECONDS,
  expireInSeconds: 3 * 60,
  retentionSeconds: 30 * DAY_SECONDS,
  deleteAfterSeconds: KEPT_AT_MOST_SECONDS,
};

const followUp: QueueOptions & { policy: QueuePolicy } = {
  // For each key, one waiting job and one running job. Every job needs its key: jobs without one count as the same.
  policy: 'stately',
  // Errors at Khalti do not fail this job; crashes and database outages do.
  retryLimit: 10_000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 10 * 60,
  expireInSeconds: 2 * 60,
  retentionSeconds: 365 * DAY_SECONDS,
  deleteAfterSeconds: HOUR_SECONDS,
};

export const queues: Record<JobName, QueueOptions & { policy: QueuePolicy }> = {
  followUpPayment: followUp,
  sendReceipt: mail,
  sendRefunded: mail,
  // Errors at Khalti do not fail these jobs. Expires long after the longest lookup and refund, see KHALTI_TIMEOUT_MS.
  sendRefund: { ...followUp, expireInSeconds: 5 * 60 },
  followUpRefund: followUp,
  // Scheduled when access is granted; waits until access ends.
  sendReminder: { ...mail, retentionSeconds: MAX_ACCESS_SECONDS },
  sendEnded: { ...mail, retentionSeconds: MAX_ACCESS_SECONDS },
  // After a few failures the customer has requested another link.
  sendPasswordReset: { ...mail, policy: 'stately', retryLimit: 10 },
  sendEmailConfirmation: mail,
  // Reads the address when it runs: one waiting job is enough.
  sendEmailChange: { ...mail, policy: 'stately', retryLimit: 10 },
  sendEmailChangeNotice: mail,
  tellOperator: mail,
  // Only the waiting doctor cares.
  answerDoctor: {
    policy: 'standard',
    retryLimit: 0,
    expireInSeconds: 60,
    retentionSeconds: 60,
    deleteAfterSeconds: 60,
  },
  // A receiver that fails does not fail this job. Expires long after WEBHOOK_TIMEOUT_MS.
  deliverEvent: { ...followUp, policy: 'standard', expireInSeconds: 3 * 60, retentionSeconds: 30 * DAY_SECONDS },
  checkCalendar: followUp,
  // Reads whole tables.
  removeOldRecords: { ...followUp, expireInSeconds: HOUR_SECONDS },
  issueReceipts: followUp,
  extendEverybody: {
    // As for followUpPayment.
    policy: 'stately',
    retryLimit: 10_000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 60,
    retentionSeconds: 365 * DAY_SECONDS,
    deleteAfterSeconds: KEPT_AT_MOST_SECONDS,
  },
};

export async function prepareQueues(databaseUrl: string): Promise<void> {
  const connections = { ...connectionSettings(databaseUrl, COMMAND_LIMITS), max: 2 };
  const boss = new PgBoss({ ...connections, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  try {
    for (const [name, options] of Object.entries(queues)) {
      await boss.createQueue(name, options);
      const { policy: _fixed, ...changeable } = options;
      await boss.updateQueue(name, changeable);
    }
    // For operators, who look for the jobs of a payment or of a customer.
    await boss
      .getDb()
      .executeSql(
        `create index if not exists job_subject_index on pgboss.job ((${JOB_SUBJECT})) where ${JOB_HAS_SUBJECT}`,
      );
  } finally {
    await boss.stop({ graceful: false });
  }
}
