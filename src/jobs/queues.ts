import { PgBoss, type QueueOptions, type QueuePolicy } from 'pg-boss';
import { type JobName } from '../job-queue.ts';

const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** How each kind of job is kept and tried again. */
export const queues: Record<JobName, QueueOptions & { policy: QueuePolicy }> = {
  followUpPayment: {
    // For each payment one that waits and one that runs.
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
