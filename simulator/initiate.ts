import { type Answer, validationError } from './answer.ts';
import type { Context } from './context.ts';
import { paymentPath } from './payment-path.ts';
import { nepalTime, SECOND_MS } from './time.ts';
import { validateInitiate } from './validate-initiate.ts';

export function initiate(context: Context, merchant: string, body: unknown): Answer {
  const { payments, chosenPidxs, merchants, settings, url } = context;
  const { refusedInitiationStatus, repeatedOrder, lifetimeSeconds } = settings.values;
  const validated = validateInitiate(body, settings.values);
  if ('errors' in validated) return validationError(validated.errors, refusedInitiationStatus);

  const { order } = validated;
  const existing = payments.findByOrder(order.purchaseOrderId, merchant);
  if (existing !== undefined && repeatedOrder === 'refused') {
    // Assumption: Khalti's words for this are unknown.
    const errors = { purchase_order_id: ['A payment for this order already exists.'] };
    return validationError(errors, refusedInitiationStatus);
  }
  const isKept = existing !== undefined && repeatedOrder === 'same-pidx';
  const open = () => {
    const pidx = chosenPidxs.take(order.purchaseOrderId, (key) => merchants.nameOf(key) === merchant);
    return payments.open(order, { merchant, pidx, lifetimeSeconds });
  };
  const payment = isKept ? existing : open();
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
