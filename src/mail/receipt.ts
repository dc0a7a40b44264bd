import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Receipt {
  to: string;
  name: string;
  planName: string;
  amountPaisa: number;
  /** Khalti's, which the customer's receipt from Khalti shows too. */
  transactionId: string | null;
  paidAt: Date;
  accessUntil: Date;
  publicUrl: string;
}

export function receipt({ to, name, planName, amountPaisa, transactionId, ...when }: Receipt): Message {
  const amount = inRupees(amountPaisa);
  return composeMessage({
    kind: 'receipt',
    to,
    subject: `Receipt: ${planName}, ${amount}`,
    blocks: [
      `Hello ${name},`,
      'Thank you! Your payment has arrived. Please keep this receipt.',
      {
        facts: [
          ['Plan', planName],
          ['Paid', amount],
          ['Paid on', inNepalTime(when.paidAt)],
          ['Access until', inNepalTime(when.accessUntil)],
          ["Khalti's transaction id", transactionId],
        ],
      },
      { label: 'See your subscription', url: `${when.publicUrl}/subscription` },
      'It does not renew by itself: you are never charged unless you pay again.',
    ],
  });
}
