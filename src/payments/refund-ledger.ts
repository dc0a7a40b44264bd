import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Payment } from './payment.ts';
import { Refund } from './refund.ts';
import { OPEN_REFUND_STATUSES, RefundStatus } from './refund-status.ts';

/** What is known of a payment's refunds. */
export interface RefundLedger {
  open: Refund | null;
  done: Refund[];
  /** Of the refunds whose sums are known. */
  knownPaisa: number;
  /** Whether a refund has no sum, so that more may have gone back than is known. */
  hasUnknownSum: boolean;
}

/** Call it under the payment's row lock, under which all refunds of the payment change. */
export async function readLedger(em: EntityManager, payment: Payment): Promise<RefundLedger> {
  const statuses = [...OPEN_REFUND_STATUSES, RefundStatus.DONE];
  const refunds = await em.find(Refund, { payment: payment.id, status: { $in: statuses } }, { orderBy: { id: 'asc' } });
  const done = refunds.filter(({ status }) => status === RefundStatus.DONE);
  return {
    open: refunds.find(({ isOpen }) => isOpen) ?? null,
    done,
    knownPaisa: done.reduce((sum, { amountPaisa }) => sum + (amountPaisa ?? 0), 0),
    hasUnknownSum: done.some(({ amountPaisa }) => amountPaisa === null),
  };
}

/** A refund and its payment, under the payment's row lock. Null if there is no such refund. */
export async function lockRefund(em: EntityManager, refundId: string): Promise<Refund | null> {
  const found = await em.findOne(Refund, refundId);
  if (!found) return null;
  await em.findOneOrFail(Payment, found.payment.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return em.refresh(found);
}
