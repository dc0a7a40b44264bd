import { GatewayError } from '../errors.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { type Payment } from './payment.ts';
import { type PaymentWithSubscription } from './payment-with-subscription.ts';
import { recordLookupError } from './record-lookup-error.ts';
import { type SettledBy, settlePayment } from './settle-payment.ts';
import { turns } from './turns.ts';

export interface Asked {
  lookup: Lookup;
  /** As it is after Khalti's answer. */
  payment: Payment;
}

/** Asks Khalti, always with a lookup of its own, and settles the payment accordingly. Throws the `Gateway…` errors. */
export async function lookUpAndSettle(
  services: Services,
  known: PaymentWithSubscription | { payment: Payment },
  pidx: string,
  signal?: AbortSignal,
  by: SettledBy = 'customer',
): Promise<Asked> {
  await turns.next();
  const lookup = await lookUp(services, known.payment, pidx, signal);
  await turns.next();
  return { lookup, payment: await settlePayment(services, known, lookup, by) };
}

async function lookUp(services: Services, payment: Payment, pidx: string, signal?: AbortSignal): Promise<Lookup> {
  try {
    return await services.khalti.lookup(pidx, signal);
  } catch (error) {
    if (error instanceof GatewayError && error.answer) await recordLookupError(services, payment, error, error.answer);
    throw error;
  }
}
