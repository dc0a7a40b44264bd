import { formatDays, formatPaisa } from '../app/format.ts';
import { type RefundAccess, type RefundEvidence, type RefundOrigin } from '../gql/graphql.ts';
import { type Refund } from './refund.ts';

export const originWords: Record<RefundOrigin, string> = {
  OPERATOR: 'Through Khalti, from here',
  KHALTI: "On Khalti's dashboard",
  OUTSIDE: 'Outside Khalti',
};

export const evidenceWords: Record<RefundEvidence, string> = {
  ANSWER: "Khalti's answer to the refund",
  LOOKUP: "Khalti's answer to a lookup",
  OPERATOR: 'The word of an operator',
};

const accessWords: Record<RefundAccess, string> = {
  REVOKE: 'Ends',
  KEEP: 'Stays',
  SHORTEN: 'Is shortened',
};

export function sumInWords({ amountPaisa }: Pick<Refund, 'amountPaisa'>): string {
  return typeof amountPaisa === 'number' ? formatPaisa(amountPaisa) : 'An unknown sum';
}

export function accessInWords({ access, shortenDays }: Pick<Refund, 'access' | 'shortenDays'>): string {
  return typeof shortenDays === 'number' ? `Is shortened by ${formatDays(shortenDays)}` : accessWords[access];
}
