import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { unmanaged } from '../../../src/database/unmanaged.ts';
import { Period } from '../../../src/subscriptions/period.ts';
import { Plan } from '../../../src/subscriptions/plan.ts';
import { Subscription } from '../../../src/subscriptions/subscription.ts';
import { User } from '../../../src/users/user.ts';
import { type App, startApp } from '../../support/app.ts';
import { TestOperator } from '../../support/operator.ts';
import { cleanUp, type Program, runCommand } from '../../support/program.ts';
import { checkout, newFolder } from '../../support/program-folder.ts';
import { waitUntil } from '../../support/wait-until.ts';

const CUSTOMERS = 300;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterEach(cleanUp);
afterAll(() => app.close());

const em = () => app.services.orm.em.fork();

async function addSubscribers(): Promise<void> {
  const tx = em();
  const plan = await tx.findOneOrFail(Plan, { code: 'basic' });
  const now = new Date();
  const users = Array.from({ length: CUSTOMERS }, () => new User(null, 'A Customer'));
  const periods = users.map((user) => new Period(user, plan, { paymentId: uuid() }, now, 30));
  await tx.persist([...users, ...periods]).flush();
  for (const { user, endsAt } of periods) {
    await tx.insert(Subscription, unmanaged(Subscription, { user, plan, startsAt: now, endsAt }));
  }
}

/** A process of its own, which only runs jobs. */
function startWorker(): Promise<Program> {
  const env = {
    DATABASE_URL: app.database.url,
    KHALTI_BASE_URL: app.simulator.baseUrl,
    KHALTI_SECRET_KEY: app.simulator.secretKey,
  };
  return runCommand(newFolder(), process.execPath, [`${checkout}/dist/src/main.js`, 'worker'], { env });
}

/** The queue takes a job for lost after a minute, and waits before it tries again. This lets that time pass. */
async function loseJob(): Promise<void> {
  await em().execute("update pgboss.job set started_on = started_on - interval '1 hour' where state = 'active'");
  await em().execute('update pgboss.queue set monitor_on = null, monitor_claim_on = null');
  await app.services.jobs.boss.supervise('extendEverybody');
  await em().execute("update pgboss.job set start_after = now() where state = 'retry'");
}

const given = () => em().count(Period, { grant: { $ne: null } });

describe('extendEverybody', () => {
  it('gives every customer the days once, although its worker is killed', async () => {
    await addSubscribers();
    const owner = await TestOperator.signedIn(app, 'OWNER');
    await owner.ask('mutation { extendEverybody(days: 3, reason: "An outage", idempotencyKey: "key") { id } }');
    for (const part of [20, 120]) {
      const worker = await startWorker();
      await waitUntil(async () => (await given()) >= part, 20_000);
      await worker.end('SIGKILL');
      expect(await given()).toBeLessThan(CUSTOMERS);
      await loseJob();
    }
    const last = await startWorker();
    const isCompleted = async () => {
      const { data } = await owner.ask<{ extensions: { completedAt: string | null }[] }>(
        '{ extensions { completedAt } }',
      );
      return data.extensions[0]?.completedAt !== null;
    };
    await waitUntil(isCompleted, 20_000);
    await last.end('SIGTERM');
    const [row] = await em().execute<{ customers: number; days: number }[]>(
      `select count(distinct user_id)::int as customers, sum(extract(epoch from ends_at - starts_at) / 86400)::int as days
       from periods where grant_id is not null`,
    );
    expect(row).toEqual({ customers: CUSTOMERS, days: CUSTOMERS * 3 });
    const [ends] = await em().execute<{ count: number }[]>(
      "select count(*)::int from subscriptions where ends_at - starts_at = interval '33 days'",
    );
    expect(ends?.count).toBe(CUSTOMERS);
  }, 180_000);
});
