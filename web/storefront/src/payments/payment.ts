import { type Tone } from '../../../kit/badge.tsx';
import { type OpenPaymentFieldsFragment, type PaymentFieldsFragment, type PaymentStatus } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type Payment = PaymentFieldsFragment;
export type OpenPayment = OpenPaymentFieldsFragment;

graphql(`
  fragment PaymentFields on Payment {
    id
    status
    amount
    amountPaisa
    planName
    durationDays
    startsNow
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

graphql(`
  fragment OpenPaymentFields on Payment {
    id
    status
    amount
    amountPaisa
    planName
    startsNow
    pidx
    paymentUrl
    createdAt
    plan {
      id
      code
    }
  }
`);

/** `isFinal`: no more checks are offered, and buying the plan again opens another payment. */
export const statusInfo: Record<PaymentStatus, { tone: Tone; isFinal: boolean; canBuyAgain: boolean }> = {
  CREATED: { tone: 'wait', isFinal: false, canBuyAgain: false },
  INITIATED: { tone: 'wait', isFinal: false, canBuyAgain: false },
  PENDING: { tone: 'wait', isFinal: false, canBuyAgain: false },
  COMPLETED: { tone: 'good', isFinal: true, canBuyAgain: false },
  CANCELED: { tone: 'quiet', isFinal: true, canBuyAgain: true },
  EXPIRED: { tone: 'quiet', isFinal: true, canBuyAgain: true },
  REFUNDED: { tone: 'quiet', isFinal: true, canBuyAgain: true },
  PARTIALLY_REFUNDED: { tone: 'good', isFinal: true, canBuyAgain: false },
  NEEDS_REVIEW: { tone: 'bad', isFinal: false, canBuyAgain: false },
  FAILED: { tone: 'bad', isFinal: true, canBuyAgain: true },
};

/**
 * Khalti's page for a payment that can still be paid, else null. Does not compare `expiresAt` with the clock: on a device
 * whose clock is wrong, an open payment would seem expired, and the customer might pay twice.
 */
export function openPaymentUrl({ status, paymentUrl }: Pick<Payment, 'status' | 'paymentUrl'>): string | null {
  return status === 'INITIATED' ? paymentUrl : null;
}
