import { type EntityManager } from '@mikro-orm/postgresql';

const AT_ONCE = 500;
// A change that is not committed yet may have an end that is already over.
const AGAIN = `interval '5 minutes'`;

// Since the last time; after a time in which nobody wanted events, since somebody does.
const SINCE = `(select greatest(noticed_until - ${AGAIN}, (
    select min(since) from (
      select created_at as since from webhook_endpoints where disabled_at is null
      union all select created_at from api_keys where 'EVENTS' = any(scopes) and revoked_at is null
    ) wanted)) from event_clock)`;

const ENDED = `select s.user_id as "userId", 'ended ' || event_instant(s.ends_at) as occasion
  from subscriptions s join users u on u.id = s.user_id
  where s.ends_at > ${SINCE} and s.ends_at <= now() and u.blocked_at is null and u.erased_at is null
    and not exists (
      select from events e where e.user_id = s.user_id and e.occasion = 'ended ' || event_instant(s.ends_at)
    )
  order by s.ends_at limit ${AT_ONCE} for update of s`;

// The next period may have another plan.
const NEXT = `select p.user_id as "userId", 'next ' || event_instant(p.ends_at) as occasion
  from periods p join subscriptions s on s.user_id = p.user_id
  where p.ends_at > ${SINCE} and p.ends_at <= now() and p.revoked_at is null and s.ends_at > now()
    and exists (
      select from periods n where n.user_id = p.user_id and n.revoked_at is null and n.ends_at > now()
        and n.starts_at <= now() and n.plan_id <> p.plan_id
    )
    and not exists (
      select from events e where e.user_id = p.user_id and e.occasion = 'next ' || event_instant(p.ends_at)
    )
  order by p.ends_at limit ${AT_ONCE} for update of s`;

interface Noticed {
  userId: string;
  occasion: string;
}

/** Adds the events of what time has brought about: access that has ended, and a next period with another plan. */
export async function noticeEnds(em: EntityManager): Promise<void> {
  const ended = await em.execute<Noticed[]>(ENDED);
  const next = await em.execute<Noticed[]>(NEXT);
  await add(em, 'access.ended', ended);
  await add(em, 'access.changed', next);
  if (ended.length < AT_ONCE && next.length < AT_ONCE) {
    await em.execute('update event_clock set noticed_until = now()');
  }
}

/** The trigger of the table makes each customer's version grow. */
async function add(em: EntityManager, type: string, noticed: Noticed[]): Promise<void> {
  if (noticed.length === 0) return;
  const customers = `json_to_recordset(?::json) as x ("userId" uuid, occasion text)`;
  const values = JSON.stringify(noticed);
  await em.execute(`update subscriptions set version = version where user_id in (select "userId" from ${customers})`, [
    values,
  ]);
  await em.execute(`select record_access_event(?, "userId", occasion) from ${customers}`, [type, values]);
}
