import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface KeyRefused {
  to: string;
  /** Khalti's, to which the key was sent. */
  baseUrl: string;
  refusedAt: Date;
  publicUrl: string;
}

export function keyRefused({ to, baseUrl, refusedAt, publicUrl }: KeyRefused): Message {
  return composeMessage({
    kind: 'key-refused',
    to,
    subject: 'Khalti refuses our key: nobody can pay',
    blocks: [
      'Khalti answers that our secret key is not valid. Until this is mended nobody can pay, and no payment is found out about. No payment is blamed for it, and none is lost.',
      {
        facts: [
          ['Khalti', baseUrl],
          ['Refused', inNepalTime(refusedAt)],
          ['Server', publicUrl],
        ],
      },
      'What to do: compare KHALTI_SECRET_KEY with the live_secret_key on the merchant dashboard that belongs to KHALTI_BASE_URL (the sandbox and real money have a dashboard and a key each, and both call it by the same name). Then restart the server.',
      'What was paid meanwhile is found out about by itself.',
    ],
  });
}
