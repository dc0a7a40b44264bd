import { inNepalTime, inRupees, inShortRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface RefundInDoubt {
  to: string;
  doubt: 'UNKNOWN' | 'NOT_SHOWN' | 'CONTRADICTED';
  refundId: string;
  paymentId: string;
  pidx: string | null;
  planName: string;
  amountPaisa: number;
  /** Null if the sum is not known. */
  refundPaisa: number | null;
  sentAt: Date | null;
  failure: string | null;
  publicUrl: string;
}

export function refundInDoubt(refund: RefundInDoubt): Message {
  const { to, doubt, refundId, paymentId, pidx, planName, amountPaisa, refundPaisa, sentAt, failure } = refund;
  const { subject, what, next } = words(doubt, refundPaisa === null ? 'the money' : inShortRupees(refundPaisa));
  return composeMessage({
    kind: 'refund-in-doubt',
    to,
    subject: `${subject}: ${refundId}`,
    blocks: [
      what,
      {
        facts: [
          ['Refund', refundId],
          ['Payment', paymentId],
          ['pidx', pidx],
          ['Plan', planName],
          ['Amount of the payment', inRupees(amountPaisa)],
          ['Sent', sentAt && inNepalTime(sentAt)],
          ['Result', failure],
          ['Server', refund.publicUrl],
        ],
      },
      `What to do: ${next}`,
    ],
  });
}

function words(doubt: RefundInDoubt['doubt'], sum: string): { subject: string; what: string; next: string } {
  switch (doubt) {
    case 'UNKNOWN':
      return {
        subject: 'Refund with an unknown result',
        what: `We do not know whether ${sum} went back. Do not refund on Khalti's dashboard before you have looked there.`,
        next: "look up the pidx on Khalti's merchant dashboard, then settle the refund: it went back, or it did not. The server never sends it again, and looks the payment up for 14 days.",
      };
    case 'NOT_SHOWN':
      return {
        subject: 'Refund that Khalti does not show',
        what: `Khalti answered that ${sum} went back, but its lookup does not show it. The server counts the refund as done.`,
        next: "look up the pidx on Khalti's merchant dashboard. If the money did not go back, contact Khalti's support.",
      };
    case 'CONTRADICTED':
      return {
        subject: 'Khalti refunded a whole payment, not a part',
        what: 'A part was requested, and Khalti reports the whole payment refunded. All refunds of parts are switched off: Khalti may read amounts in another unit than KHALTI_REFUND_AMOUNT_UNIT says.',
        next: "compare the sums on Khalti's merchant dashboard, and prove the unit with a small payment. The access is changed as the author of the refund chose.",
      };
  }
}
