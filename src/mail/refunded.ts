import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Refunded {
  to: string;
  name: string;
  planName: string;
  amountPaisa: number;
  /** Null where part was refunded and Khalti does not say how much. */
  refundedPaisa: number | null;
  transactionId: string | null;
  /** Until when there is access now; null where there is none any more. */
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
        ? 'Your payment was refunded through Khalti, and the days that it had bought have been taken back.'
        : 'Part of your payment was refunded through Khalti. Your access stays as it was.',
      {
        facts: [
          ['Plan', planName],
          ['Paid', paid],
          ['Refunded', refundedPaisa === null ? 'a part; Khalti shows how much' : inRupees(refundedPaisa)],
          ['Access', rest.accessUntil ? `until ${inNepalTime(rest.accessUntil)}` : 'ended'],
          ["Khalti's transaction id", rest.transactionId],
        ],
      },
      { label: 'See your payments', url: `${rest.publicUrl}/payments` },
    ],
  });
}
