import { type Tone } from '../app/badge.tsx';
import { type PaymentFieldsFragment, type PaymentStatus } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type Payment = PaymentFieldsFragment;

graphql(`
  fragment PaymentFields on Payment {
    id
    status
    amount
    pidx
    paymentUrl
    expiresAt
    transactionId
    createdAt
    plan {
      ...PlanFields
    }
    subscription {
      ...SubscriptionFields
    }
  }
`);

/** What each status means to somebody who looks at a payment. */
export const standings: Record<PaymentStatus, { tone: Tone; isOver: boolean; mayBuyAgain: boolean }> = {
  CREATED: { tone: 'wait', isOver: false, mayBuyAgain: false },
  INITIATED: { tone: 'wait', isOver: false, mayBuyAgain: false },
  PENDING: { tone: 'wait', isOver: false, mayBuyAgain: false },
  COMPLETED: { tone: 'good', isOver: true, mayBuyAgain: false },
  CANCELED: { tone: 'quiet', isOver: true, mayBuyAgain: true },
  EXPIRED: { tone: 'quiet', isOver: true, mayBuyAgain: true },
  REFUNDED: { tone: 'quiet', isOver: true, mayBuyAgain: true },
  PARTIALLY_REFUNDED: { tone: 'good', isOver: true, mayBuyAgain: false },
  NEEDS_REVIEW: { tone: 'bad', isOver: false, mayBuyAgain: false },
  FAILED: { tone: 'bad', isOver: true, mayBuyAgain: true },
};

/** The page at which it can still be paid; null when there is none, or its time is up. */
export function openLink({ status, paymentUrl, expiresAt }: Payment): string | null {
  const isOpen = status === 'INITIATED' && expiresAt !== null && Date.parse(expiresAt) > Date.now();
  return isOpen ? paymentUrl : null;
}
