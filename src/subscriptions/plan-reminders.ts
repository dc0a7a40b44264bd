import { type EntityManager } from '@mikro-orm/postgresql';
import { type JobQueue } from '../job-queue.ts';
import { DAY_MS } from './period.ts';

const REMIND_DAYS_BEFORE = [7, 1];

/**
 * Plans what a customer is told about the end of access: before it, and when it is there. Each checks when it runs
 * whether access still ends then, so that nothing need be taken back after a renewal or a refund. Must run in the
 * transaction that grants.
 */
export async function planReminders(jobs: JobQueue, em: EntityManager, userId: string, endsAt: Date): Promise<void> {
  const end = endsAt.toISOString();
  for (const daysBefore of REMIND_DAYS_BEFORE) {
    const startAfter = new Date(endsAt.getTime() - daysBefore * DAY_MS);
    if (startAfter <= new Date()) continue;
    const key = `${userId}-${end}-${daysBefore}`;
    await jobs.add(em, 'sendReminder', { userId, endsAt: end, daysBefore }, { startAfter, key });
  }
  await jobs.add(em, 'sendEnded', { userId, endsAt: end }, { startAfter: endsAt, key: `${userId}-${end}` });
}
