import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface Receipt {
  to: string;
  name: string;
  /** Null only if the receipt could not be issued: the payment is not paid any more. */
  number: string | null;
  paymentId: string;
  planName: string;
  amountPaisa: number;
  /** Also on the customer's receipt from Khalti. */
  transactionId: string | null;
  paidAt: Date;
  accessUntil: Date;
  publicUrl: string;
  subscriptionUrl: string;
}

export function receipt({ to, name, planName, amountPaisa, transactionId, ...when }: Receipt): Message {
  const amount = inRupees(amountPaisa);
  return composeMessage({
    kind: 'receipt',
    to,
    subject: `Receipt: ${planName}, ${amount}`,
    blocks: [
      `Hello ${name},`,
      'Thank you for your payment. Please keep this receipt.',
      {
        facts: [
          ['Receipt number', when.number],
          ['Payment number', when.paymentId],
          ['Plan', planName],
          ['Paid', amount],
          ['Paid on', inNepalTime(when.paidAt)],
          ['Access until', inNepalTime(when.accessUntil)],
          ["Khalti's transaction id", transactionId],
        ],
      },
      ...(when.number === null
        ? []
        : [{ label: 'Show or print your receipt', url: `${when.publicUrl}/receipts/${when.number}` }]),
      { label: 'View your subscription', url: when.subscriptionUrl },
      'Your subscription does not renew automatically. You are charged only when you pay again.',
    ],
  });
}
