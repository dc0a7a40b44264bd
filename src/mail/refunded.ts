import { inDays } from '../subscriptions/in-days.ts';
import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Refunded {
  to: string;
  name: string;
  planName: string;
  amountPaisa: number;
  kind: 'WHOLE' | 'PART';
  /** Null if a part was refunded whose amount Khalti does not report. */
  refundedPaisa: number | null;
  isOutside: boolean;
  /** What happens to the access; null if the payment has granted none. */
  access: 'REVOKE' | 'KEEP' | 'SHORTEN' | null;
  shortenDays: number | null;
  transactionId: string | null;
  /** Null: no access now. There may have been none before, either. */
  accessUntil: Date | null;
  paymentsUrl: string;
}

export function refunded(refund: Refunded): Message {
  const { to, name, planName, amountPaisa, kind, refundedPaisa, ...rest } = refund;
  const isWhole = kind === 'WHOLE';
  const paid = inRupees(amountPaisa);
  return composeMessage({
    kind: 'refunded',
    to,
    subject: isWhole ? `Refunded: ${planName}, ${paid}` : `Partly refunded: ${planName}`,
    blocks: [
      `Hello ${name},`,
      [whatWasRefunded(refund), whatHappensToAccess(refund)].filter(Boolean).join(' '),
      {
        facts: [
          ['Plan', planName],
          ['Paid', paid],
          ['Refunded', refundedPaisa === null ? 'Khalti shows the amount' : inRupees(refundedPaisa)],
          ['Access', rest.accessUntil ? `until ${inNepalTime(rest.accessUntil)}` : 'none'],
          ["Khalti's transaction id", rest.transactionId],
        ],
      },
      { label: 'View your payments', url: rest.paymentsUrl },
    ],
  });
}

function whatWasRefunded({ kind, amountPaisa, refundedPaisa, isOutside }: Refunded): string {
  const way = isOutside ? 'outside Khalti, by bank transfer or in cash' : 'through Khalti';
  if (kind === 'PART') {
    return refundedPaisa === null
      ? `Part of your payment was refunded ${way}.`
      : `Part of your payment, ${inRupees(refundedPaisa)}, was refunded ${way}.`;
  }
  return refundedPaisa === amountPaisa
    ? `Your payment was refunded in full ${way}.`
    : `The rest of your payment was refunded ${way}.`;
}

function whatHappensToAccess({ access, shortenDays }: Refunded): string | null {
  switch (access) {
    case 'REVOKE':
      return 'Any remaining days of access from it have been removed.';
    case 'KEEP':
      return 'The refund does not change your access.';
    case 'SHORTEN':
      return `Your access from it ends ${inDays(shortenDays ?? 0)} earlier.`;
    case null:
      return null;
  }
}
