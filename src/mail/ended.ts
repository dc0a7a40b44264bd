import { inNepalTime } from './in-words.ts';
import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface Ended extends Letter {
  to: string;
  name: string;
  planName: string;
  endedAt: Date;
  plansUrl: string;
}

export function ended({ to, name, planName, endedAt, plansUrl, ...letter }: Ended): Message {
  const words = mailTexts[letter.language];
  return composeMessage({
    kind: 'ended',
    to,
    subject: words.ended.subject(planName),
    blocks: [
      words.helloTo(name),
      words.ended.ended,
      {
        facts: [
          [words.plan, planName],
          [words.ended.endedOn, inNepalTime(endedAt, letter.language)],
        ],
      },
      words.ended.again,
      { label: words.choosePlan, url: plansUrl },
    ],
    letter,
  });
}
