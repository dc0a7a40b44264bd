import { type EntityManager } from '@mikro-orm/postgresql';

export interface Audience {
  /** Null: customers of all plans. */
  planId: string | null;
  audienceAt: Date;
}

/** The customers with an unrevoked period that runs at an instant, each once, with the plan of that period. */
const AUDIENCE = `select distinct on (p.user_id) p.user_id, p.plan_id
  from periods p join users u on u.id = p.user_id
  where p.revoked_at is null and p.starts_at <= ? and p.ends_at > ? and u.erased_at is null
    and (?::uuid is null or p.plan_id = ?)
  order by p.user_id, p.starts_at desc`;

export async function countAudience(em: EntityManager, audience: Audience): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from (${AUDIENCE}) audience`,
    valuesOf(audience),
  );
  return Number(row?.count);
}

/** Fixes the audience: each of its customers gets a grant, whose days a job gives. */
export async function fixAudience(em: EntityManager, extensionId: string, audience: Audience): Promise<void> {
  await em.execute(
    `insert into grants (id, user_id, plan_id, days, reason, author_id, extension_id, created_at)
     select gen_random_uuid(), audience.user_id, audience.plan_id, e.days, e.reason, e.author_id, e.id, e.created_at
     from extensions e, (${AUDIENCE}) audience where e.id = ?`,
    [...valuesOf(audience), extensionId],
  );
}

function valuesOf({ planId, audienceAt }: Audience): (Date | string | null)[] {
  return [audienceAt, audienceAt, planId, planId];
}
