import { GatewayMisconfigured, GatewayUnavailable } from '../errors.ts';
import { traced } from '../metrics/traced.ts';
import { type Services } from '../services.ts';
import { lookUpAndSettle } from './look-up-and-settle.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { type PaymentWithSubscription } from './payment-with-subscription.ts';
import { bringFollowUpForward } from './plan-follow-up.ts';
import { type SettledBy } from './settle-payment.ts';
import { SharedVerifications } from './shared-verifications.ts';

const { PENDING } = PaymentStatus;
const shared = new WeakMap<Services, SharedVerifications>();

/**
 * Asks Khalti for a payment's status and settles the payment accordingly. Pass the subscription too if it is known, which
 * saves a read. Throws the `Gateway…` errors; the payment is then unchanged.
 */
export async function verifyPayment(
  services: Services,
  known: PaymentWithSubscription | { payment: Payment },
  signal?: AbortSignal,
  by: SettledBy = 'customer',
): Promise<Payment> {
  const { payment } = known;
  const { pidx } = payment;
  if (pidx === null) return payment;
  return sharedVerifications(services).join(
    payment,
    async (signal) => {
      const settled = await traced('verifyPayment', {}, () => verify(services, known, pidx, signal, by));
      services.log.info({ paymentId: settled.id, pidx: settled.pidx, status: settled.status }, 'verifyPayment');
      return settled;
    },
    signal,
  );
}

/** A customer who is back has probably paid. If that is not settled now, the payment is followed up before others. */
async function verify(
  services: Services,
  known: PaymentWithSubscription | { payment: Payment },
  pidx: string,
  signal: AbortSignal,
  by: SettledBy,
): Promise<Payment> {
  try {
    const { payment } = await lookUpAndSettle(services, known, pidx, signal, by);
    if (by === 'customer' && payment.status === PENDING) await bringForward(services, payment);
    return payment;
  } catch (error) {
    const isUnknown = error instanceof GatewayUnavailable || error instanceof GatewayMisconfigured;
    if (by === 'customer' && isUnknown) await bringForward(services, known.payment);
    throw error;
  }
}

/** Without that, the payment is followed up all the same. */
async function bringForward({ sql, log }: Services, payment: Payment): Promise<void> {
  await bringFollowUpForward(sql, payment).catch((err) =>
    log.warn({ err, paymentId: payment.id }, 'verifyPayment: the follow-up was not brought forward'),
  );
}

function sharedVerifications(services: Services): SharedVerifications {
  let verifications = shared.get(services);
  if (!verifications) {
    verifications = new SharedVerifications();
    shared.set(services, verifications);
  }
  return verifications;
}
