import { type EntityManager } from '@mikro-orm/postgresql';
import { type Call } from '../call.ts';
import { PaymentNotFound } from '../errors.ts';
import { findOwnPayment } from './find-own-payment.ts';
import { type Payment } from './payment.ts';
import { PAYMENT_UPDATED } from './payment-statements.ts';
import { type PaymentStatus } from './payment-status.ts';

/** Tells every process that a payment's status changed, once `em`'s transaction is committed and not before. */
export async function announcePayment(em: EntityManager, { pidx }: Payment): Promise<void> {
  if (pidx !== null) await em.execute('select pg_notify(?, ?)', [PAYMENT_UPDATED, pidx]);
}

/**
 * One of the caller's payments as it is, and again whenever its status has changed, until it is settled or the call
 * ends. Throws `PaymentNotFound`.
 */
export async function paymentUpdated(call: Call, pidx: string): Promise<AsyncGenerator<Payment>> {
  if (!(await findOwnPayment(call, pidx))) throw new PaymentNotFound();
  return updatesOf(call, pidx);
}

async function* updatesOf(call: Call, pidx: string): AsyncGenerator<Payment> {
  const { services, signal } = call;
  let told: PaymentStatus | null = null;
  const change = new Bell();
  // After a gap in the listening only a look tells whether something was missed.
  const stop = services.listener.listen(PAYMENT_UPDATED, (changed) => {
    if (changed === null || changed === pidx) change.ring();
  });
  const leave = () => change.ring();
  signal.addEventListener('abort', leave);
  try {
    while (!signal.aborted) {
      change.reset();
      const payment = await readAgain(call, pidx);
      if (!payment) return;
      if (payment.status !== told) {
        told = payment.status;
        yield payment;
      }
      if (payment.isSettled) return;
      await change.rung;
    }
  } finally {
    stop();
    signal.removeEventListener('abort', leave);
  }
}

/** Null where the database does not answer: the client, who is told that this stream is over, asks again by itself. */
async function readAgain(call: Call, pidx: string): Promise<Payment | null> {
  try {
    return await findOwnPayment(call, pidx);
  } catch (error) {
    call.services.log.warn({ err: error, pidx }, 'paymentUpdated: the database does not answer');
    return null;
  }
}

/** Rung while nobody waits, it is heard by the next who does. */
class Bell {
  ring!: () => void;
  rung!: Promise<void>;

  constructor() {
    this.reset();
  }

  reset(): void {
    this.rung = new Promise((resolve) => (this.ring = resolve));
  }
}
