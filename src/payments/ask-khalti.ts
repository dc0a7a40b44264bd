import { validate as isUuid } from 'uuid';
import { NotPossible, PaymentNotFound } from '../errors.ts';
import { type Services } from '../services.ts';
import { type Asked, lookUpAndSettle } from './look-up-and-settle.ts';
import { Payment } from './payment.ts';
import { type PaymentStatus } from './payment-status.ts';

/** Of any customer's payment. Throws `PaymentNotFound`, `NotPossible` for a payment without a pidx, and `Gateway…` errors. */
export async function askKhalti(
  services: Services,
  paymentId: string,
  signal?: AbortSignal,
): Promise<Asked & { statusBefore: PaymentStatus }> {
  const payment = isUuid(paymentId) ? await services.orm.em.fork().findOne(Payment, paymentId) : null;
  if (!payment) throw new PaymentNotFound('There is no such payment.');
  if (payment.pidx === null) throw new NotPossible('Khalti has given no pidx for this payment, so it cannot be asked.');
  const { status: statusBefore } = payment;
  return { ...(await lookUpAndSettle(services, { payment }, payment.pidx, signal, 'operator')), statusBefore };
}
