import { RefundStatus } from '../../payments/refund-status.ts';
import { groupedRupees } from './grouped-rupees.ts';
import { type RefundRecord } from './refund-record.ts';

/** What an operator reads about a refund. */
export function refundSentence({ amountPaisa, status, failure, reference }: RefundRecord): string {
  const sum = amountPaisa === null ? 'an unknown sum' : groupedRupees(amountPaisa);
  const sentences: Record<RefundStatus, string> = {
    REQUESTED: `A refund of ${sum} is requested. It was not sent to Khalti yet.`,
    SENDING: `A refund of ${sum} is being sent to Khalti.`,
    CANCELED: `A refund of ${sum} was canceled before it was sent.`,
    DONE: `${sum.replace(/^an/, 'An')} went back to the customer${reference ? ` (${reference})` : ''}.`,
    REFUSED: `Khalti refused to refund ${sum}. No money went back.${failure ? ` Khalti says: ${failure}` : ''}`,
    UNKNOWN: `We do not know whether ${sum} went back. Do not refund on Khalti's dashboard before you have looked there.`,
    NOT_DONE: `A refund of ${sum} was requested, but an operator found that no money went back.`,
  };
  return sentences[status];
}
