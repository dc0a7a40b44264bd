import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { BadUserInput, IdempotencyKeyReused, PaymentNotFound } from '../errors.ts';
import { type Services } from '../services.ts';
import { checkRefund, checkTerms, type RefundTerms } from './check-refund.ts';
import { isPrintable } from './is-printable.ts';
import { Payment } from './payment.ts';
import { readReason } from './read-reason.ts';
import { Refund, RefundOrigin } from './refund.ts';

export interface RefundWish extends RefundTerms {
  paymentId: string;
  reason: string;
  idempotencyKey: string;
  authorId: string | null;
}

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
  const { amountPaisa, hasUnknownSum } = await checkRefund(services, em, payment, wish);
  const { kind, access, shortenDays, reason, authorId, idempotencyKey } = wish;
  const values = { payment, kind, amountPaisa, access, shortenDays, reason, authorId, idempotencyKey };
  const refund = await saveRefund(em, new Refund({ ...values, origin: RefundOrigin.OPERATOR }));
  if (hasUnknownSum) refund.isAmountConfirmed = false;
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

function checkWish({ idempotencyKey, reason, ...terms }: RefundWish): void {
  if (!isPrintable(idempotencyKey)) {
    throw new BadUserInput('idempotencyKey', 'idempotencyKey must be 1 to 255 printable ASCII characters.');
  }
  readReason(reason, 'reason');
  checkTerms(terms);
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
