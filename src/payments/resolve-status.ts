import { type Lookup } from '../khalti/khalti-client.ts';
import { type Doubt } from '../queue/job-data.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

const { PENDING, REFUNDED, NEEDS_REVIEW, FAILED } = PaymentStatus;

export interface Decision {
  status: PaymentStatus;
  /** Why an operator must look at the payment; null if there is no reason. */
  doubt: Doubt | null;
}

/** The decision about a payment: the status that Khalti's answer gives this payment. Only this payment's own money counts. */
export function resolveStatus(payment: Payment, lookup: Lookup, isTransactionTaken: boolean): Decision {
  switch (lookup.status) {
    case 'INITIATED':
      return { status: payment.status, doubt: null };
    case 'PENDING':
    case 'CANCELED':
    case 'EXPIRED':
      return { status: PaymentStatus[lookup.status], doubt: null };
    case 'UNREADABLE':
      // The next answer may be readable. Only a second unreadable one in a row needs a decision.
      return { status: payment.isOpen && !payment.isHeld ? PENDING : NEEDS_REVIEW, doubt: 'UNREADABLE' };
    case 'COMPLETED':
    case 'REFUNDED':
    case 'PARTIALLY_REFUNDED': {
      const doubt = doubtAbout(payment, lookup, isTransactionTaken);
      return { status: doubt ? NEEDS_REVIEW : PaymentStatus[lookup.status], doubt };
    }
  }
}

function doubtAbout(payment: Payment, lookup: Lookup, isTransactionTaken: boolean): Doubt | null {
  if (lookup.amountPaisa !== payment.amountPaisa) return 'OTHER_AMOUNT';
  if (isTransactionTaken) return 'TRANSACTION_TAKEN';
  // The customer has paid, and part of the money was refunded before any access was granted.
  return lookup.status === 'PARTIALLY_REFUNDED' && !payment.isSettled ? 'PART_REFUND' : null;
}

/** An operator has been told of a payment in review. Nothing can change one that is refunded or failed. */
export function mayNeedOperator({ status }: Payment): boolean {
  return status !== NEEDS_REVIEW && status !== REFUNDED && status !== FAILED;
}
