import { type Tone } from '../../../kit/badge.tsx';
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

/**
 * The page at which it can still be paid; null when there is none. Whether its time is up is for Khalti to say: by this
 * device's clock, which may be wrong, an open payment would look over, and be opened and paid a second time.
 */
export function openLink({ status, paymentUrl }: Payment): string | null {
  return status === 'INITIATED' ? paymentUrl : null;
}
