import { inNepalTime, inRupees } from './in-words.ts';
import { mailTexts } from './mail-texts.ts';
import { composeMessage, type Message } from './message.ts';
import { type Letter } from './shop-face.ts';

export interface Receipt extends Letter {
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

export function receipt({ to, name, planName, amountPaisa, transactionId, language, shop, ...when }: Receipt): Message {
  const words = mailTexts[language];
  const { receipt } = words;
  const amount = inRupees(amountPaisa);
  return composeMessage({
    kind: 'receipt',
    to,
    subject: receipt.subject(planName, amount),
    blocks: [
      words.helloTo(name),
      receipt.thanks,
      {
        facts: [
          [receipt.number, when.number],
          [receipt.payment, when.paymentId],
          [words.plan, planName],
          [receipt.paid, amount],
          [receipt.paidOn, inNepalTime(when.paidAt, language)],
          [receipt.until, inNepalTime(when.accessUntil, language)],
          [words.transaction, transactionId],
        ],
      },
      ...(when.number === null ? [] : [{ label: receipt.show, url: `${when.publicUrl}/receipts/${when.number}` }]),
      { label: receipt.subscription, url: when.subscriptionUrl },
      receipt.noRenewal,
    ],
    letter: { language, shop },
  });
}
