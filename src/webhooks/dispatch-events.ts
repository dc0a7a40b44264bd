import { type EntityManager } from '@mikro-orm/postgresql';
import { addJobs, jobsAsJson } from '../queue/add-jobs.ts';
import { type Services } from '../services.ts';
import { noticeEnds } from './notice-ends.ts';

const AT_ONCE = 500;
const KEPT_DAYS = 30;
const MAX_REMOVED = 1000;

// Numbers in the order of insertion. A transaction that commits later gets later numbers, also if it was begun before: so
// whoever has read up to a number has missed nothing.
const NUMBER = `with waiting as (
    select id, row_number() over (order by id) as place
    from (select id from events where number is null order by id limit ${AT_ONCE}) first
  ), numbered as (
    update events set number = clock.last_number + waiting.place from waiting, event_clock clock
    where events.id = waiting.id returning events.id, events.type
  ), counted as (
    update event_clock set last_number = last_number + (select count(*) from waiting)
    where exists (select from waiting)
  ), added as (
    insert into webhook_deliveries (id, endpoint_id, event_id, status, next_attempt_at)
    select gen_random_uuid(), endpoint.id, numbered.id, 'PENDING', now()
    from numbered join webhook_endpoints endpoint on endpoint.disabled_at is null
      and (endpoint.event_types = '{}' or numbered.type = any(endpoint.event_types))
    returning id
  )
  select (select count(*) from waiting)::int as count, array(select id from added) as "deliveryIds"`;

const REMOVE = `with old as (
    delete from events where id in (
      select id from events where number is not null and created_at < now() - interval '${KEPT_DAYS} days'
      order by id limit ${MAX_REMOVED}
    ) returning number
  )
  update event_clock set removed_number = (select max(number) from old) where exists (select from old)`;

/**
 * Numbers new events and plans their deliveries. One process at a time does it: the others find nothing to do. Returns
 * whether events are left.
 */
export async function dispatchEvents({ orm }: Pick<Services, 'orm'>): Promise<boolean> {
  return orm.em.fork().transactional(async (em) => {
    const clocks = await em.execute<{ areWanted: boolean }[]>(
      'select events_are_wanted() as "areWanted" from event_clock for update skip locked',
    );
    if (!clocks[0]?.areWanted) return false;
    await noticeEnds(em);
    const [numbered] = await em.execute<{ count: number; deliveryIds: string[] }[]>(NUMBER);
    await addDeliveryJobs(em, numbered?.deliveryIds ?? []);
    await em.execute(REMOVE);
    return numbered?.count === AT_ONCE;
  });
}

async function addDeliveryJobs(em: EntityManager, deliveryIds: string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  const jobs = deliveryIds.map((deliveryId) => ({ name: 'deliverEvent' as const, data: { deliveryId, attempt: 0 } }));
  await em.execute(addJobs('$1').replace('$1', '?'), [jobsAsJson(jobs)]);
}
