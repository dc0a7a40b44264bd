import { inDays } from '../subscriptions/in-days.ts';
import { inNepalTime, inRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

const MAX_ANSWER_LENGTH = 300;

export interface UnknownPayments {
  to: string;
  payments: number;
  /** Those of them that are not looked up any more. */
  givenUp: number;
  amountPaisa: number;
  openedFrom: Date | null;
  openedUntil: Date | null;
  /** How long after its opening an unpaid payment is looked up. */
  followedDays: number;
  /** Khalti's newest answer. */
  answer: string | null;
  /** The base URL of the Khalti that was asked. */
  baseUrl: string;
  publicUrl: string;
}

export function unknownPayments({ to, payments, givenUp, followedDays, answer, ...rest }: UnknownPayments): Message {
  const count = payments === 1 ? '1 payment' : `${payments} payments`;
  return composeMessage({
    kind: 'unknown-payments',
    to,
    subject: `Khalti does not know ${count}`,
    blocks: [
      `Khalti answers that it does not know ${count} of this server. Until it does, no access is granted for them, and no refund of them is noticed.`,
      {
        facts: [
          ['Payments', String(payments)],
          ['Not looked up any more', String(givenUp)],
          ['Amount in all', inRupees(rest.amountPaisa)],
          ['First opened', rest.openedFrom && inNepalTime(rest.openedFrom)],
          ['Last opened', rest.openedUntil && inNepalTime(rest.openedUntil)],
          ["Khalti's answer", answer?.slice(0, MAX_ANSWER_LENGTH) ?? null],
          ['Khalti', rest.baseUrl],
          ['Server', rest.publicUrl],
        ],
      },
      'What to do: compare KHALTI_BASE_URL and KHALTI_SECRET_KEY with the merchant account in which these payments were opened. A sandbox does not know the payments of another account or of real money.',
      `The server looks each unpaid payment up ever more rarely, until ${inDays(followedDays)} after it was opened. A customer can check a payment at any time.`,
    ],
  });
}
