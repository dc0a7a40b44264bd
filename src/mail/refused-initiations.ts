import { inNepalTime, inRupees, inShortRupees } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

const MAX_ANSWER_LENGTH = 300;

export interface RefusedInitiations {
  to: string;
  /** In the last 24 hours. */
  payments: number;
  customers: number;
  leastPaisa: number | null;
  mostPaisa: number | null;
  /** When the first of them tried to pay. */
  since: Date | null;
  /** Khalti's newest answer. */
  answer: string | null;
  baseUrl: string;
  publicUrl: string;
}

export function refusedInitiations({ to, payments, customers, answer, ...rest }: RefusedInitiations): Message {
  const amounts = [...new Set([rest.leastPaisa, rest.mostPaisa])].flatMap((paisa) =>
    paisa === null ? [] : [inRupees(paisa)],
  );
  const prices = [...new Set([rest.leastPaisa, rest.mostPaisa])].flatMap((paisa) =>
    paisa === null ? [] : [inShortRupees(paisa)],
  );
  const opened = prices.length === 0 ? 'a payment' : `a payment of ${prices.join(' to ')}`;
  const since = rest.since === null ? '' : ` since ${inNepalTime(rest.since)}`;
  return composeMessage({
    kind: 'refused-initiations',
    to,
    subject: `Khalti refuses to open payments: ${payments} in 24 hours`,
    blocks: [
      `${customers === 1 ? '1 customer' : `${customers} customers`} could not open ${opened}${since}. Nothing has been charged. Khalti says:`,
      answer?.slice(0, MAX_ANSWER_LENGTH) ?? 'nothing that can be read',
      {
        facts: [
          ['Refused payments in 24 hours', String(payments)],
          ['Customers', String(customers)],
          ['Amounts', amounts.join(' to ') || null],
          ['Khalti', rest.baseUrl],
          ['Server', rest.publicUrl],
        ],
      },
      "What to do: read Khalti's answer. Before its KYC is done, a merchant account has a low limit for each payment. If the limit is not the reason, contact Khalti's support with this answer.",
    ],
  });
}
