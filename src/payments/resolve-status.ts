import { type Lookup } from '../khalti/khalti-client.ts';
import { type Doubt } from '../queue/job-data.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { ReviewDecision, ReviewReason } from './review-reason.ts';

const { PENDING, REFUNDED, NEEDS_REVIEW, FAILED } = PaymentStatus;

export interface Decision {
  status: PaymentStatus;
  /** Why an operator must look at the payment; null if there is no reason. */
  doubt: Doubt | null;
}

/** What must be known beside the payment and Khalti's answer. */
export interface Circumstances {
  /** Another payment has the transaction that Khalti claims. */
  isTransactionTaken: boolean;
  isBlocked: boolean;
  /** What the payment exchanges is not as it was when it was opened. */
  isExchangeChanged: boolean;
}

/** The decision about a payment: the status that Khalti's answer gives this payment. Only this payment's own money counts. */
export function resolveStatus(payment: Payment, lookup: Lookup, circumstances: Circumstances): Decision {
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
      const doubt = doubtAbout(payment, lookup, circumstances);
      return { status: doubt ? NEEDS_REVIEW : PaymentStatus[lookup.status], doubt };
    }
  }
}

function doubtAbout(payment: Payment, lookup: Lookup, circumstances: Circumstances): Doubt | null {
  const { isTransactionTaken, isBlocked, isExchangeChanged } = circumstances;
  if (isAsDecided(payment, lookup)) return null;
  if (lookup.amountPaisa !== payment.amountPaisa) return 'OTHER_AMOUNT';
  if (isTransactionTaken) return 'TRANSACTION_TAKEN';
  if (payment.isSettled || lookup.status === 'REFUNDED') return null;
  // The customer has paid, and part of the money was refunded before any access was granted.
  if (lookup.status === 'PARTIALLY_REFUNDED') return 'PART_REFUND';
  if (isBlocked) return 'CUSTOMER_BLOCKED';
  return isExchangeChanged ? 'EXCHANGE_CHANGED' : decidedDoubt(payment);
}

/** An operator has accepted or refunded the money that Khalti claims, and Khalti repeats or confirms that. */
function isAsDecided({ reviewDecision, claimedPaisa, claimedTransactionId }: Payment, lookup: Lookup): boolean {
  const { ACCEPT, REFUND } = ReviewDecision;
  const expected = { COMPLETED: ACCEPT, REFUNDED: REFUND }[lookup.status as 'COMPLETED' | 'REFUNDED'];
  if (reviewDecision === null || reviewDecision !== expected) return false;
  return lookup.amountPaisa === claimedPaisa && (lookup.transactionId ?? claimedTransactionId) === claimedTransactionId;
}

/** A clear answer grants nothing while the money is to go back, or if an operator has dismissed this customer's payment. */
function decidedDoubt({ reviewDecision, reviewReason }: Payment): Doubt | null {
  const isDecided =
    reviewDecision === ReviewDecision.REFUND ||
    (reviewDecision === ReviewDecision.DISMISS &&
      (reviewReason === ReviewReason.CUSTOMER_BLOCKED || reviewReason === ReviewReason.EXCHANGE_CHANGED));
  return isDecided ? reviewReason : null;
}

/** An operator has been told of a payment in review. Nothing can change one that is refunded or failed. */
export function mayNeedOperator({ status }: Payment): boolean {
  return status !== NEEDS_REVIEW && status !== REFUNDED && status !== FAILED;
}
