import { type EntityManager } from '@mikro-orm/postgresql';
import { type NewAccess } from './grant-access.ts';
import { Period } from './period.ts';
import { type Subscription } from './subscription.ts';

/** The customer's periods that are not over, in the order in which they run. */
export function findPeriodsLeft(em: EntityManager, userId: string, now: Date): Promise<Period[]> {
  return em.find(
    Period,
    { user: userId, revokedAt: null, endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' }, refresh: true },
  );
}

/**
 * Starts a plan now, in place of paid periods that end for it. What is left of all other periods follows after the new one,
 * so that no day of theirs is lost. Call it in a transaction that has locked the subscription; the caller saves the period.
 */
export async function startNow(
  em: EntityManager,
  subscription: Subscription,
  { user, plan, from, durationDays }: NewAccess & { from: { paymentId: string } },
  exchangedIds: ReadonlySet<string>,
): Promise<Period> {
  const now = new Date();
  const left = await findPeriodsLeft(em, user.id, now);
  for (const period of left.filter(({ id }) => exchangedIds.has(id))) period.exchange(from.paymentId, now);
  const started = new Period(user, plan, from, now, durationDays);
  const others = left.filter(({ id }) => !exchangedIds.has(id));
  const endsAt = layAfter(others, started.endsAt, now);
  if (subscription.endsAt <= now) subscription.startsAt = now;
  subscription.plan = plan;
  subscription.endsAt = endsAt;
  return started;
}

/** Moves what is left of periods, one after the other, to begin at `startsAt`. Returns when the last one ends. */
export function layAfter(periods: Period[], startsAt: Date, now: Date): Date {
  let end = startsAt;
  for (const period of periods) {
    period.runFrom(end, period.leftMs(now));
    end = period.endsAt;
  }
  return end;
}
