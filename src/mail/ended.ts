import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Ended {
  to: string;
  name: string;
  planName: string;
  endedAt: Date;
  plansUrl: string;
}

export function ended({ to, name, planName, endedAt, plansUrl }: Ended): Message {
  return composeMessage({
    kind: 'ended',
    to,
    subject: `${planName}: your access has ended`,
    blocks: [
      `Hello ${name},`,
      'Your access has ended. Nothing more is charged. Thank you for being our customer.',
      {
        facts: [
          ['Plan', planName],
          ['Ended', inNepalTime(endedAt)],
        ],
      },
      'To continue, choose a plan and pay. Your access starts as soon as the payment is completed.',
      { label: 'Choose a plan', url: plansUrl },
    ],
  });
}
