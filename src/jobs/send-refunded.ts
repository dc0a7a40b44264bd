import { refunded } from '../mail/refunded.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { Refund, RefundAccess, RefundKind, RefundOrigin } from '../payments/refund.ts';
import { type JobData } from '../queue/job-data.ts';
import { issueCreditNote } from '../receipts/issue-receipt.ts';
import { type Services } from '../services.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { Period } from '../subscriptions/period.ts';
import { sendOnce } from './send-once.ts';

export async function sendRefunded(services: Services, job: JobData['sendRefunded']): Promise<void> {
  const { paymentId, refundId } = job;
  if (refundId !== undefined) await issueCreditNote(services, refundId);
  const em = services.orm.em.fork();
  const payment = await em.findOneOrFail(Payment, paymentId, { populate: ['user', 'plan'] });
  const { user, plan } = payment;
  if (user.email === null) return;
  const refund = refundId === undefined ? null : await em.findOneOrFail(Refund, refundId);
  const hasGranted = (await em.count(Period, { paymentId })) > 0;
  const subscription = await findSubscription(services, user.id);
  const { access, ...what } = refund ? factsOf(refund) : factsOfOlderJob(payment);
  const message = refunded({
    to: user.email,
    name: user.name,
    planName: payment.planName ?? plan.name,
    amountPaisa: payment.amountPaisa,
    ...what,
    access: hasGranted ? access : null,
    transactionId: payment.transactionId,
    accessUntil: subscription?.isActive ? subscription.endsAt : null,
    paymentsUrl: services.mailLinks.payment(payment.pidx),
    language: user.language,
    shop: services.shop,
  });
  await sendOnce(services, `refunded-${refundId ?? `${paymentId}-${payment.status}`}`, message);
}

function factsOf({ kind, amountPaisa: refundedPaisa, access, shortenDays, origin }: Refund) {
  return { kind, refundedPaisa, access, shortenDays, isOutside: origin === RefundOrigin.OUTSIDE };
}

/** A job of a version before 0.3. A part may be refunded first, and the rest later: the status told them apart. */
function factsOfOlderJob({ status, refundedPaisa }: Payment) {
  const isWhole = status === PaymentStatus.REFUNDED;
  const kind = isWhole ? RefundKind.WHOLE : RefundKind.PART;
  const access = isWhole ? RefundAccess.REVOKE : RefundAccess.KEEP;
  return { kind, refundedPaisa, access, shortenDays: null, isOutside: false };
}
