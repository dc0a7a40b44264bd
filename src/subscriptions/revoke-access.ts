import { type EntityManager } from '@mikro-orm/postgresql';
import { Period } from './period.ts';
import { revokePeriod } from './revoke-period.ts';

/**
 * Ends the access that a payment granted. Returns when access ends now; null if there is none, or if there was nothing to
 * end. Call it in the transaction that settles the refund.
 */
export async function revokeAccess(em: EntityManager, paymentId: string): Promise<Date | null> {
  const granted = await em.findOne(Period, { paymentId, revokedAt: null });
  return granted && revokePeriod(em, granted);
}
