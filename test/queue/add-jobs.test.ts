import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../src/database/connect-database.ts';
import { addJobs, jobsAsJson } from '../../src/queue/add-jobs.ts';
import { type NewJob } from '../../src/queue/job-data.ts';
import { queues } from '../../src/queue/queues.ts';
import { type App, startApp } from '../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const startAfter = new Date('2031-02-03T04:05:06.789Z');
const data = { paymentId: '00000000-0000-7000-8000-000000000000' };

async function addByPgBoss(job: NewJob): Promise<void> {
  await app.services.orm.em.fork().transactional((em) => app.services.jobs.addAll(em, [job]));
}

async function addByHand(job: NewJob): Promise<void> {
  await (await connectionPool(app.services.orm)).query(addJobs('$1'), [jobsAsJson([job])]);
}

/** Removes the only job. Returns its columns, except those that differ between equal jobs. */
async function take(): Promise<Record<string, unknown>> {
  const { rows } = await (await connectionPool(app.services.orm)).query(
    `with gone as (delete from pgboss.job returning *)
     select to_jsonb(gone) - 'id' - 'created_on' || jsonb_build_object('starts', start_after > now() + interval '1 day')
       as row from gone`,
  );
  expect(rows).toHaveLength(1);
  const { start_after, keep_until, ...row } = rows[0].row;
  const keptMs = new Date(keep_until).getTime() - new Date(start_after).getTime();
  return { ...row, keptMs, ...(row.starts ? { start_after } : {}) };
}

describe('addJobs', () => {
  const names = Object.keys(queues) as (keyof typeof queues)[];

  it.each(names)('adds the same rows as pg-boss does: %s', async (name) => {
    for (const job of [
      { name, data, startAfter, key: 'a key' },
      { name, data, key: 'a key' },
      { name, data, priority: -7 },
    ] as NewJob[]) {
      await addByPgBoss(job);
      const made = await take();
      await addByHand(job);
      expect(await take()).toEqual(made);
    }
  });

  it('fails if there is no such queue, and with it the statement that adds the job', async () => {
    await app.services.orm.em.fork().execute("delete from pgboss.queue where name = 'sendRefunded'");
    await expect(addByHand({ name: 'sendRefunded', data })).rejects.toThrow();
  });

  it('adds no second job if the queue keeps one for each key', async () => {
    const job: NewJob = { name: 'followUpPayment', data, startAfter, key: 'a key' };
    await addByHand(job);
    await addByHand(job);
    await take();
  });
});
