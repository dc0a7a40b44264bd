import { type Services } from '../services.ts';
import { isPrintable } from './is-printable.ts';
import { findPaymentWithSubscription, type PaymentWithSubscription } from './payment-with-subscription.ts';

export async function findOwnPayment(
  { sql }: Services,
  userId: string,
  pidx: string,
): Promise<PaymentWithSubscription | null> {
  return isPrintable(pidx) ? findPaymentWithSubscription(sql, userId, pidx) : null;
}
