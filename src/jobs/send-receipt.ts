import { receipt } from '../mail/receipt.ts';
import { Payment } from '../payments/payment.ts';
import { issueReceipt } from '../receipts/issue-receipt.ts';
import { type Services } from '../services.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { sendOnce } from './send-once.ts';

/** Issues the receipt first: it is numbered although no mail can be sent. */
export async function sendReceipt(services: Services, { paymentId }: { paymentId: string }): Promise<void> {
  const issued = await issueReceipt(services, paymentId);
  const em = services.orm.em.fork();
  const { user, plan, ...payment } = await em.findOneOrFail(Payment, paymentId, { populate: ['user', 'plan'] });
  const subscription = await findSubscription(services, user.id);
  if (user.email === null || !subscription) return;
  const message = receipt({
    to: user.email,
    name: user.name,
    number: issued?.number ?? null,
    paymentId,
    planName: payment.planName ?? plan.name,
    amountPaisa: payment.amountPaisa,
    transactionId: payment.transactionId,
    paidAt: payment.updatedAt,
    accessUntil: subscription.endsAt,
    publicUrl: services.publicUrl,
    subscriptionUrl: services.mailLinks.subscription,
    language: user.language,
    shop: services.shop,
  });
  await sendOnce(services, `receipt-${paymentId}`, message);
}
