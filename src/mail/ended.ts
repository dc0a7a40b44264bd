import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Ended {
  to: string;
  name: string;
  planName: string;
  endedAt: Date;
  publicUrl: string;
}

export function ended({ to, name, planName, endedAt, publicUrl }: Ended): Message {
  return composeMessage({
    kind: 'ended',
    to,
    subject: `${planName}: your access has ended`,
    blocks: [
      `Hello ${name},`,
      'Your access has ended, and nothing more is charged. Thank you for having been with us.',
      {
        facts: [
          ['Plan', planName],
          ['Ended', inNepalTime(endedAt)],
        ],
      },
      'You are welcome back at any time. Access starts again the moment you have paid.',
      { label: 'Choose a plan', url: `${publicUrl}/plans` },
    ],
  });
}
