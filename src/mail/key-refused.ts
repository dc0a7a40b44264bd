import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface KeyRefused {
  to: string;
  baseUrl: string;
  refusedAt: Date;
  /** Those who could not pay because of it in the last 24 hours, and since when. */
  customers: number;
  since: Date | null;
  publicUrl: string;
}

export function keyRefused({ to, baseUrl, refusedAt, customers, since, publicUrl }: KeyRefused): Message {
  return composeMessage({
    kind: 'key-refused',
    to,
    subject: 'Khalti refuses our secret key: customers cannot pay',
    blocks: [
      'Khalti refused our secret key. As long as Khalti refuses it, customers cannot pay, and the server cannot check open payments. No money is lost.',
      {
        facts: [
          ['Khalti', baseUrl],
          ['Refused', inNepalTime(refusedAt)],
          ['Customers who could not pay in 24 hours', customers === 0 ? null : String(customers)],
          ['The first of them', since && inNepalTime(since)],
          ['Server', publicUrl],
        ],
      },
      'What to do: compare KHALTI_SECRET_KEY with the live_secret_key on the merchant dashboard that belongs to KHALTI_BASE_URL. The sandbox and the live Khalti have separate dashboards and keys, and both call the key live_secret_key. Correct the key, then restart the server.',
      'After that, the server checks all open payments automatically.',
    ],
  });
}
