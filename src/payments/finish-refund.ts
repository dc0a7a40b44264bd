import { type EntityManager } from '@mikro-orm/postgresql';
import { type Services } from '../services.ts';
import { cutAccess } from '../subscriptions/cut-access.ts';
import { planReminders } from '../subscriptions/plan-reminders.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { announcePayment } from './payment-updates.ts';
import { type Refund, RefundAccess, RefundKind } from './refund.ts';
import { daysTakenBy } from './refund-access.ts';
import { readLedger } from './refund-ledger.ts';
import { forgoReturn, returnExchanged } from './return-exchanged.ts';

const { REFUNDED, PARTIALLY_REFUNDED } = PaymentStatus;

/**
 * All that follows from a refund that was just done: the payment's status and sum, the access, and one message to the
 * customer. Call it once for each refund, under the payment's row lock.
 */
export async function finishRefund(
  services: Services,
  em: EntityManager,
  payment: Payment,
  refund: Refund,
): Promise<void> {
  const { jobs } = services;
  await em.persist(refund).flush();
  const isWhole = refund.kind === RefundKind.WHOLE;
  await updateRefundedSum(em, payment, isWhole);
  await announcePayment(em, payment);
  const endsAt = await changeAccess(em, payment, refund);
  if (endsAt) await jobs.addAll(em, planReminders(payment.user.id, endsAt));
  await jobs.add(em, 'sendRefunded', { paymentId: payment.id, refundId: refund.id });
  services.log.info(
    { paymentId: payment.id, refundId: refund.id, origin: refund.origin, evidence: refund.evidence },
    'finishRefund',
  );
}

/** A whole refund that revokes also brings back what the payment had exchanged. Returns when access ends, if it has changed. */
async function changeAccess(em: EntityManager, payment: Payment, refund: Refund): Promise<Date | null> {
  const now = new Date();
  const endsAt = await cutAccess(em, { paymentId: payment.id }, daysTakenBy(refund));
  if (refund.access !== RefundAccess.REVOKE) return endsAt;
  await em.flush();
  if (await forgoReturn(em, payment.id)) return endsAt;
  if (payment.status !== REFUNDED || !payment.startsNow) return endsAt;
  return (await returnExchanged(em, payment.id, now)) ?? endsAt;
}

/** A whole refund returns all that is left, whatever is known of the sums before. */
export async function updateRefundedSum(em: EntityManager, payment: Payment, isWhole: boolean): Promise<void> {
  const { knownPaisa, hasUnknownSum } = await readLedger(em, payment);
  const isAllBack = isWhole || (!hasUnknownSum && knownPaisa >= payment.amountPaisa);
  const status = isAllBack ? REFUNDED : PARTIALLY_REFUNDED;
  if (payment.status !== status && payment.canTransitionTo(status)) payment.transitionTo(status);
  payment.paidAt ??= new Date();
  if (payment.status === PARTIALLY_REFUNDED) payment.refundedPaisa = hasUnknownSum ? null : knownPaisa;
  if (payment.status === REFUNDED && !hasUnknownSum) payment.refundedPaisa = knownPaisa;
  await em.flush();
}
