import { type Initiated, type LookedUp, postToKhalti } from './gateway.ts';
import { settings } from './settings.ts';
import { completePayment, createPayment, findPayment, openPayment, type PaymentRow } from './store.ts';

/** Saves the payment, calls Khalti outside any transaction, then saves the link. */
export async function initiatePayment(userId: string, planId: string): Promise<PaymentRow> {
  const opened = await createPayment(userId, planId);
  if (!opened) throw new Error('PLAN_NOT_FOUND');
  const { payment, planName, user } = opened;
  const { text, body } = await postToKhalti('epayment/initiate/', {
    return_url: `${settings.publicUrl}/payments/return`,
    website_url: settings.publicUrl,
    amount: payment.amount_paisa,
    purchase_order_id: payment.id,
    purchase_order_name: `${planName}, ${payment.duration_days} days`,
    customer_info: user,
  });
  const { pidx, payment_url: url, expires_at: expiresAt } = body as Initiated;
  return openPayment(payment.id, { pidx, url, expiresAt, answer: text });
}

export async function verifyPayment(userId: string, pidx: string): Promise<PaymentRow> {
  const payment = await findPayment(userId, pidx);
  if (!payment) throw new Error('PAYMENT_NOT_FOUND');
  if (payment.status === 'COMPLETED') return payment;
  const { text, body } = await postToKhalti('epayment/lookup/', { pidx });
  const { pidx: answered, status, total_amount: amountPaisa, transaction_id: transactionId, fee } = body as LookedUp;
  if (answered !== pidx || status !== 'Completed' || !transactionId) return payment;
  return completePayment(payment.id, { amountPaisa, transactionId, feePaisa: fee, answer: text });
}
