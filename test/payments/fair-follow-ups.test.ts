import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

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
});
