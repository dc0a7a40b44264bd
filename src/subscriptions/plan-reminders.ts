import { type NewJob } from '../queue/job-data.ts';
import { DAY_MS } from './period.ts';

const REMIND_DAYS_BEFORE = [7, 1];

/**
 * The jobs that remind a customer of the end of access, to be added in the transaction that changes the end. Each job
 * checks first that access still ends at `endsAt`, so renewals and refunds need not remove jobs.
 */
export function planReminders(userId: string, endsAt: Date): NewJob[] {
  const end = endsAt.toISOString();
  const reminders = REMIND_DAYS_BEFORE.map((daysBefore) => ({
    name: 'sendReminder' as const,
    data: { userId, endsAt: end, daysBefore },
    startAfter: new Date(endsAt.getTime() - daysBefore * DAY_MS),
    key: `${userId}-${end}-${daysBefore}`,
  }));
  return [
    ...reminders.filter(({ startAfter }) => startAfter > new Date()),
    { name: 'sendEnded', data: { userId, endsAt: end }, startAfter: endsAt, key: `${userId}-${end}` },
  ];
}
