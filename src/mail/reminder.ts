import { inNepalTime } from './in-words.ts';
import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface Reminder extends Letter {
  to: string;
  name: string;
  planName: string;
  accessUntil: Date;
  daysBefore: number;
  plansUrl: string;
}

export function reminder({ to, name, planName, accessUntil, daysBefore, plansUrl, ...letter }: Reminder): Message {
  const words = mailTexts[letter.language];
  const left = words.days(daysBefore);
  return composeMessage({
    kind: 'reminder',
    to,
    subject: words.reminder.subject(planName, left),
    blocks: [
      words.helloTo(name),
      words.reminder.ends(left),
      {
        facts: [
          [words.plan, planName],
          [words.reminder.until, inNepalTime(accessUntil, letter.language)],
        ],
      },
      words.reminder.noLoss,
      { label: words.choosePlan, url: plansUrl },
    ],
    letter,
  });
}
