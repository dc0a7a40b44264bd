import { type EntityManager } from '@mikro-orm/postgresql';
import { Period } from './period.ts';
import { type Plan } from './plan.ts';
import { Subscription } from './subscription.ts';

export interface Grant {
  userId: string;
  plan: Plan;
  paymentId: string;
  durationDays: number;
}

/**
 * Gives a payment's days: from now where there is no access, else from where access ends, whichever plan runs until
 * then, so that nobody loses days by paying early. Must run in the transaction that settles the payment.
 */
export async function grantAccess(
  em: EntityManager,
  { userId, plan, paymentId, durationDays }: Grant,
): Promise<Period> {
  const now = new Date();
  const subscription = await lockSubscription(em, userId, plan, now);
  const isActive = subscription.endsAt > now;
  const period = new Period(subscription.user, plan, paymentId, isActive ? subscription.endsAt : now, durationDays);
  if (!isActive) subscription.startsAt = now;
  subscription.plan = plan;
  subscription.endsAt = period.endsAt;
  em.persist(period);
  return period;
}

/**
 * Takes away what a payment granted, to the day: what was bought later moves up, so that it is neither lost nor idle.
 * Says when access ends now; null where there is none, or nothing was taken away.
 */
export async function revokeAccess(em: EntityManager, paymentId: string): Promise<Date | null> {
  const now = new Date();
  const granted = await em.findOne(Period, { paymentId, revokedAt: null });
  if (!granted) return null;
  const subscription = await lockSubscription(em, granted.user.id, granted.plan, now);
  const revoked = await em.refresh(granted);
  if (!revoked || revoked.revokedAt) return null;
  const freedMs = revoked.revoke(now);
  const later = await em.find(
    Period,
    { user: subscription.user, revokedAt: null, id: { $ne: revoked.id }, endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' }, refresh: true },
  );
  for (const period of later) {
    if (period.startsAt >= revoked.endsAt) period.moveUp(freedMs);
  }
  subscription.restate(later, now);
  return subscription.endsAt > now ? subscription.endsAt : null;
}

/** One statement that inserts or locks, so that two first payments of one user wait for each other too. */
async function lockSubscription(em: EntityManager, userId: string, plan: Plan, now: Date): Promise<Subscription> {
  await em.execute(
    `insert into subscriptions (user_id, plan_id, starts_at, ends_at) values (?, ?, ?, ?)
     on conflict (user_id) do update set user_id = excluded.user_id`,
    [userId, plan.id, now, now],
  );
  return em.findOneOrFail(Subscription, { user: userId }, { refresh: true });
}
