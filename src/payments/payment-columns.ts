import { unmanaged } from '../database/unmanaged.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { type User } from '../users/user.ts';
import { Payment } from './payment.ts';

export const PAYMENT_COLUMNS = `id, user_id as "userId", plan_id as "planId", amount_paisa as "amountPaisa",
  duration_days as "durationDays", plan_name as "planName", starts_now as "startsNow", pidx, gateway, payment_url as "paymentUrl", return_url as "returnUrl", expires_at as "expiresAt", status,
  transaction_id as "transactionId", fee_paisa as "feePaisa", refunded_paisa as "refundedPaisa",
  paid_at as "paidAt", review_reason as "reviewReason", claimed_paisa::float8 as "claimedPaisa",
  claimed_transaction_id as "claimedTransactionId", review_decision as "reviewDecision", reviewed_at as "reviewedAt",
  review_note as "reviewNote",
  idempotency_key as "idempotencyKey", opening_until as "openingUntil", failure_code as "failureCode",
  created_at as "createdAt", updated_at as "updatedAt"`;

export type PaymentRow = Omit<Payment, 'user' | 'plan'> & { userId: string; planId: string };

export function toPayment({ userId, planId, ...columns }: PaymentRow): Payment {
  return unmanaged(Payment, { ...columns, user: { id: userId } as User, plan: { id: planId } as Plan });
}
