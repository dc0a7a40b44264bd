import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import {
  AmountTooLarge,
  BadUserInput,
  IdempotencyKeyReused,
  NotRefundable,
  PaymentNotFound,
  RefundInProgress,
} from '../errors.ts';
import { MAX_PAISA } from '../money.ts';
import { type Services } from '../services.ts';
import { isPrintable } from './is-printable.ts';
import { checkPartIsPossible } from './part-refunds.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { readReason } from './read-reason.ts';
import { Refund, RefundAccess, RefundKind, RefundOrigin } from './refund.ts';
import { checkAccess } from './refund-input.ts';
import { type RefundLedger, readLedger } from './refund-ledger.ts';

export interface RefundWish {
  paymentId: string;
  kind: RefundKind;
  /** Paisa. Null for all that is left. */
  amountPaisa: number | null;
  access: RefundAccess;
  shortenDays: number | null;
  reason: string;
  idempotencyKey: string;
  authorId: string | null;
  /** From a review, the claimed sum of the claimed transaction is refunded. */
  from?: 'REVIEW';
}

const { COMPLETED, PARTIALLY_REFUNDED, NEEDS_REVIEW } = PaymentStatus;

/** Requests a refund, which a job sends. The same key with the same values gives the same refund. */
export async function requestRefund(
  services: Services,
  em: EntityManager,
  wish: RefundWish,
): Promise<{ refund: Refund; isRepeat: boolean }> {
  checkWish(wish);
  const payment = await lockPayment(em, wish.paymentId);
  const existing = await findRepeated(em, wish.idempotencyKey, (refund) => isSame(refund, wish));
  if (existing) return { refund: existing, isRepeat: true };
  const paidPaisa = await refundablePaisa(em, payment, wish);
  const ledger = await readLedger(em, payment);
  if (ledger.open) throw new RefundInProgress(ledger.open.id);
  const amountPaisa = await chooseSum(services, em, wish, paidPaisa, ledger);
  await checkAccess(em, payment.id, wish);
  const { kind, access, shortenDays, reason, authorId, idempotencyKey } = wish;
  const values = { payment, kind, amountPaisa, access, shortenDays, reason, authorId, idempotencyKey };
  const refund = await saveRefund(em, new Refund({ ...values, origin: RefundOrigin.OPERATOR }));
  if (ledger.hasUnknownSum) refund.isAmountConfirmed = false;
  await services.jobs.add(em, 'sendRefund', { refundId: refund.id }, { key: refund.id });
  services.log.info({ paymentId: payment.id, refundId: refund.id, amountPaisa }, 'requestRefund');
  return { refund, isRepeat: false };
}

/** Under its row lock. Throws `PaymentNotFound`. */
export async function lockPayment(em: EntityManager, id: string): Promise<Payment> {
  const payment = isUuid(id)
    ? await em.findOne(Payment, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
    : null;
  if (!payment) throw new PaymentNotFound('There is no such payment.');
  return payment;
}

/** The refund that already has this key. Throws `IdempotencyKeyReused` if it is another one. */
export async function findRepeated(
  em: EntityManager,
  idempotencyKey: string,
  isSame: (refund: Refund) => boolean,
): Promise<Refund | null> {
  const refund = await em.findOne(Refund, { idempotencyKey });
  if (refund && !isSame(refund)) throw reusedKey();
  return refund;
}

/** At the same moment, a refund of another payment may have taken the key. */
export async function saveRefund(em: EntityManager, refund: Refund): Promise<Refund> {
  try {
    await em.persist(refund).flush();
    return refund;
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw reusedKey();
    throw error;
  }
}

function reusedKey(): IdempotencyKeyReused {
  return new IdempotencyKeyReused('This idempotency key already belongs to another refund.');
}

function checkWish({ idempotencyKey, reason, kind, amountPaisa }: RefundWish): void {
  if (!isPrintable(idempotencyKey)) {
    throw new BadUserInput('idempotencyKey', 'idempotencyKey must be 1 to 255 printable ASCII characters.');
  }
  readReason(reason, 'reason');
  if (kind === RefundKind.PART && amountPaisa === null) {
    throw new BadUserInput('amountPaisa', 'A refund of a part needs amountPaisa.');
  }
  if (amountPaisa !== null && amountPaisa < 1) {
    throw new BadUserInput('amountPaisa', 'amountPaisa must be 1 or more.');
  }
}

function isSame(refund: Refund, wish: RefundWish): boolean {
  return (
    refund.payment.id === wish.paymentId.toLowerCase() &&
    refund.origin === RefundOrigin.OPERATOR &&
    refund.kind === wish.kind &&
    (wish.amountPaisa === null || refund.amountPaisa === wish.amountPaisa) &&
    refund.access === wish.access &&
    refund.shortenDays === wish.shortenDays &&
    refund.reason === wish.reason
  );
}

/** What the customer has paid, as far as it can be refunded through Khalti. Throws `NotRefundable`. */
async function refundablePaisa(em: EntityManager, payment: Payment, { from }: RefundWish): Promise<number> {
  if (from === 'REVIEW' && payment.status === NEEDS_REVIEW) return claimedPaisa(em, payment);
  if (payment.status !== COMPLETED && payment.status !== PARTIALLY_REFUNDED) {
    throw new NotRefundable(`This payment cannot be refunded: it is ${payment.status}.`);
  }
  if (payment.transactionId === null) throw new NotRefundable('Khalti has given no transaction id for this payment.');
  return payment.amountPaisa;
}

async function claimedPaisa(em: EntityManager, payment: Payment): Promise<number> {
  const { claimedPaisa: paisa, claimedTransactionId: transactionId } = payment;
  if (paisa === null || paisa < 1 || paisa > MAX_PAISA || transactionId === null) {
    throw new NotRefundable('Khalti has claimed no sum and transaction that can be refunded.');
  }
  // Its refund would return the money of that other payment.
  const others = await em.count(Payment, { transactionId, id: { $ne: payment.id } });
  if (others > 0) throw new NotRefundable('The transaction that Khalti claims belongs to another payment.');
  return paisa;
}

async function chooseSum(
  services: Services,
  em: EntityManager,
  { kind, amountPaisa }: RefundWish,
  paidPaisa: number,
  { knownPaisa, hasUnknownSum }: RefundLedger,
): Promise<number> {
  const leftPaisa = paidPaisa - knownPaisa;
  if (kind === RefundKind.PART && amountPaisa !== null) {
    await checkPartIsPossible(services, em, amountPaisa);
    if (hasUnknownSum)
      throw new NotRefundable('The sum of an earlier refund is not known. Name it first, or refund all.');
  }
  if (leftPaisa < 1) throw new NotRefundable('Nothing is left to refund.');
  if (amountPaisa !== null && amountPaisa > leftPaisa) throw new AmountTooLarge(leftPaisa);
  if (kind === RefundKind.WHOLE && amountPaisa !== null && amountPaisa !== leftPaisa) {
    throw new BadUserInput('amountPaisa', `A whole refund is ${leftPaisa} paisa. Leave amountPaisa out.`);
  }
  return amountPaisa ?? leftPaisa;
}
