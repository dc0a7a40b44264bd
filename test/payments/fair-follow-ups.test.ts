import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { startTimedKhalti } from '../support/timed-khalti.ts';
import { waitUntil } from '../support/wait-until.ts';

const MANY = 200;
const BATCH = 8;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

async function priorityOf(paymentId: string): Promise<number | undefined> {
  const jobs = await app.services.jobs.boss.findJobs('followUpPayment', { key: paymentId });
  return jobs.find(({ state }) => state === 'created')?.priority;
}

async function makeAllDue(): Promise<void> {
  await app.services.orm.em.fork().execute(`update pgboss.job set start_after = now() where name = 'followUpPayment'`);
}

/** Open payments of a customer each, whose follow-ups are due. */
async function addDuePayments({ services: { orm, jobs } }: App, count: number): Promise<void> {
  const em = orm.em.fork();
  await em.execute(
    `with customers as (
       insert into users (id, email, name, created_at)
       select gen_random_uuid(), 'many' || n || '@example.com', 'User', now() from generate_series(1, ${count}) n returning id
     )
     insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, status, created_at, updated_at)
     select gen_random_uuid(), c.id, p.id, 50000, 30, 'pidx-' || c.id, 'INITIATED', now(), now()
     from customers c, plans p where p.code = 'basic'`,
  );
  const rows = await em.execute<{ id: string }[]>('select id from payments');
  await em.transactional((tx) =>
    jobs.addAll(
      tx,
      rows.map(({ id }) => ({ name: 'followUpPayment', data: { paymentId: id }, key: id })),
    ),
  );
}

/** The payments that were looked up, in this order. */
function lookedUp(): string[] {
  const lookups = app.simulator.requests.filter(({ path }) => path.includes('lookup'));
  return lookups.map(({ body }) => (body as { pidx: string }).pidx);
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  while (!(await isTrue())) {
    if (Date.now() > giveUpAt) throw new Error('It did not happen in time');
    await sleep(20);
  }
}

describe('follow-ups', () => {
  it('look at a customer’s only payment before another customer’s many', async () => {
    const busy = await Customer.signUp(app);
    for (let opened = 0; opened < MANY; opened += 20) {
      await Promise.all(Array.from({ length: 20 }, () => busy.initiate('basic')));
    }
    const calm = await Customer.signUp(app);
    const { id, pidx } = await calm.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await makeAllDue();
    await startJobs(app.services);
    await until(async () => (await calm.subscription()) !== null);
    const place = lookedUp().indexOf(pidx);
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThan(3 * BATCH);

    // The second look at the busy customer's payments waits behind all first looks too.
    await until(() => new Set(lookedUp()).size === MANY + 1);
    const later = await calm.initiate('basic');
    expect(await priorityOf(later.id)).toBe(0);
    const again = await busy.initiate('basic');
    expect(await priorityOf(again.id)).toBe(-5);
    // Paid, so it is looked at for refunds only.
    await until(async () => (await priorityOf(id)) === -100);
  });

  it('count only what a customer has left unpaid', async () => {
    const customer = await Customer.signUp(app);
    const [paid, open, canceled] = [
      await customer.initiate('basic'),
      await customer.initiate('basic'),
      await customer.initiate('basic'),
    ];
    expect(await Promise.all([paid, open, canceled].map(({ id }) => priorityOf(id)))).toEqual([0, -1, -2]);
    await atKhalti(app, paid.pidx, 'complete');
    await customer.verify(paid.pidx);
    await atKhalti(app, canceled.pidx, 'cancel');
    await customer.verify(canceled.pidx);
    const { id } = await customer.initiate('basic');
    expect(await priorityOf(id)).toBe(-2);
  });

  it('ask a Khalti that becomes slow for fewer payments at once, and for more again when it is quick', async () => {
    const khalti = await startTimedKhalti();
    const slow = await startApp({ env: { KHALTI_BASE_URL: khalti.baseUrl, KHALTI_TIMEOUT_MS: '20000' } });
    await addDuePayments(slow, 1_500);
    await startJobs(slow.services);
    await waitUntil(() => khalti.asked.length >= 100);
    khalti.delayMs = 2_000;
    await waitUntil(() => khalti.atOnce >= 4);
    await waitUntil(() => khalti.atOnce > 0 && khalti.atOnce <= 2);
    khalti.delayMs = 100;
    await waitUntil(() => khalti.atOnce >= 4);
    expect(new Set(khalti.asked).size).toBe(khalti.asked.length);
    await slow.close();
    await khalti.close();
  });
});
