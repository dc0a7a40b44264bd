import { inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface NeedsReview {
  to: string;
  paymentId: string;
  pidx: string | null;
  planName: string;
  /** What was to be paid. */
  amountPaisa: number;
  /** What Khalti says was paid; null where it does not say. */
  claimedPaisa: number | null;
  transactionId: string | null;
  /** Khalti's own word. */
  khaltiStatus: string;
  publicUrl: string;
}

export function needsReview({ to, paymentId, pidx, planName, amountPaisa, ...claim }: NeedsReview): Message {
  return composeMessage({
    kind: 'needs-review',
    to,
    subject: `Payment needs review: ${paymentId}`,
    blocks: [
      'Khalti names money that does not fit this payment: another amount, or a transaction that another payment has. Nothing was granted.',
      {
        facts: [
          ['Payment', paymentId],
          ['pidx', pidx],
          ['Plan', planName],
          ['To be paid', inRupees(amountPaisa)],
          ['Khalti says', claim.khaltiStatus],
          ['Paid, says Khalti', claim.claimedPaisa === null ? 'not said' : inRupees(claim.claimedPaisa)],
          ["Khalti's transaction id", claim.transactionId],
          ['Server', claim.publicUrl],
        ],
      },
      "What to do: look it up by its pidx on Khalti's merchant dashboard, and compare the amount and the transaction. Then pay the money back there, or settle the payment by hand.",
      'The customer sees that this payment is being checked by hand, and is asked not to pay again.',
    ],
  });
}
