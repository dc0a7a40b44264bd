import { GatewayError } from '../errors.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { GatewayAnswer } from './gateway-answer.ts';
import { Payment } from './payment.ts';
import { type PaymentWithSubscription } from './payment-with-subscription.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * Asks Khalti for a payment's status and settles the payment accordingly. Pass the subscription too if it is known, which
 * saves a read. Throws the `Gateway…` errors; the payment is then unchanged.
 */
export async function verifyPayment(
  services: Services,
  known: PaymentWithSubscription | { payment: Payment },
  signal?: AbortSignal,
): Promise<Payment> {
  const { payment } = known;
  if (payment.pidx === null) return payment;
  const lookup = await lookUp(services, payment, payment.pidx, signal);
  const settled = await settlePayment(services, known, lookup);
  services.log.info({ paymentId: settled.id, pidx: settled.pidx, status: settled.status }, 'verifyPayment');
  return settled;
}

async function lookUp(services: Services, payment: Payment, pidx: string, signal?: AbortSignal): Promise<Lookup> {
  try {
    return await services.khalti.lookup(pidx, signal);
  } catch (error) {
    if (error instanceof GatewayError && error.answer) {
      const em = services.orm.em.fork();
      em.persist(new GatewayAnswer(em.getReference(Payment, payment.id), error.answer));
      await em.flush();
    }
    throw error;
  }
}
