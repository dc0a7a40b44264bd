import { type PaymentRecordFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

/** All that the page of a payment shows. Deeds ask for it again, so that the page is fresh after them. */
graphql(`
  fragment PaymentRecordFields on PaymentRecord {
    id
    pidx
    status
    amountPaisa
    durationDays
    transactionId
    feePaisa
    refundedPaisa
    reviewReason
    claimedPaisa
    claimedTransactionId
    reviewDecision
    reviewedAt
    reviewNote
    failureCode
    paidAt
    expiresAt
    createdAt
    updatedAt
    planName
    customer {
      id
      name
      email
    }
    period {
      id
      startsAt
      endsAt
      revokedAt
      exchangedBy
    }
    receipts {
      number
      url
    }
    refunds {
      ...RefundRecordFields
    }
    story {
      at
      kind
      title
      detail
    }
  }
`);

export const PaymentQuery = graphql(`
  query Payment($id: ID!) {
    payment(id: $id) {
      ...PaymentRecordFields
    }
  }
`);

/** The same page, again after each change. */
export const PaymentChanged = graphql(`
  subscription PaymentChanged($id: ID!) {
    paymentChanged(id: $id) {
      ...PaymentRecordFields
    }
  }
`);

export type Payment = PaymentRecordFieldsFragment;

const paid: readonly Payment['status'][] = ['COMPLETED', 'PARTIALLY_REFUNDED'];
const open: readonly Payment['refunds'][number]['status'][] = ['REQUESTED', 'SENDING', 'UNKNOWN'];

export function isPaid({ status }: Payment): boolean {
  return paid.includes(status);
}

/** Whether money may be on its way back. A payment has at most one such refund. */
export function hasOpenRefund({ refunds }: Payment): boolean {
  return refunds.some(({ status }) => open.includes(status));
}

/** Whether an operator must decide. A refund that was refused, canceled or not done decides nothing. */
export function isOpenReview(payment: Payment): boolean {
  const { status, reviewDecision, refunds } = payment;
  if (status !== 'NEEDS_REVIEW') return false;
  if (reviewDecision === 'REFUND') return !hasOpenRefund(payment) && !refunds.some((one) => one.status === 'DONE');
  return (reviewDecision ?? null) === null;
}
