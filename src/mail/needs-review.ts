import { inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface NeedsReview {
  to: string;
  paymentId: string;
  pidx: string | null;
  planName: string;
  amountPaisa: number;
  /** Null if Khalti reports no amount. */
  claimedPaisa: number | null;
  transactionId: string | null;
  /** As Khalti spells it. */
  khaltiStatus: string;
  publicUrl: string;
}

export function needsReview({ to, paymentId, pidx, planName, amountPaisa, ...claim }: NeedsReview): Message {
  return composeMessage({
    kind: 'needs-review',
    to,
    subject: `Payment needs review: ${paymentId}`,
    blocks: [
      'Khalti reports money that does not match this payment: the amount is different, or another payment has the same transaction id. No access was granted.',
      {
        facts: [
          ['Payment', paymentId],
          ['pidx', pidx],
          ['Plan', planName],
          ['Expected amount', inRupees(amountPaisa)],
          ['Status at Khalti', claim.khaltiStatus],
          ['Amount at Khalti', claim.claimedPaisa === null ? 'not reported' : inRupees(claim.claimedPaisa)],
          ["Khalti's transaction id", claim.transactionId],
          ['Server', claim.publicUrl],
        ],
      },
      "What to do: look up the pidx on Khalti's merchant dashboard, and compare the amount and the transaction id. If the money was paid by mistake, refund it there. Then contact the customer, who sees that this payment is being checked and is asked not to pay again.",
      'The server grants access only if a later answer from Khalti matches this payment.',
    ],
  });
}
