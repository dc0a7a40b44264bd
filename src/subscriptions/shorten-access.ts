import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { DAY_MS, Period } from './period.ts';
import { revokeAccess } from './revoke-access.ts';
import { Subscription } from './subscription.ts';

/**
 * Takes days off the end of the access that a payment granted. Later periods move forward to fill the gap. If no more days
 * than these are left, all of it ends. Returns when access ends now; null if there is none, or if nothing was left to take.
 */
export async function shortenAccess(em: EntityManager, paymentId: string, days: number): Promise<Date | null> {
  const now = new Date();
  const granted = await em.findOne(Period, { paymentId, revokedAt: null });
  if (!granted) return null;
  const subscription = await em.findOneOrFail(
    Subscription,
    { user: granted.user },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const period = await em.refresh(granted);
  if (!period || period.revokedAt) return null;
  if (msLeft(period, now) <= days * DAY_MS) return revokeAccess(em, paymentId);
  const endedAt = period.endsAt;
  period.endsAt = new Date(endedAt.getTime() - days * DAY_MS);
  const current = await em.find(
    Period,
    { user: subscription.user, revokedAt: null, id: { $ne: period.id }, endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' }, refresh: true },
  );
  const later = current.filter(({ startsAt }) => startsAt >= endedAt);
  for (const next of later) next.moveUp(days * DAY_MS);
  subscription.endsAt = (later.at(-1) ?? period).endsAt;
  return subscription.endsAt > now ? subscription.endsAt : null;
}

/** The days that a payment still grants, rounded up; 0 if there are none. */
export async function daysLeftOf(em: EntityManager, paymentId: string): Promise<number> {
  const period = await em.findOne(Period, { paymentId, revokedAt: null });
  return period ? Math.ceil(Math.max(0, msLeft(period, new Date())) / DAY_MS) : 0;
}

function msLeft({ startsAt, endsAt }: Period, now: Date): number {
  return endsAt.getTime() - Math.max(now.getTime(), startsAt.getTime());
}
