import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { amountForKhalti, arePartsOff } from './part-refunds.ts';
import { postponeRefund } from './record-refund-result.ts';
import { type Refund, RefundKind } from './refund.ts';
import { lockRefund } from './refund-ledger.ts';
import { RefundStatus } from './refund-status.ts';

/** What to send to Khalti. */
export interface RefundRequest {
  transactionId: string;
  amount?: number;
}

/**
 * Commits that a refund is being sent, so that no other process sends it, whatever happens next. `lookup` is of just now.
 * Null if the refund must not be sent, or not yet.
 */
export async function beginRefund(services: Services, refundId: string, lookup: Lookup): Promise<RefundRequest | null> {
  return services.orm.em.fork().transactional(async (em) => {
    const refund = await lockRefund(em, refundId);
    if (refund?.status !== RefundStatus.REQUESTED) return null;
    const transactionId = refund.payment.transactionId ?? refund.payment.claimedTransactionId;
    if (transactionId === null || !isPaid(lookup, transactionId)) {
      await postponeRefund(services, em, refund, `Khalti's lookup says ${lookup.statusText}.`);
      return null;
    }
    if (refund.kind === RefundKind.PART && (services.refundAmountUnit === null || (await arePartsOff(em)))) {
      refund.stop(RefundStatus.CANCELED, 'Refunds of parts were switched off before it was sent.');
      return null;
    }
    refund.send(lookup.statusText);
    return { transactionId, ...partOf(services, refund) };
  });
}

function isPaid(lookup: Lookup, transactionId: string): boolean {
  const isReported = lookup.status === 'COMPLETED' || lookup.status === 'PARTIALLY_REFUNDED';
  return isReported && (lookup.transactionId === null || lookup.transactionId === transactionId);
}

function partOf(services: Services, { kind, amountPaisa }: Refund): { amount?: number } {
  return kind === RefundKind.PART && amountPaisa !== null ? { amount: amountForKhalti(services, amountPaisa) } : {};
}
