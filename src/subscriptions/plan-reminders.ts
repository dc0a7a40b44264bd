import { type NewJob } from '../job-queue.ts';
import { DAY_MS } from './period.ts';

const REMIND_DAYS_BEFORE = [7, 1];

/**
 * What a customer is to be told about the end of access: before it, and when it is there. Each of these jobs checks when
 * it runs whether access still ends then, so that nothing need be taken back after a renewal or a refund. To be added in
 * the transaction that moves the end.
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
