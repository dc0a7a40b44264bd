import { type JobName } from '../../src/queue/job-data.ts';
import { type App } from './app.ts';

/** Makes all waiting jobs of these kinds due, also those whose worker was killed, which pg-boss would retry minutes later. */
export async function makeJobsDue(app: App, names: JobName[]): Promise<void> {
  await app.services.orm.em.fork().execute(
    `update pgboss.job set state = case state when 'active' then 'retry' else state end, start_after = now()
     where (name, id) in (
       select name, id from pgboss.job where name in (${names.map(() => '?').join(', ')})
         and (state in ('created', 'retry') or (state = 'active' and started_on < now() - interval '8 seconds'))
       for update skip locked
     )`,
    names,
  );
}
