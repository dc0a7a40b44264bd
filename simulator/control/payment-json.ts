import type { Context } from '../context.ts';
import type { Payment } from '../payment.ts';
import { paymentPath } from '../payment-path.ts';
import { returnLink } from '../return-link.ts';
import { nepalTime } from '../time.ts';

/** A payment as the control API shows it. */
export function paymentJson(payment: Payment, context: Context): Record<string, unknown> {
  const { status } = payment;
  return {
    ...payment.toJSON(),
    status,
    paymentUrl: `${context.url()}${paymentPath(payment.pidx)}`,
    // Documented: an expired link never calls back.
    returnLink: status === 'Initiated' || status === 'Expired' ? null : returnLink(payment, context.settings.values),
    expiresAt: nepalTime(payment.expiresAt),
    createdAt: nepalTime(payment.createdAt),
    refunds: payment.refunds.map((refund) => ({ ...refund, at: nepalTime(refund.at) })),
  };
}
