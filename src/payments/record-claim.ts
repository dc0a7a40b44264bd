import { type Lookup } from '../khalti/khalti-client.ts';
import { type Doubt } from '../queue/job-data.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { ReviewDecision, ReviewReason } from './review-reason.ts';

/** Writes what Khalti claims about a payment in review. Changes nothing if the payment is not in review, or claims the same. */
export function recordClaim(payment: Payment, doubt: Doubt | null, lookup: Lookup): void {
  if (doubt === null || payment.status !== PaymentStatus.NEEDS_REVIEW) return;
  const reviewReason = ReviewReason[doubt];
  const { amountPaisa: claimedPaisa, transactionId: claimedTransactionId } = lookup;
  const isSame =
    payment.reviewReason === reviewReason &&
    payment.claimedPaisa === claimedPaisa &&
    payment.claimedTransactionId === claimedTransactionId;
  if (isSame) return;
  payment.reviewReason = reviewReason;
  payment.claimedPaisa = claimedPaisa;
  payment.claimedTransactionId = claimedTransactionId;
  // The operator has decided about another claim. Money that was asked back stays asked back.
  if (payment.reviewDecision !== ReviewDecision.DISMISS) return;
  payment.reviewDecision = null;
  payment.reviewedAt = null;
  payment.reviewNote = null;
}
