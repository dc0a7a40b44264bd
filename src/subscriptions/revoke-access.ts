import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Period } from './period.ts';
import { Subscription } from './subscription.ts';

/**
 * Takes away what a payment granted, to the day: what was bought later moves up, so that it is neither lost nor idle.
 * Says when access ends now; null where there is none, or nothing was taken away. Must run in the transaction that
 * settles the refund.
 */
export async function revokeAccess(em: EntityManager, paymentId: string): Promise<Date | null> {
  const now = new Date();
  const granted = await em.findOne(Period, { paymentId, revokedAt: null });
  if (!granted) return null;
  const subscription = await em.findOneOrFail(
    Subscription,
    { user: granted.user },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
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
