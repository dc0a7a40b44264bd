import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { GatewayTrouble } from '../errors.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { grantAccess, revokeAccess } from '../subscriptions/grant-access.ts';
import { planReminders } from '../subscriptions/plan-reminders.ts';
import { GatewayAnswer } from './gateway-answer.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { announcePayment } from './payment-updates.ts';

/**
 * Asks Khalti where a payment stands and settles it: the one place in which money turns into access. However often and
 * however late it is called, a payment grants its days once. Throws the client's `Gateway…` errors, and then the
 * payment is as it was.
 */
export async function verifyPayment(services: Services, payment: Payment, signal?: AbortSignal): Promise<Payment> {
  if (payment.pidx === null) return payment;
  const lookup = await askKhalti(services, payment, payment.pidx, signal);
  const settled = await settle(services, payment.id, lookup).catch((error: unknown) => {
    // Another payment took the same transaction id a moment ago: now it can be seen, and this one is for review.
    if (error instanceof UniqueConstraintViolationException) return settle(services, payment.id, lookup);
    throw error;
  });
  services.log.info({ paymentId: settled.id, pidx: settled.pidx, status: settled.status }, 'verifyPayment');
  return settled;
}

async function askKhalti(services: Services, payment: Payment, pidx: string, signal?: AbortSignal): Promise<Lookup> {
  try {
    return await services.khalti.lookup(pidx, signal);
  } catch (error) {
    if (error instanceof GatewayTrouble && error.answer) {
      const em = services.orm.em.fork();
      em.persist(new GatewayAnswer(em.getReference(Payment, payment.id), error.answer));
      await em.flush();
    }
    throw error;
  }
}

async function settle({ orm, jobs, log }: Services, paymentId: string, lookup: Lookup): Promise<Payment> {
  return orm.em.fork().transactional(async (em) => {
    const payment = await em.findOneOrFail(Payment, paymentId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    em.persist(new GatewayAnswer(payment, lookup.answer));
    const status = await judge(em, payment, lookup);
    const facts = { paymentId, pidx: payment.pidx, from: payment.status, to: status, khalti: lookup.statusText };
    if (lookup.status === 'UNKNOWN')
      log.error(facts, 'verifyPayment: a status that is in no table; the payment is held');
    if (status === payment.status) return payment;
    if (!payment.mayBecome(status)) {
      log.warn(facts, 'verifyPayment: an answer that changes nothing');
      return payment;
    }
    payment.become(status);
    await announcePayment(em, payment);
    if (status === PaymentStatus.NEEDS_REVIEW) {
      log.error({ ...facts, amountPaisa: lookup.amountPaisa }, 'verifyPayment: this payment needs review');
      const { amountPaisa: claimedPaisa, transactionId, statusText: khaltiStatus } = lookup;
      const claim = { claimedPaisa, transactionId, khaltiStatus };
      await jobs.add(em, 'tellOperator', { about: 'needsReview', paymentId, ...claim });
      return payment;
    }
    payment.transactionId = lookup.transactionId ?? payment.transactionId;
    payment.feePaisa = lookup.feePaisa ?? payment.feePaisa;
    if (status === PaymentStatus.COMPLETED) {
      const { user, plan, durationDays } = payment;
      const { endsAt } = await grantAccess(em, { userId: user.id, plan, paymentId, durationDays });
      await jobs.add(em, 'sendReceipt', { paymentId });
      await planReminders(jobs, em, user.id, endsAt);
    }
    if (isRefund(status)) await jobs.add(em, 'sendRefunded', { paymentId });
    if (status === PaymentStatus.REFUNDED) {
      const endsAt = await revokeAccess(em, paymentId);
      if (endsAt) await planReminders(jobs, em, payment.user.id, endsAt);
    }
    if (status === PaymentStatus.PARTIALLY_REFUNDED && facts.from !== PaymentStatus.COMPLETED) {
      log.error(facts, 'verifyPayment: part was refunded before it was seen completed; nothing is granted');
    }
    return payment;
  });
}

function isRefund(status: PaymentStatus): boolean {
  return status === PaymentStatus.REFUNDED || status === PaymentStatus.PARTIALLY_REFUNDED;
}

/** What Khalti's answer makes of this payment. Money counts only if it is this payment's money. */
async function judge(em: EntityManager, payment: Payment, lookup: Lookup): Promise<PaymentStatus> {
  switch (lookup.status) {
    case 'UNKNOWN':
    case 'INITIATED':
      return payment.status;
    case 'PENDING':
    case 'CANCELED':
    case 'EXPIRED':
      return PaymentStatus[lookup.status];
    case 'COMPLETED':
    case 'REFUNDED':
    case 'PARTIALLY_REFUNDED':
      return (await fits(em, payment, lookup)) ? PaymentStatus[lookup.status] : PaymentStatus.NEEDS_REVIEW;
  }
}

async function fits(em: EntityManager, payment: Payment, lookup: Lookup): Promise<boolean> {
  if (lookup.amountPaisa !== payment.amountPaisa) return false;
  const { transactionId } = lookup;
  return transactionId === null || (await em.count(Payment, { transactionId, id: { $ne: payment.id } })) === 0;
}
