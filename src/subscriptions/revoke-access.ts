import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Period } from './period.ts';
import { Subscription } from './subscription.ts';

/**
 * Ends the access that a payment granted. Later periods move forward to fill the gap. Returns when access ends now; null
 * if there is none, or if there was nothing to end. Call it in the transaction that settles the refund.
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
  subscription.recompute(later, now);
  return subscription.endsAt > now ? subscription.endsAt : null;
}
