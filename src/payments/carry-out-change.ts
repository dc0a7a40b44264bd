import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { lockSubscription } from '../subscriptions/lock-subscription.ts';
import { DAY_MS, type Period } from '../subscriptions/period.ts';
import { startNow } from '../subscriptions/start-now.ts';
import { type Subscription } from '../subscriptions/subscription.ts';
import { Exchange } from './exchange.ts';
import { Payment } from './payment.ts';
import { isAsQuoted } from './quote-change.ts';

// A link of Khalti lives for an hour. Later, what was quoted as unused has been used.
const QUOTE_HOLDS_MS = DAY_MS;

/**
 * The payment, and those whose periods it exchanges, locked in the order of their ids. The row locks of these payments are also
 * held by whoever refunds them, so that nothing is both refunded and exchanged.
 */
export async function lockWithExchanged(em: EntityManager, paymentId: string): Promise<Payment> {
  const exchanges = await em.find(Exchange, { payment: paymentId }, { populate: ['period'] });
  const ids = [paymentId, ...exchanges.map(({ period }) => String(period.paymentId))];
  const locked = await em.find(
    Payment,
    { id: { $in: ids } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const payment = locked.find(({ id }) => id === paymentId);
  if (!payment) throw new Error(`There is no payment ${paymentId}`);
  return payment;
}

/** Whether something that the payment exchanges was refunded, exchanged or changed since it was opened. */
export async function isExchangeChanged(em: EntityManager, payment: Payment): Promise<boolean> {
  if (!payment.startsNow) return false;
  const exchanges = await em.find(Exchange, { payment: payment.id }, { populate: ['period'] });
  if (exchanges.length === 0) return false;
  if (Date.now() - payment.createdAt.getTime() > QUOTE_HOLDS_MS) return true;
  // Whoever revokes or shortens a period holds this lock.
  await lockSubscription(em, payment);
  const checked = await asQuoted(em, payment, exchanges);
  return checked.length < exchanges.length;
}

/** Ends what is exchanged, as far as it still is as it was quoted, and starts the plan. Returns when access ends. */
export async function carryOutChange(
  em: EntityManager,
  payment: Payment,
  durationDays: number,
): Promise<{ subscription: Subscription; period: Period }> {
  const { id: paymentId, user, plan } = payment;
  const subscription = await lockSubscription(em, payment);
  const exchanges = await em.find(Exchange, { payment: paymentId }, { populate: ['period'] });
  const possible = await asQuoted(em, payment, exchanges);
  const ids = new Set(possible.map(({ period }) => period.id));
  const access = { user, plan, from: { paymentId }, durationDays };
  const period = await startNow(em, subscription, access, ids);
  for (const exchange of possible) exchange.exchangedAt = exchange.period.revokedAt;
  await em.persist(period).flush();
  return { subscription, period };
}

async function asQuoted(em: EntityManager, payment: Payment, exchanges: Exchange[]): Promise<Exchange[]> {
  const possible: Exchange[] = [];
  for (const exchange of exchanges) if (await isAsQuoted(em, exchange, payment.createdAt)) possible.push(exchange);
  return possible;
}
