import { type EntityManager } from '@mikro-orm/postgresql';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { finishRefund } from './finish-refund.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { Refund, RefundAccess, RefundEvidence, RefundKind, RefundOrigin } from './refund.ts';
import { type RefundLedger, readLedger } from './refund-ledger.ts';
import { RefundStatus } from './refund-status.ts';

const { REQUESTED, SENDING, UNKNOWN, CANCELED } = RefundStatus;

export function reportsRefund({ status }: Lookup): boolean {
  return status === 'REFUNDED' || status === 'PARTIALLY_REFUNDED';
}

/**
 * Applies a lookup that reports a refund, under the payment's row lock: finishes the open refund if it is proven, and
 * otherwise records a refund on Khalti's dashboard. A repeated answer changes nothing. While there is a doubt about the
 * payment, only a whole refund of ours can be finished.
 */
export async function settleRefund(
  services: Services,
  em: EntityManager,
  payment: Payment,
  lookup: Lookup,
  hasDoubt: boolean,
): Promise<void> {
  const ledger = await readLedger(em, payment);
  const isWhole = lookup.status === 'REFUNDED';
  const { open } = ledger;
  confirm(ledger, isWhole);
  if (hasDoubt && !(isWhole && open?.kind === RefundKind.WHOLE && open.status !== REQUESTED)) return;
  if (!hasDoubt) payment.recordTransaction(lookup);
  if (open && open.status !== REQUESTED && (await settleOpen(services, em, payment, open, ledger, isWhole))) return;
  if (!isNews(payment, ledger, isWhole)) return;
  if (open?.status === REQUESTED) open.stop(CANCELED, 'It was refunded on the dashboard of Khalti before it was sent.');
  if (isWhole) await contradictDone(services, em, ledger);
  await finishRefund(services, em, payment, seenAtKhalti(payment, ledger, isWhole));
}

/** Of refunds that Khalti answered as done. */
function confirm({ done }: RefundLedger, isWhole: boolean): void {
  for (const refund of done) {
    if (refund.evidence !== RefundEvidence.ANSWER || refund.confirmedAt) continue;
    if (isWhole ? refund.kind === RefundKind.WHOLE : refund.kind === RefundKind.PART) refund.confirmedAt = new Date();
  }
}

/** Returns whether the answer is dealt with. What a part in SENDING became, Khalti's answer to it says better. */
async function settleOpen(
  services: Services,
  em: EntityManager,
  payment: Payment,
  open: Refund,
  ledger: RefundLedger,
  isWhole: boolean,
): Promise<boolean> {
  const isPart = open.kind === RefundKind.PART;
  if (isPart && open.status === SENDING) return true;
  const isProven = isPart ? isWhole || (open.isFirst && !hasKhaltiRefund(ledger)) : isWhole;
  if (!isProven) return isPart && open.status === UNKNOWN && hasKhaltiRefund(ledger);
  const leftPaisa = payment.amountPaisa - ledger.knownPaisa;
  const asked = open.amountPaisa;
  if (isPart) open.isAmountConfirmed = false;
  open.finish(RefundEvidence.LOOKUP);
  if (isPart && isWhole) {
    open.kind = RefundKind.WHOLE;
    open.amountPaisa = Math.max(1, leftPaisa);
    if (asked !== leftPaisa) await contradict(services, em, open, asked);
  }
  await finishRefund(services, em, payment, open);
  return true;
}

/** A part that Khalti answered as done, and after which it reports the whole payment refunded. */
async function contradictDone(services: Services, em: EntityManager, { done }: RefundLedger): Promise<void> {
  const part = done.findLast(({ origin, kind }) => origin === RefundOrigin.OPERATOR && kind === RefundKind.PART);
  if (!part || (part.isFirst && (part.confirmedAt || part.evidence === RefundEvidence.LOOKUP))) return;
  part.isAmountConfirmed = false;
  await contradict(services, em, part, part.amountPaisa);
}

async function contradict(
  { jobs, log }: Services,
  em: EntityManager,
  refund: Refund,
  asked: number | null,
): Promise<void> {
  refund.isContradicted = true;
  refund.failure = `A part of ${asked} paisa was requested, and Khalti reports the whole payment refunded.`;
  log.error({ refundId: refund.id, asked }, 'settleRefund: a part was requested, and the whole payment was refunded');
  await jobs.tellOperator(em, { about: 'refundInDoubt', refundId: refund.id, doubt: 'CONTRADICTED' });
}

function isNews(payment: Payment, ledger: RefundLedger, isWhole: boolean): boolean {
  return isWhole ? payment.canTransitionTo(PaymentStatus.REFUNDED) : !hasKhaltiRefund(ledger);
}

function hasKhaltiRefund({ done }: RefundLedger): boolean {
  return done.some(({ origin }) => origin !== RefundOrigin.OUTSIDE);
}

function seenAtKhalti(payment: Payment, { knownPaisa, hasUnknownSum }: RefundLedger, isWhole: boolean): Refund {
  const leftPaisa = payment.amountPaisa - knownPaisa;
  const refund = Refund.made(
    {
      payment,
      origin: RefundOrigin.KHALTI,
      kind: isWhole ? RefundKind.WHOLE : RefundKind.PART,
      amountPaisa: isWhole && !hasUnknownSum && leftPaisa > 0 ? leftPaisa : null,
      access: isWhole ? RefundAccess.REVOKE : RefundAccess.KEEP,
      reason: 'Seen at Khalti',
    },
    RefundEvidence.LOOKUP,
  );
  refund.isAmountConfirmed = isWhole && !hasUnknownSum;
  return refund;
}
