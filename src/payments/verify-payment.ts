import { traced } from '../metrics/traced.ts';
import { type Services } from '../services.ts';
import { lookUpAndSettle } from './look-up-and-settle.ts';
import { type Payment } from './payment.ts';
import { type PaymentWithSubscription } from './payment-with-subscription.ts';
import { type SettledBy } from './settle-payment.ts';
import { SharedVerifications } from './shared-verifications.ts';

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
      const { payment: settled } = await traced('verifyPayment', {}, () =>
        lookUpAndSettle(services, known, pidx, signal, by),
      );
      services.log.info({ paymentId: settled.id, pidx: settled.pidx, status: settled.status }, 'verifyPayment');
      return settled;
    },
    signal,
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
