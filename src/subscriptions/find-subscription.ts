import { type EntityManager } from '@mikro-orm/postgresql';
import { type Sql } from '../database/sql.ts';
import { unmanaged } from '../database/unmanaged.ts';
import { type User } from '../users/user.ts';
import { Period } from './period.ts';
import { type PlanCatalog } from './plan-catalog.ts';
import { Subscription } from './subscription.ts';

// Hand-written, because apps ask it on every page.
const FIND_SUBSCRIPTION = {
  name: 'findSubscription',
  asked: { user_id: 'uuid', payment_id: 'uuid' },
  text: `select s.starts_at as "startsAt", s.ends_at as "endsAt", coalesce(
      (select plan_id from periods
       where user_id = s.user_id and revoked_at is null and starts_at <= now()
       order by starts_at desc limit 1), s.plan_id) as "planId"
    from subscriptions s
    where s.user_id = asked.user_id and (asked.payment_id is null
      or exists (select from periods where payment_id = asked.payment_id and revoked_at is null))`,
};

/** Null if there never was any access. With `grantedBy`, null also if that payment has no unrevoked period. */
export async function findSubscription(
  { sql, plans }: { sql: Sql; plans: PlanCatalog },
  userId: string,
  grantedBy: string | null = null,
): Promise<Subscription | null> {
  const row = await sql.readBatched<{ startsAt: Date; endsAt: Date; planId: string }>(FIND_SUBSCRIPTION, [
    userId,
    grantedBy,
  ]);
  if (!row) return null;
  const { planId, startsAt, endsAt } = row;
  return unmanaged(Subscription, { user: { id: userId } as User, startsAt, endsAt, plan: await plans.find(planId) });
}

export async function accessGrantedUntil(em: EntityManager, paymentId: string): Promise<Date | null> {
  const period = await em.findOne(Period, { paymentId, revokedAt: null });
  return period?.endsAt ?? null;
}
