import { GatewayMisconfigured, GatewayTrouble } from '../errors.ts';
import { type JobData } from '../job-queue.ts';
import { closeUnopened } from '../payments/close-unopened.ts';
import { nextFollowUp, nextFollowUpAfterTrouble } from '../payments/next-follow-up.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { verifyPayment } from '../payments/verify-payment.ts';
import { type Services } from '../services.ts';
import { accessGrantedUntil } from '../subscriptions/find-subscription.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Asks Khalti about a payment that nobody came back for, and sees to it that it is asked about again for as long as its
 * end is not known. Trouble at Khalti fails nothing: the payment waits.
 */
export async function followUpPayment(services: Services, { paymentId }: { paymentId: string }): Promise<void> {
  const payment = await services.orm.em.fork().findOne(Payment, paymentId);
  if (!payment) return;
  const next = await look(services, payment);
  if (next === null) return;
  await services.orm.em.fork().transactional(async (em) => {
    await services.jobs.add(em, 'followUpPayment', { paymentId }, { startAfter: next, key: paymentId });
  });
}

/** Looks, and says when to look next; null for never again. */
async function look(services: Services, payment: Payment): Promise<Date | null> {
  if (payment.status === PaymentStatus.CREATED) return whenNext(services, await closeUnopened(services, payment));
  if (isJustSettled(payment)) return whenNext(services, payment);
  if (services.khalti.isKeyRefused) return nextFollowUpAfterTrouble(new Date());
  try {
    const seen = await verifyPayment(services, { payment });
    if (isPendingForADay(seen)) {
      services.log.error({ paymentId: seen.id, pidx: seen.pidx }, 'followUpPayment: pending for more than a day');
      await tellOperator(services, { about: 'pendingForADay', paymentId: seen.id });
    }
    return await whenNext(services, seen);
  } catch (error) {
    if (!(error instanceof GatewayTrouble)) throw error;
    const { code } = error.extensions;
    services.log.warn({ paymentId: payment.id, code, reason: error.reason }, 'followUpPayment: trouble with Khalti');
    if (error instanceof GatewayMisconfigured) {
      const at = new Date().toISOString();
      await tellOperator(services, { about: 'keyRefused', day: at.slice(0, 10), at });
    }
    return nextFollowUpAfterTrouble(new Date());
  }
}

/** Told once each, however often this is added: see the job. */
async function tellOperator({ orm, jobs }: Services, data: JobData['tellOperator']): Promise<void> {
  await orm.em.fork().transactional((em) => jobs.add(em, 'tellOperator', data));
}

async function whenNext({ orm }: Services, payment: Payment): Promise<Date | null> {
  return nextFollowUp(payment, await accessGrantedUntil(orm.em.fork(), payment.id), new Date());
}

/** What the customer's own browser has just settled need not be asked about again: refunds take longer than that. */
function isJustSettled(payment: Payment): boolean {
  return payment.isSettled && Date.now() - payment.updatedAt.getTime() < DAY_MS;
}

function isPendingForADay(payment: Payment): boolean {
  return payment.status === PaymentStatus.PENDING && Date.now() - payment.updatedAt.getTime() >= DAY_MS;
}
