import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Refunded {
  to: string;
  name: string;
  planName: string;
  amountPaisa: number;
  /** Null after a partial refund whose amount Khalti does not report. */
  refundedPaisa: number | null;
  transactionId: string | null;
  /** Null: no access now. There may have been none before, either. */
  accessUntil: Date | null;
  publicUrl: string;
}

export function refunded({ to, name, planName, amountPaisa, refundedPaisa, ...rest }: Refunded): Message {
  const isWhole = refundedPaisa === amountPaisa;
  const paid = inRupees(amountPaisa);
  return composeMessage({
    kind: 'refunded',
    to,
    subject: isWhole ? `Refunded: ${planName}, ${paid}` : `Partly refunded: ${planName}`,
    blocks: [
      `Hello ${name},`,
      isWhole
        ? 'Your payment was refunded in full through Khalti. Any remaining days of access from it have been removed.'
        : 'Part of your payment was refunded through Khalti. The refund does not change your access.',
      {
        facts: [
          ['Plan', planName],
          ['Paid', paid],
          ['Refunded', refundedPaisa === null ? 'a part of it; Khalti shows the amount' : inRupees(refundedPaisa)],
          ['Access', rest.accessUntil ? `until ${inNepalTime(rest.accessUntil)}` : 'none'],
          ["Khalti's transaction id", rest.transactionId],
        ],
      },
      { label: 'View your payments', url: `${rest.publicUrl}/payments` },
    ],
  });
}
