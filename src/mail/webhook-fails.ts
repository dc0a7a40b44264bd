import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface WebhookFails {
  to: string;
  /** Whose endpoint it is. */
  description: string;
  host: string;
  since: Date;
  /** Of the last attempt. */
  error: string;
  /** Events that wait for it. */
  waiting: number;
  /** The receiver answered 410, so the endpoint is disabled. */
  isGone: boolean;
  publicUrl: string;
}

export function webhookFails({ to, isGone, publicUrl, ...facts }: WebhookFails): Message {
  const { subject, what, next } = isGone ? gone : failing;
  return composeMessage({
    kind: 'webhook-fails',
    to,
    subject,
    blocks: [
      what,
      {
        facts: [
          ['Endpoint', facts.description],
          ['Host', facts.host],
          ['Failing since', inNepalTime(facts.since)],
          ['Last attempt', facts.error],
          ['Events that wait', isGone ? null : String(facts.waiting)],
          ['Server', publicUrl],
        ],
      },
      `What to do: ${next} The page Connections shows each delivery: ${publicUrl}/admin/connections`,
      'The other program can also catch up with GET /api/events. Payments and access are not affected.',
    ],
  });
}

const failing = {
  subject: 'A webhook endpoint keeps failing',
  what: 'A program that is told about access and payments does not accept events. It may not know who has access. Each event is sent up to ten times in about three days.',
  next: 'make its receiver answer with 2xx. Events that wait are then sent automatically; send those that have failed again yourself.',
};
const gone = {
  subject: 'A webhook endpoint was disabled by its receiver',
  what: 'A program that is told about access and payments answered 410 Gone. Nothing more is sent to it.',
  next: 'if that was intended, nothing. Otherwise correct the receiver or its address, enable the endpoint, and send the events that have failed again.',
};
