import { type EntityManager } from '@mikro-orm/postgresql';
import { isUnavailable } from '../database/is-unavailable.ts';
import { WakeUp } from '../database/wake-up.ts';
import { PaymentNotFound } from '../errors.ts';
import { type Services } from '../services.ts';
import { findOwnPayment } from './find-own-payment.ts';
import { type Payment } from './payment.ts';
import { type PaymentStatus } from './payment-status.ts';

/** The channel on which each change of a payment's status is announced. The payload is its pidx. */
export const PAYMENT_UPDATED = 'payment_updated';

/** Notifies all processes that a payment's status has changed, when `em`'s transaction commits. */
export async function announcePayment(em: EntityManager, { pidx }: Payment): Promise<void> {
  if (pidx !== null) await em.execute('select pg_notify(?, ?)', [PAYMENT_UPDATED, pidx]);
}

/**
 * Yields the user's payment now, and again after each change of its status, until it is settled or `signal` is aborted.
 * Throws `PaymentNotFound`.
 */
export async function paymentUpdated(
  services: Services,
  userId: string,
  pidx: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<Payment>> {
  if (!(await findOwnPayment(services, userId, pidx))) throw new PaymentNotFound();
  return updatesOf(services, userId, pidx, signal);
}

async function* updatesOf(
  services: Services,
  userId: string,
  pidx: string,
  signal: AbortSignal,
): AsyncGenerator<Payment> {
  let lastStatus: PaymentStatus | null = null;
  const wake = new WakeUp();
  // After a reconnect (null) notifications may have been missed: read again.
  const stopListening = services.listener.listen(PAYMENT_UPDATED, (changed) => {
    if (changed === null || changed === pidx) wake.send();
  });
  const onAbort = () => wake.send();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      wake.reset();
      const payment = await readPayment(services, userId, pidx);
      if (!payment) return;
      if (payment.status !== lastStatus) {
        lastStatus = payment.status;
        yield payment;
      }
      if (payment.isSettled) return;
      await wake.received;
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Null if the database does not answer. The stream then ends, and the client subscribes again. */
async function readPayment(services: Services, userId: string, pidx: string): Promise<Payment | null> {
  try {
    return (await findOwnPayment(services, userId, pidx))?.payment ?? null;
  } catch (error) {
    if (isUnavailable(error)) services.outages.note(error);
    else services.log.warn({ err: error, pidx }, 'paymentUpdated: the database does not answer');
    return null;
  }
}
