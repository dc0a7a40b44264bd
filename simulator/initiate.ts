import { type Answer, validationError } from './answer.ts';
import type { Context } from './context.ts';
import { paymentPath } from './payment-path.ts';
import { nepalTime, SECOND_MS } from './time.ts';
import { validateInitiate } from './validate-initiate.ts';

export function initiate({ payments, settings, url }: Context, body: unknown): Answer {
  const { refusedInitiationStatus, repeatedOrder, lifetimeSeconds } = settings.values;
  const validated = validateInitiate(body, settings.values);
  if ('errors' in validated) return validationError(validated.errors, refusedInitiationStatus);

  const existing = payments.findByOrder(validated.order.purchaseOrderId);
  if (existing !== undefined && repeatedOrder === 'refused') {
    // Assumption: Khalti's words for this are unknown.
    const errors = { purchase_order_id: ['A payment for this order already exists.'] };
    return validationError(errors, refusedInitiationStatus);
  }
  const isKept = existing !== undefined && repeatedOrder === 'same-pidx';
  const payment = isKept ? existing : payments.open(validated.order, lifetimeSeconds);
  return {
    code: 200,
    body: {
      pidx: payment.pidx,
      payment_url: `${url()}${paymentPath(payment.pidx)}`,
      expires_at: nepalTime(payment.expiresAt),
      expires_in: Math.round((payment.expiresAt - payment.createdAt) / SECOND_MS),
    },
  };
}
