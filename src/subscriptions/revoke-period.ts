import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Period } from './period.ts';
import { Subscription } from './subscription.ts';

/**
 * Ends a period of access. Later periods move forward to fill the gap. Returns when access ends now; null if there is none,
 * or if the period was revoked before. Call it in a transaction.
 */
export async function revokePeriod(em: EntityManager, period: Period): Promise<Date | null> {
  const now = new Date();
  const subscription = await em.findOneOrFail(
    Subscription,
    { user: period.user },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const revoked = await em.refresh(period);
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
  subscription.recompute(later, now);
  return subscription.endsAt > now ? subscription.endsAt : null;
}
