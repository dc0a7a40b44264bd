import { GatewayError, GatewayMisconfigured } from '../errors.ts';
import { closeUnopened } from '../payments/close-unopened.ts';
import { nextFollowUp, nextFollowUpAfterError } from '../payments/next-follow-up.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { verifyPayment } from '../payments/verify-payment.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { accessGrantedUntil } from '../subscriptions/find-subscription.ts';
import { DAY_MS } from '../subscriptions/period.ts';

/** Checks a payment and schedules the next check. An error at Khalti delays that, and does not fail the job. */
export async function followUpPayment(services: Services, { paymentId }: { paymentId: string }): Promise<void> {
  const payment = await services.orm.em.fork().findOne(Payment, paymentId);
  if (!payment) return;
  const next = await checkWithKhalti(services, payment);
  if (next === null) return;
  await services.orm.em.fork().transactional(async (em) => {
    await services.jobs.add(em, 'followUpPayment', { paymentId }, { startAfter: next, key: paymentId });
  });
}

async function checkWithKhalti(services: Services, payment: Payment): Promise<Date | null> {
  if (payment.status === PaymentStatus.CREATED) return whenNext(services, await closeUnopened(services, payment));
  if (isJustSettled(payment)) return whenNext(services, payment);
  if (services.khalti.isKeyRefused) return nextFollowUpAfterError(new Date());
  try {
    const verified = await verifyPayment(services, { payment });
    if (isPendingForADay(verified)) {
      services.log.error(
        { paymentId: verified.id, pidx: verified.pidx },
        'followUpPayment: pending for more than a day',
      );
      await tellOperator(services, { about: 'pendingForADay', paymentId: verified.id });
    }
    return await whenNext(services, verified);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { code } = error.extensions;
    services.log.warn(
      { paymentId: payment.id, code, reason: error.reason },
      'followUpPayment: a request to Khalti failed',
    );
    if (error instanceof GatewayMisconfigured) {
      const at = new Date().toISOString();
      await tellOperator(services, { about: 'keyRefused', day: at.slice(0, 10), at });
    }
    return nextFollowUpAfterError(new Date());
  }
}

/** Safe to repeat: the job sends each message once. */
async function tellOperator({ orm, jobs }: Services, data: JobData['tellOperator']): Promise<void> {
  await orm.em.fork().transactional((em) => jobs.add(em, 'tellOperator', data));
}

async function whenNext({ orm }: Services, payment: Payment): Promise<Date | null> {
  return nextFollowUp(payment, await accessGrantedUntil(orm.em.fork(), payment.id), new Date());
}

/** Settled less than a day ago, by the customer's browser. A refund takes longer than that. */
function isJustSettled(payment: Payment): boolean {
  return payment.isSettled && Date.now() - payment.updatedAt.getTime() < DAY_MS;
}

function isPendingForADay(payment: Payment): boolean {
  return payment.status === PaymentStatus.PENDING && Date.now() - payment.updatedAt.getTime() >= DAY_MS;
}
