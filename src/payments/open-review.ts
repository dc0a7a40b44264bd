import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotPossible, PaymentNotFound } from '../errors.ts';
import { lockWithExchanged } from './carry-out-change.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { Refund } from './refund.ts';
import { OPEN_REFUND_STATUSES, RefundStatus } from './refund-status.ts';
import { ReviewDecision } from './review-reason.ts';

const EFFECTIVE = [...OPEN_REFUND_STATUSES, RefundStatus.DONE];

/** SQL: whether a row of `payments` waits for an operator's decision. */
export const IS_OPEN_REVIEW = `(payments.status = '${PaymentStatus.NEEDS_REVIEW}' and (payments.review_decision is null
  or payments.review_decision = '${ReviewDecision.REFUND}' and not exists (
    select from refunds where refunds.payment_id = payments.id
      and refunds.status in (${EFFECTIVE.map((status) => `'${status}'`).join(', ')}))))`;

/** A payment that waits for an operator's decision. Throws `PaymentNotFound` and `NotPossible`. */
export async function findOpenReview(em: EntityManager, paymentId: string): Promise<Payment & { pidx: string }> {
  const payment = isUuid(paymentId) ? await em.findOne(Payment, paymentId) : null;
  if (!payment) throw new PaymentNotFound('There is no such payment.');
  if (!(await isOpenReview(em, payment)) || !hasPidx(payment)) {
    throw new NotPossible('This payment does not wait for a decision.');
  }
  return payment;
}

/** The payment, and those whose periods it exchanges, locked until the transaction ends. */
export async function lockPayment(em: EntityManager, paymentId: string): Promise<Payment> {
  return lockWithExchanged(em, paymentId);
}

/** A refund that was refused, cancelled or not done decides nothing: the money is still here. */
async function isOpenReview(em: EntityManager, payment: Payment): Promise<boolean> {
  if (payment.status !== PaymentStatus.NEEDS_REVIEW) return false;
  if (payment.reviewDecision !== ReviewDecision.REFUND) return payment.reviewDecision === null;
  return (await em.count(Refund, { payment: payment.id, status: { $in: EFFECTIVE } })) === 0;
}

function hasPidx(payment: Payment): payment is Payment & { pidx: string } {
  return payment.pidx !== null;
}
