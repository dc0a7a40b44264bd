import { receipt } from '../mail/receipt.ts';
import { Payment } from '../payments/payment.ts';
import { type Services } from '../services.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { sendOnce } from './send-once.ts';

export async function sendReceipt(services: Services, { paymentId }: { paymentId: string }): Promise<void> {
  const em = services.orm.em.fork();
  const { user, plan, ...payment } = await em.findOneOrFail(Payment, paymentId, { populate: ['user', 'plan'] });
  const subscription = await findSubscription(services, user.id);
  if (user.email === null || !subscription) return;
  const message = receipt({
    to: user.email,
    name: user.name,
    planName: plan.name,
    amountPaisa: payment.amountPaisa,
    transactionId: payment.transactionId,
    paidAt: payment.updatedAt,
    accessUntil: subscription.endsAt,
    publicUrl: services.publicUrl,
  });
  await sendOnce(services, `receipt-${paymentId}`, message);
}
