import { inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface NeedsReview {
  to: string;
  paymentId: string;
  pidx: string | null;
  planName: string;
  /** The amount that was to be paid. */
  amountPaisa: number;
  doubt: keyof typeof doubts;
  /** What became of the payment. */
  standing: keyof typeof standings;
  /** The amount in Khalti's answer; null if there is none that can be read. */
  claimedPaisa: number | null;
  transactionId: string | null;
  khaltiStatus: string;
  publicUrl: string;
}

const doubts = {
  OTHER_AMOUNT: 'Khalti reports an amount that is not the amount of this payment.',
  TRANSACTION_TAKEN: 'Khalti reports a transaction that already belongs to another payment.',
  PART_REFUND: 'Khalti reports that part of this payment was refunded. This server had not seen it completed before.',
  UNREADABLE: "Khalti's answer about this payment is incomplete, or differs from Khalti's documentation.",
  CUSTOMER_BLOCKED: 'The customer has paid, and was blocked before the money arrived.',
  EXCHANGE_CHANGED:
    'The customer has paid to start a plan now, and what was to be exchanged for it was refunded, exchanged or changed before.',
};

const standings = {
  IN_REVIEW: {
    now: 'No access was granted. The payment waits for your decision.',
    customer: 'The customer sees that this payment is being checked, and is asked not to pay again.',
  },
  HELD: {
    now: 'No access was granted. The server looks the payment up again, and settles it if the next answer is clear.',
    customer: 'The customer sees that Khalti has not confirmed this payment, and is asked not to pay again.',
  },
  GRANTED: {
    now: 'This payment has granted access, and the access stays as it is.',
    customer: 'The customer sees no change.',
  },
};

const howToSettle = {
  IN_REVIEW:
    'Then decide the review under /admin of this server: accept it, refund what Khalti claims, or dismiss it. Do not refund on the dashboard as well. Then contact the customer.',
  HELD: 'If the payment comes into review, decide it under /admin of this server. Ask Khalti again there at any time.',
  GRANTED: 'If the money must go back, refund the payment under /admin of this server. Then contact the customer.',
};

export function needsReview(review: NeedsReview): Message {
  const { paymentId, claimedPaisa } = review;
  const { now, customer } = standings[review.standing];
  return composeMessage({
    kind: 'needs-review',
    to: review.to,
    subject: `Payment needs review: ${paymentId}`,
    blocks: [
      `${doubts[review.doubt]} ${now}`,
      {
        facts: [
          ['Payment', paymentId],
          ['pidx', review.pidx],
          ['Plan', review.planName],
          ['Amount of the payment', inRupees(review.amountPaisa)],
          ["Khalti's status", review.khaltiStatus],
          ["Khalti's amount", claimedPaisa === null ? 'none that can be read' : inRupees(claimedPaisa)],
          ["Khalti's transaction id", review.transactionId],
          ['Server', review.publicUrl],
        ],
      },
      "What to do: look up the pidx on Khalti's merchant dashboard, and compare the status, the amount and the transaction id.",
      howToSettle[review.standing],
      customer,
    ],
  });
}
