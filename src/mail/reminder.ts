import { inDays } from '../subscriptions/in-days.ts';
import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Reminder {
  to: string;
  name: string;
  planName: string;
  accessUntil: Date;
  daysBefore: number;
  plansUrl: string;
}

export function reminder({ to, name, planName, accessUntil, daysBefore, plansUrl }: Reminder): Message {
  const left = inDays(daysBefore);
  return composeMessage({
    kind: 'reminder',
    to,
    // "Within" stays true if the message is late.
    subject: `${planName}: your access ends within ${left}`,
    blocks: [
      `Hello ${name},`,
      `Your access ends within ${left}. It does not renew automatically: to keep it, pay again.`,
      {
        facts: [
          ['Plan', planName],
          ['Access until', inNepalTime(accessUntil)],
        ],
      },
      'You lose no days by paying early: the new days start when the current ones end.',
      { label: 'Choose a plan', url: plansUrl },
    ],
  });
}
