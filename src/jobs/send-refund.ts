import { GatewayError } from '../errors.ts';
import { beginRefund } from '../payments/begin-refund.ts';
import { lookUpAndSettle } from '../payments/look-up-and-settle.ts';
import { type Payment } from '../payments/payment.ts';
import { postponeRefund, recordLostResult, recordRefundResult } from '../payments/record-refund-result.ts';
import { Refund } from '../payments/refund.ts';
import { lockRefund } from '../payments/refund-ledger.ts';
import { RefundStatus } from '../payments/refund-status.ts';
import { type Services } from '../services.ts';

/**
 * Sends a refund to Khalti, at most once. It looks the payment up first, then commits that it sends, then calls. A crash
 * after the commit leaves SENDING: the next job makes that UNKNOWN and never sends.
 */
export async function sendRefund(services: Services, { refundId }: { refundId: string }): Promise<void> {
  const { khalti, orm } = services;
  const refund = await orm.em.fork().findOne(Refund, refundId, { populate: ['payment'] });
  if (refund?.status === RefundStatus.SENDING) return recordLostResult(services, refundId);
  if (refund?.status !== RefundStatus.REQUESTED) return;
  if (khalti.isKeyRefused) return postpone(services, refundId, 'Khalti refuses our key.');
  if (refund.payment.isElsewhere(khalti.gateway)) {
    return postpone(services, refundId, `Another Khalti has opened this payment: ${refund.payment.gateway}.`);
  }
  const lookup = await lookUpFirst(services, refundId, refund.payment);
  const request = lookup && (await beginRefund(services, refundId, lookup));
  if (!request) return;
  const { transactionId, ...part } = request;
  try {
    await recordRefundResult(services, refundId, await khalti.refund(transactionId, part));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await recordRefundResult(services, refundId, error);
  }
}

/** Also settles what the lookup says: the money may be back already. Null if Khalti gave no answer. */
async function lookUpFirst(services: Services, refundId: string, payment: Payment) {
  try {
    return (await lookUpAndSettle(services, { payment }, String(payment.pidx), undefined, 'job')).lookup;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await postpone(services, refundId, error.reason);
    return null;
  }
}

async function postpone(services: Services, refundId: string, failure: string): Promise<void> {
  await services.orm.em.fork().transactional(async (em) => {
    const refund = await lockRefund(em, refundId);
    if (refund?.status === RefundStatus.REQUESTED) await postponeRefund(services, em, refund, failure);
  });
}
