import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface PendingForADay {
  to: string;
  paymentId: string;
  pidx: string | null;
  planName: string;
  amountPaisa: number;
  openedAt: Date;
  publicUrl: string;
}

export function pendingForADay({ to, paymentId, pidx, planName, amountPaisa, ...rest }: PendingForADay): Message {
  return composeMessage({
    kind: 'pending-for-a-day',
    to,
    subject: `Payment pending for a day: ${paymentId}`,
    blocks: [
      'Khalti has called this payment pending for a day: money may be under way from a bank. Nothing was granted yet.',
      {
        facts: [
          ['Payment', paymentId],
          ['pidx', pidx],
          ['Plan', planName],
          ['Amount', inRupees(amountPaisa)],
          ['Opened', inNepalTime(rest.openedAt)],
          ['Server', rest.publicUrl],
        ],
      },
      "What to do: look it up by its pidx on Khalti's merchant dashboard; if it stands still there too, ask Khalti's support.",
      'This server keeps asking Khalti, and grants access as soon as the payment is completed.',
    ],
  });
}
