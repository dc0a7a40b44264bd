import { type EntityManager } from '@mikro-orm/postgresql';
import { Period } from './period.ts';
import { type Plan } from './plan.ts';
import { Subscription } from './subscription.ts';

export async function findSubscription(em: EntityManager, userId: string): Promise<Subscription | null> {
  return em.findOne(Subscription, { user: userId }, { populate: ['plan'] });
}

/** Access is a chain of periods, perhaps of different plans: the clock decides which of them runs. */
export async function findRunningPlan(em: EntityManager, subscription: Subscription): Promise<Plan> {
  const period = await em.findOne(
    Period,
    { user: subscription.user, revokedAt: null, startsAt: { $lte: new Date() } },
    { orderBy: { startsAt: 'desc' }, populate: ['plan'] },
  );
  return period?.plan ?? subscription.plan;
}

/** Whether a payment's days stand in the ledger and were not taken back. */
export async function hasGranted(em: EntityManager, paymentId: string): Promise<boolean> {
  return (await em.count(Period, { paymentId, revokedAt: null })) > 0;
}

/** Until when a payment's own days run; null where it granted none, or they were taken back. */
export async function accessGrantedUntil(em: EntityManager, paymentId: string): Promise<Date | null> {
  const period = await em.findOne(Period, { paymentId, revokedAt: null });
  return period?.endsAt ?? null;
}
