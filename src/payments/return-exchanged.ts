import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { NotRefundable } from '../errors.ts';
import { bringBack, leftSince, type Returned } from '../subscriptions/bring-back.ts';
import { Period } from '../subscriptions/period.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { Exchange } from './exchange.ts';

/** What a whole refund of a payment brings back: periods that it has exchanged, as far as they are not over. */
export async function findReturned(em: EntityManager, paymentId: string, now: Date): Promise<Returned[]> {
  const exchanges = await em.find(
    Exchange,
    { payment: paymentId, exchangedAt: { $ne: null } },
    { populate: ['period'], refresh: true },
  );
  const ours = exchanges.filter(({ period }) => period.exchangedBy === paymentId);
  const [first] = ours;
  const periods = ours.map(({ period }) => period);
  const returned = first?.exchangedAt ? leftSince(periods, first.exchangedAt, now) : [];
  // A period that was refunded in the meantime does not come back. What it had itself replaced does.
  for (const { period } of exchanges) {
    if (period.exchangedBy !== null || period.revokedAt === null || period.paymentId === null) continue;
    returned.push(...(await findReturned(em, period.paymentId, now)));
  }
  return returned;
}

/**
 * Brings them back, after the access of the payment was cut. `now` is of before that, so that what moved up does not run yet.
 * Returns when access ends; null if nothing came back.
 */
export async function returnExchanged(em: EntityManager, paymentId: string, now: Date): Promise<Date | null> {
  const period = await em.findOne(Period, { paymentId });
  if (!period) return null;
  const subscription = await lockSubscriptionOf(em, period);
  const returned = await findReturned(em, paymentId, now);
  return returned.length === 0 ? null : bringBack(em, subscription, returned, now);
}

/**
 * A period that was exchanged is refunded on Khalti's dashboard: it does not come back when the exchange is refunded. Returns
 * whether it was exchanged.
 */
export async function forgoReturn(em: EntityManager, paymentId: string): Promise<boolean> {
  const period = await em.findOne(Period, { paymentId });
  if (!period) return false;
  await lockSubscriptionOf(em, period);
  await em.refresh(period);
  if (period.exchangedBy === null) return false;
  period.exchangedBy = null;
  await em.flush();
  return true;
}

/** Throws `NotRefundable` if the period of the payment was exchanged. */
export async function refuseIfExchanged(em: EntityManager, paymentId: string): Promise<void> {
  const period = await em.findOne(Period, { paymentId }, { refresh: true });
  if (!period || period.exchangedBy === null) return;
  throw new NotRefundable(
    `This payment was exchanged for another plan: its unused value is part of payment ${period.exchangedBy}. Refund that one first.`,
  );
}

function lockSubscriptionOf(em: EntityManager, { user }: Period): Promise<Subscription> {
  return em.findOneOrFail(Subscription, { user }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
