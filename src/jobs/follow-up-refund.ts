import { GatewayError } from '../errors.ts';
import { nextRefundFollowUp, nextRefundFollowUpAfterError } from '../payments/next-refund-follow-up.ts';
import { Refund, RefundEvidence } from '../payments/refund.ts';
import { RefundStatus } from '../payments/refund-status.ts';
import { verifyPayment } from '../payments/verify-payment.ts';
import { type Services } from '../services.ts';
import { DAY_MS } from '../subscriptions/period.ts';

// Khalti may take two business days to show a refund, so an earlier lookup that does not show it proves nothing.
const SHOWN_WITHIN_MS = 3 * DAY_MS;

/** Looks at a refund again: whether Khalti shows one that it answered as done, or proves one whose result is unknown. */
export async function followUpRefund(services: Services, { refundId }: { refundId: string }): Promise<void> {
  const refund = await findFollowed(services, refundId);
  if (!refund) return;
  const isAnswered = await lookUp(services, refund);
  const current = await findFollowed(services, refundId);
  if (!current) return;
  const now = new Date();
  const next = isAnswered ? nextRefundFollowUp(current, now) : nextRefundFollowUpAfterError(current, now);
  await services.orm.em.fork().transactional(async (em) => {
    if (isAnswered && isNotShown(current, now)) {
      services.log.error({ refundId, paymentId: current.payment.id }, 'followUpRefund: no lookup shows this refund');
      await services.jobs.tellOperator(em, { about: 'refundInDoubt', refundId, doubt: 'NOT_SHOWN' });
    }
    if (next) await services.jobs.add(em, 'followUpRefund', { refundId }, { startAfter: next, key: refundId });
  });
}

/** Null if there is nothing to find out about it any more. */
async function findFollowed({ orm }: Services, refundId: string): Promise<Refund | null> {
  const refund = await orm.em.fork().findOne(Refund, refundId, { populate: ['payment'] });
  const isAnsweredDone = refund?.status === RefundStatus.DONE && refund.evidence === RefundEvidence.ANSWER;
  return isAnsweredDone || refund?.status === RefundStatus.UNKNOWN ? refund : null;
}

/** The lookup settles the payment and its refunds. Returns false if Khalti gave no answer. */
async function lookUp(services: Services, { id: refundId, payment }: Refund): Promise<boolean> {
  if (services.khalti.isKeyRefused || payment.isElsewhere(services.khalti.gateway)) return false;
  try {
    await verifyPayment(services, { payment }, undefined, 'job');
    return true;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    services.log.warn({ refundId, code: error.extensions.code, reason: error.reason }, 'followUpRefund: no answer');
    return false;
  }
}

function isNotShown({ status, doneAt, confirmedAt }: Refund, now: Date): boolean {
  const isLate = doneAt !== null && now.getTime() - doneAt.getTime() >= SHOWN_WITHIN_MS;
  return status === RefundStatus.DONE && confirmedAt === null && isLate;
}
