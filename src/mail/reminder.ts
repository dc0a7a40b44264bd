import { inDays, inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Reminder {
  to: string;
  name: string;
  planName: string;
  accessUntil: Date;
  daysBefore: number;
  publicUrl: string;
}

export function reminder({ to, name, planName, accessUntil, daysBefore, publicUrl }: Reminder): Message {
  const left = inDays(daysBefore);
  return composeMessage({
    kind: 'reminder',
    to,
    subject: `${planName}: your access ends in ${left}`,
    blocks: [
      `Hello ${name},`,
      `Your access ends in ${left}. Nothing is charged by itself; to go on, simply pay again.`,
      {
        facts: [
          ['Plan', planName],
          ['Access until', inNepalTime(accessUntil)],
        ],
      },
      'You lose nothing by paying early: new days begin where these end.',
      { label: 'Choose a plan', url: `${publicUrl}/plans` },
    ],
  });
}
