import { type EntityManager } from '@mikro-orm/postgresql';
import { AmountTooLarge, BadUserInput, NotRefundable, RefundInProgress } from '../errors.ts';
import { type Services } from '../services.ts';
import { finishRefund } from './finish-refund.ts';
import { isPrintable } from './is-printable.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { readReason } from './read-reason.ts';
import { Refund, type RefundAccess, RefundEvidence, RefundKind, RefundOrigin } from './refund.ts';
import { checkAccess } from './refund-input.ts';
import { readLedger } from './refund-ledger.ts';
import { findRepeated, lockPayment, saveRefund } from './request-refund.ts';
import { refuseIfExchanged } from './return-exchanged.ts';

export interface OutsideRefund {
  paymentId: string;
  amountPaisa: number;
  access: RefundAccess;
  shortenDays: number | null;
  reason: string;
  reference: string;
  idempotencyKey: string;
  authorId: string | null;
}

const REFUNDABLE = [PaymentStatus.COMPLETED, PaymentStatus.PARTIALLY_REFUNDED];

/** Records money that went back by bank transfer or in cash. Nothing is sent to Khalti. */
export async function recordOutsideRefund(
  services: Services,
  em: EntityManager,
  given: OutsideRefund,
): Promise<{ refund: Refund; isRepeat: boolean }> {
  check(given);
  const payment = await lockPayment(em, given.paymentId);
  const existing = await findRepeated(em, given.idempotencyKey, (refund) => isSame(refund, given));
  if (existing) return { refund: existing, isRepeat: true };
  const { leftPaisa, hasUnknownSum } = await checkOutsideRefund(em, payment, given);
  const kind = leftPaisa === 0 && !hasUnknownSum ? RefundKind.WHOLE : RefundKind.PART;
  const values = { ...given, payment, origin: RefundOrigin.OUTSIDE, kind };
  const refund = await saveRefund(em, Refund.made(values, RefundEvidence.OPERATOR));
  refund.isAmountConfirmed = false;
  await finishRefund(services, em, payment, refund);
  return { refund, isRepeat: false };
}

/** Whether this can be recorded now, and how many paisa are left after it. Throws as `recordOutsideRefund` does. */
export async function checkOutsideRefund(
  em: EntityManager,
  payment: Payment,
  terms: Pick<OutsideRefund, 'amountPaisa' | 'access' | 'shortenDays'>,
): Promise<{ leftPaisa: number; hasUnknownSum: boolean }> {
  if (terms.amountPaisa < 1) throw new BadUserInput('amountPaisa', 'amountPaisa must be 1 or more.');
  if (!REFUNDABLE.includes(payment.status)) {
    throw new NotRefundable(`This payment cannot be refunded: it is ${payment.status}.`);
  }
  await refuseIfExchanged(em, payment.id);
  const { open, knownPaisa, hasUnknownSum } = await readLedger(em, payment);
  if (open) throw new RefundInProgress(open.id);
  const leftPaisa = payment.amountPaisa - knownPaisa;
  if (terms.amountPaisa > leftPaisa) throw new AmountTooLarge(leftPaisa);
  await checkAccess(em, payment.id, terms);
  return { leftPaisa: leftPaisa - terms.amountPaisa, hasUnknownSum };
}

function check({ reason, reference, idempotencyKey }: OutsideRefund): void {
  if (!isPrintable(idempotencyKey)) {
    throw new BadUserInput('idempotencyKey', 'idempotencyKey must be 1 to 255 printable ASCII characters.');
  }
  readReason(reason, 'reason');
  readReason(reference, 'reference');
}

function isSame(refund: Refund, given: OutsideRefund): boolean {
  return (
    refund.payment.id === given.paymentId.toLowerCase() &&
    refund.origin === RefundOrigin.OUTSIDE &&
    refund.amountPaisa === given.amountPaisa &&
    refund.access === given.access &&
    refund.shortenDays === given.shortenDays &&
    refund.reason === given.reason &&
    refund.reference === given.reference
  );
}
