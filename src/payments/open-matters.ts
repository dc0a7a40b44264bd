import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { Refund } from './refund.ts';
import { OPEN_REFUND_STATUSES } from './refund-status.ts';
import { ReviewDecision } from './review-reason.ts';

const { CREATED, INITIATED, PENDING, NEEDS_REVIEW } = PaymentStatus;

/** Waits for those who are changing a payment of this customer, and keeps others from it until the transaction ends. */
export async function lockPayments(em: EntityManager, userId: string): Promise<void> {
  if (!isUuid(userId)) return;
  await em.find(Payment, { user: userId }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Why something about the customer's money is not decided yet; null if all is. */
export async function findOpenMatter(em: EntityManager, userId: string): Promise<string | null> {
  const isOpen = { status: { $in: [CREATED, INITIATED, PENDING] } };
  const isDismissed = { reviewDecision: ReviewDecision.DISMISS };
  const isInReview = { status: NEEDS_REVIEW, $or: [{ reviewDecision: null }, { $not: isDismissed }] };
  const payments = await em.count(Payment, { user: userId, $or: [isOpen, isInReview] });
  if (payments > 0) return 'A payment of this customer is open or needs a review.';
  const refunds = await em.count(Refund, { payment: { user: userId }, status: { $in: [...OPEN_REFUND_STATUSES] } });
  return refunds > 0 ? 'A refund of this customer is under way, or its result is not known.' : null;
}
