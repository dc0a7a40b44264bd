import { refunded } from '../mail/refunded.ts';
import { Payment } from '../payments/payment.ts';
import { type Services } from '../services.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { sendOnce } from './send-once.ts';

export async function sendRefunded(services: Services, { paymentId }: { paymentId: string }): Promise<void> {
  const em = services.orm.em.fork();
  const { user, plan, ...payment } = await em.findOneOrFail(Payment, paymentId, { populate: ['user', 'plan'] });
  if (user.email === null) return;
  const subscription = await findSubscription(services, user.id);
  const message = refunded({
    to: user.email,
    name: user.name,
    planName: plan.name,
    amountPaisa: payment.amountPaisa,
    refundedPaisa: payment.refundedPaisa,
    transactionId: payment.transactionId,
    accessUntil: subscription?.isActive ? subscription.endsAt : null,
    publicUrl: services.publicUrl,
  });
  // A part may be refunded first, and the rest later. These are two messages.
  await sendOnce(services, `refunded-${paymentId}-${payment.status}`, message);
}
