import { PgBoss, type QueueOptions, type QueuePolicy } from 'pg-boss';
import { type JobName } from '../job-queue.ts';

const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const MOST_ACCESS_SECONDS = 20_000 * DAY_SECONDS;

/** A message waits for its mail server for days, trying more and more seldom; then it is left, as failed, to be seen. */
const mail: QueueOptions & { policy: QueuePolicy } = {
  policy: 'standard',
  retryLimit: 60,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 2 * HOUR_SECONDS,
  expireInSeconds: 3 * 60,
  retentionSeconds: 30 * DAY_SECONDS,
  deleteAfterSeconds: 7 * DAY_SECONDS,
};

/** How each kind of job is kept and tried again. */
export const queues: Record<JobName, QueueOptions & { policy: QueuePolicy }> = {
  followUpPayment: {
    // For each payment one that waits and one that runs. Every job of such a queue needs its key: those without one would
    // count as one and the same.
    policy: 'stately',
    // Trouble at Khalti is no failure of the job: what is left are crashes, and a database that was away.
    retryLimit: 10_000,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 10 * 60,
    expireInSeconds: 2 * 60,
    retentionSeconds: 365 * DAY_SECONDS,
    deleteAfterSeconds: HOUR_SECONDS,
  },
  sendReceipt: mail,
  sendRefunded: mail,
  // Planned when access is granted, to wait until it ends.
  sendReminder: { ...mail, retentionSeconds: MOST_ACCESS_SECONDS },
  sendEnded: { ...mail, retentionSeconds: MOST_ACCESS_SECONDS },
  // Whoever waits for these has asked again long before.
  sendPasswordReset: { ...mail, policy: 'stately', retryLimit: 10 },
  sendEmailConfirmation: mail,
  tellOperator: mail,
};

/** Makes the queue's tables and its queues what this version needs. May be called any number of times. */
export async function prepareQueues(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  try {
    for (const [name, options] of Object.entries(queues)) {
      await boss.createQueue(name, options);
      const { policy: _fixed, ...changeable } = options;
      await boss.updateQueue(name, changeable);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
