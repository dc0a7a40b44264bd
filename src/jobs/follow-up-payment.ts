import { GatewayError, GatewayRefused, GatewayUnavailable } from '../errors.ts';
import { closeUnopened } from '../payments/close-unopened.ts';
import { LEAST_CAME_BACK } from '../payments/follow-up-priority.ts';
import {
  nextFollowUp,
  nextFollowUpAfterError,
  nextFollowUpElsewhere,
  nextFollowUpOfUnknown,
} from '../payments/next-follow-up.ts';
import { type Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { findPaymentById, type PaymentWithSubscription } from '../payments/payment-with-subscription.ts';
import { planFollowUp } from '../payments/plan-follow-up.ts';
import { verifyPayment } from '../payments/verify-payment.ts';
import { type Services } from '../services.ts';
import { accessGrantedUntil } from '../subscriptions/find-subscription.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { type Experience } from './follow-up-pace.ts';

const JUST_SETTLED_MS = 55 * 60 * 1000;

export type Asked = Omit<Experience, 'wasBusy'>;

interface Checked {
  payment: Payment;
  /** When to check again; null for never. */
  next: Date | null;
  /** Null if Khalti was not asked. */
  asked: Asked | null;
}

/**
 * Checks a payment and schedules the next check. An error at Khalti delays that, and does not fail the job. Returns what the
 * question to Khalti has shown; null if there was none.
 */
export async function followUpPayment(
  services: Services,
  { paymentId }: { paymentId: string },
  priority = 0,
): Promise<Asked | null> {
  const found = await findPaymentById(services.sql, paymentId);
  if (!found) return null;
  const { payment, next, asked } = await checkWithKhalti(services, found, {
    isCustomerBack: priority >= LEAST_CAME_BACK,
  });
  if (next === null) return asked;
  const wasAnswered = asked?.fault === 'NONE';
  await planFollowUp(services.sql, payment, { startAfter: next, wasAnswered, priority });
  return asked;
}

async function checkWithKhalti(
  services: Services,
  found: PaymentWithSubscription,
  customer: { isCustomerBack: boolean },
): Promise<Checked> {
  const { payment } = found;
  const asked = null;
  if (payment.status === PaymentStatus.CREATED) {
    const unopened = await closeUnopened(services, payment);
    return { payment: unopened, next: await whenNext(services, unopened), asked };
  }
  if (isJustSettled(payment)) return { payment, next: await whenNext(services, payment), asked };
  if (payment.isElsewhere(services.khalti.gateway)) {
    const { id: paymentId, gateway } = payment;
    services.log.info({ paymentId, gateway }, 'followUpPayment: not looked up, because another Khalti has opened it');
    return { payment, next: await whenNext(services, payment, nextFollowUpElsewhere), asked };
  }
  if (services.khalti.isKeyRefused)
    return { payment, next: nextFollowUpAfterError(payment, new Date(), customer), asked };
  return ask(services, found, customer);
}

async function ask(
  services: Services,
  found: PaymentWithSubscription,
  customer: { isCustomerBack: boolean },
): Promise<Checked> {
  const { payment } = found;
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  try {
    const verified = await verifyPayment(services, found, undefined, 'job');
    const asked = { tookMs: took(), fault: 'NONE' } as const;
    if (isPendingForADay(verified)) await tellOfPending(services, verified);
    return { payment: verified, next: await whenNext(services, verified), asked };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const asked = { tookMs: took(), fault: faultOf(error) };
    const { code } = error.extensions;
    const { id: paymentId } = payment;
    services.log.warn({ paymentId, code, reason: error.reason }, 'followUpPayment: a request to Khalti failed');
    if (error instanceof GatewayRefused) {
      return { payment, next: await whenNext(services, payment, nextFollowUpOfUnknown), asked };
    }
    return { payment, next: nextFollowUpAfterError(payment, new Date(), customer), asked };
  }
}

/** A refusal is an answer about this payment. It says nothing about how much Khalti can take. */
function faultOf(error: GatewayError): Asked['fault'] {
  if (!(error instanceof GatewayUnavailable)) return 'NONE';
  return error.answer?.httpStatus === 429 ? 'TOO_MANY' : 'NO_ANSWER';
}

async function whenNext({ orm }: Services, payment: Payment, choose = nextFollowUp): Promise<Date | null> {
  const now = new Date();
  // Only the checks of a paid payment follow its access, from an hour after it was paid.
  const paidAt = payment.paidAt ?? payment.createdAt;
  const needsAccess = payment.isSettled && now.getTime() - paidAt.getTime() >= JUST_SETTLED_MS;
  return choose(payment, needsAccess ? await accessGrantedUntil(orm.em.fork(), payment.id) : null, now);
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
