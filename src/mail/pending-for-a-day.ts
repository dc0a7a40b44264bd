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
      'Khalti has reported this payment as pending for at least a day. The money may still be on its way from a bank.',
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
      "What to do: look up the pidx on Khalti's merchant dashboard. If the payment is pending there too, contact Khalti's support.",
      'The server keeps checking this payment. It grants access only when Khalti completes the payment.',
    ],
  });
}
