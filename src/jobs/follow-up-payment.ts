import { GatewayError, GatewayRefused } from '../errors.ts';
import { closeUnopened } from '../payments/close-unopened.ts';
import { readFollowUpPriority } from '../payments/follow-up-priority.ts';
import {
  nextFollowUp,
  nextFollowUpAfterError,
  nextFollowUpElsewhere,
  nextFollowUpOfUnknown,
} from '../payments/next-follow-up.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { verifyPayment } from '../payments/verify-payment.ts';
import { type Services } from '../services.ts';
import { accessGrantedUntil } from '../subscriptions/find-subscription.ts';
import { DAY_MS } from '../subscriptions/period.ts';

const JUST_SETTLED_MS = 55 * 60 * 1000;

interface Checked {
  payment: Payment;
  /** When to check again; null for never. */
  next: Date | null;
}

/** Checks a payment and schedules the next check. An error at Khalti delays that, and does not fail the job. */
export async function followUpPayment(services: Services, { paymentId }: { paymentId: string }): Promise<void> {
  const found = await services.orm.em.fork().findOne(Payment, paymentId);
  if (!found) return;
  const { payment, next } = await checkWithKhalti(services, found);
  if (next === null) return;
  await services.orm.em.fork().transactional(async (em) => {
    const priority = await readFollowUpPriority(em, payment);
    await services.jobs.add(em, 'followUpPayment', { paymentId }, { startAfter: next, key: paymentId, priority });
  });
}

async function checkWithKhalti(services: Services, payment: Payment): Promise<Checked> {
  if (payment.status === PaymentStatus.CREATED) return whenNext(services, await closeUnopened(services, payment));
  if (isJustSettled(payment)) return whenNext(services, payment);
  if (payment.isElsewhere(services.khalti.gateway)) {
    const { id: paymentId, gateway } = payment;
    services.log.info({ paymentId, gateway }, 'followUpPayment: not looked up, because another Khalti has opened it');
    return whenNext(services, payment, nextFollowUpElsewhere);
  }
  if (services.khalti.isKeyRefused) return { payment, next: nextFollowUpAfterError(payment, new Date()) };
  try {
    const verified = await verifyPayment(services, { payment }, undefined, 'job');
    if (isPendingForADay(verified)) await tellOfPending(services, verified);
    return await whenNext(services, verified);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { code } = error.extensions;
    services.log.warn(
      { paymentId: payment.id, code, reason: error.reason },
      'followUpPayment: a request to Khalti failed',
    );
    if (error instanceof GatewayRefused) return whenNext(services, payment, nextFollowUpOfUnknown);
    return { payment, next: nextFollowUpAfterError(payment, new Date()) };
  }
}

async function whenNext({ orm }: Services, payment: Payment, choose = nextFollowUp): Promise<Checked> {
  const accessUntil = await accessGrantedUntil(orm.em.fork(), payment.id);
  return { payment, next: choose(payment, accessUntil, new Date()) };
}

async function tellOfPending({ orm, jobs, log }: Services, { id: paymentId, pidx }: Payment): Promise<void> {
  log.error({ paymentId, pidx }, 'followUpPayment: pending for more than a day');
  await orm.em.fork().transactional((em) => jobs.tellOperator(em, { about: 'pendingForADay', paymentId }));
}

/** Settled less than an hour ago, by the customer's browser. The first look for a refund is after that hour. */
function isJustSettled(payment: Payment): boolean {
  return payment.isSettled && Date.now() - payment.updatedAt.getTime() < JUST_SETTLED_MS;
}

function isPendingForADay(payment: Payment): boolean {
  return payment.status === PaymentStatus.PENDING && Date.now() - payment.updatedAt.getTime() >= DAY_MS;
}
