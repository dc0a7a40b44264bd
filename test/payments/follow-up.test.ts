import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { followUpPayment } from '../../src/jobs/follow-up-payment.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => app.simulator.setFaults([]));

/** When the payment is to be looked at next, in milliseconds from now; null when never again. */
async function nextLookIn(paymentId: string): Promise<number | null> {
  const jobs = await app.services.jobs.boss.findJobs('followUpPayment', { key: paymentId });
  const waiting = jobs.filter(({ state }) => state === 'created');
  expect(waiting.length).toBeLessThanOrEqual(1);
  return waiting[0] ? waiting[0].startAfter.getTime() - Date.now() : null;
}

/** As if the payment were older: time itself cannot be moved in the database. */
async function age(paymentId: string, byMs: number): Promise<void> {
  await app.services.orm.em.fork().execute(
    `update payments set created_at = created_at - ?::interval, updated_at = updated_at - ?::interval,
       expires_at = expires_at - ?::interval, opening_until = opening_until - ?::interval where id = ?`,
    [...Array.from({ length: 4 }, () => `${byMs} milliseconds`), paymentId],
  );
}

async function followUp(paymentId: string): Promise<string> {
  await app.services.jobs.boss.deleteQueuedJobs('followUpPayment');
  await followUpPayment(app.services, { paymentId });
  return (await app.services.orm.em.fork().findOneOrFail(Payment, paymentId)).status;
}

describe('followUpPayment', () => {
  it('waits for every payment from the moment it is opened', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('basic');
    expect(await nextLookIn(id)).toBeLessThan(MINUTE_MS);
  });

  it('waits for a payment of which Khalti never heard, too', async () => {
    const customer = await Customer.signUp(app);
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'close-before' }]);
    await customer.tryToInitiate('basic', 'key');
    const payment = await app.services.orm.em.fork().findOneOrFail(Payment, { user: customer.id });
    expect(await nextLookIn(payment.id)).toBeLessThan(MINUTE_MS);
    expect(await followUp(payment.id)).toBe('CREATED');
    expect(await nextLookIn(payment.id)).toBeGreaterThan(50 * MINUTE_MS);
    await age(payment.id, HOUR_MS + MINUTE_MS);
    expect(await followUp(payment.id)).toBe('FAILED');
    expect(await nextLookIn(payment.id)).toBeNull();
  });

  it('grants what was paid for by a customer who never came back', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    expect(await followUp(id)).toBe('COMPLETED');
    expect(await customer.subscription()).toMatchObject({ isActive: true, daysLeft: 30 });
  });

  it('asks at growing intervals, and soon after the link has run out', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await followUp(id);
    const first = (await nextLookIn(id)) ?? 0;
    await age(id, 20 * MINUTE_MS);
    await followUp(id);
    const second = (await nextLookIn(id)) ?? 0;
    expect(second).toBeGreaterThan(first * 5);
    await age(id, 9 * MINUTE_MS);
    await followUp(id);
    expect(await nextLookIn(id)).toBeLessThan(2 * MINUTE_MS);
    await atKhalti(app, pidx, 'expire');
    expect(await followUp(id)).toBe('EXPIRED');
  });

  it('asks about a pending payment for as long as Khalti says pending, and tells after a day', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'pending');
    expect(await followUp(id)).toBe('PENDING');
    await age(id, 2 * DAY_MS);
    expect(await followUp(id)).toBe('PENDING');
    expect(await nextLookIn(id)).toBeGreaterThan(5 * HOUR_MS);
    expect(app.logged).toContainEqual(
      expect.objectContaining({ level: 'error', paymentId: id, msg: expect.stringContaining('more than a day') }),
    );
  });

  it.each(['cancel', 'expire'])('takes one last look a day after %s, and grants late money then', async (act) => {
    const customer = await Customer.signUp(app);
    const [late, never] = await Promise.all([customer.initiate('basic'), customer.initiate('basic')]);
    for (const { id, pidx } of [late, never]) {
      await atKhalti(app, pidx, act);
      await followUp(id);
      expect(await nextLookIn(id)).toBeGreaterThan(23 * HOUR_MS);
      await age(id, DAY_MS + MINUTE_MS);
    }
    await atKhalti(app, late.pidx, 'complete', { late: true });
    expect(await followUp(late.id)).toBe('COMPLETED');
    await followUp(never.id);
    expect(await nextLookIn(never.id)).toBeNull();
  });

  it('notices a refund on Khalti’s dashboard while access runs, looking rarely', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    await followUp(id);
    expect(await nextLookIn(id)).toBeGreaterThan(6 * DAY_MS);
    await atKhalti(app, pidx, 'refund');
    await age(id, 7 * DAY_MS);
    expect(await followUp(id)).toBe(PaymentStatus.REFUNDED);
    expect(await customer.subscription()).toMatchObject({ isActive: false });
    expect(await nextLookIn(id)).toBeNull();
  });

  it('loses nothing while Khalti is away', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    expect(await followUp(id)).toBe('INITIATED');
    expect(await nextLookIn(id)).toBeLessThan(4 * MINUTE_MS);
    app.simulator.setFaults([]);
    expect(await followUp(id)).toBe('COMPLETED');
  });

  it('stops asking when Khalti refuses our key, and blames no payment', async () => {
    const customer = await Customer.signUp(app);
    const [one, two] = await Promise.all([customer.initiate('basic'), customer.initiate('basic')]);
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'unauthorized' }]);
    expect(await followUp(one.id)).toBe('INITIATED');
    const asked = app.simulator.requests.length;
    expect(await followUp(two.id)).toBe('INITIATED');
    expect(app.simulator.requests).toHaveLength(asked);
    app.simulator.setFaults([]);
    await customer.verify(two.pidx);
    expect(await followUp(two.id)).toBe('INITIATED');
    expect(app.simulator.requests.length).toBeGreaterThan(asked + 1);
  });

  it('is done by whichever process takes jobs, once for each payment', async () => {
    const beside = await startApp({ beside: app });
    const customer = await Customer.signUp(app);
    const payments = await Promise.all(Array.from({ length: 6 }, () => customer.initiate('basic')));
    await Promise.all(payments.map(({ pidx }) => atKhalti(app, pidx, 'complete')));
    await app.services.orm.em
      .fork()
      .execute(`update pgboss.job set start_after = now() where name = 'followUpPayment'`);
    await Promise.all([startJobs(app.services), startJobs(beside.services)]);
    const giveUpAt = Date.now() + 15_000;
    let subscription = await customer.subscription();
    while (subscription?.daysLeft !== 180 && Date.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      subscription = await customer.subscription();
    }
    expect(subscription).toMatchObject({ daysLeft: 180 });
    await beside.close();
  });
});
