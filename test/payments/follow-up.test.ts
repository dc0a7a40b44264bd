import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../../simulator/simulator.ts';
import { followUpPayment } from '../../src/jobs/follow-up-payment.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { GatewayAnswer } from '../../src/payments/gateway-answer.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { ReviewDecision } from '../../src/payments/review-reason.ts';
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

/** Milliseconds until the next check of this payment; null if none is scheduled. */
async function nextCheckIn(paymentId: string): Promise<number | null> {
  const jobs = await app.services.jobs.boss.findJobs('followUpPayment', { key: paymentId });
  const waiting = jobs.filter(({ state }) => state === 'created');
  expect(waiting.length).toBeLessThanOrEqual(1);
  return waiting[0] ? waiting[0].startAfter.getTime() - Date.now() : null;
}

/** Makes the payment older. The database's clock cannot be moved. */
async function age(paymentId: string, byMs: number): Promise<void> {
  await app.services.orm.em.fork().execute(
    `update payments set created_at = created_at - ?::interval, updated_at = updated_at - ?::interval,
       paid_at = paid_at - ?::interval, expires_at = expires_at - ?::interval, opening_until = opening_until - ?::interval where id = ?`,
    [...Array.from({ length: 5 }, () => `${byMs} milliseconds`), paymentId],
  );
}

async function ageAccess(customer: Customer, byMs: number): Promise<void> {
  const em = app.services.orm.em.fork();
  for (const table of ['periods', 'subscriptions']) {
    const earlier = 'starts_at = starts_at - ?::interval, ends_at = ends_at - ?::interval';
    const by = `${byMs} milliseconds`;
    await em.execute(`update ${table} set ${earlier} where user_id = ?`, [by, by, customer.id]);
  }
}

/** As payments of versions that did not save which Khalti has opened them. */
async function forgetGateway(paymentId: string): Promise<void> {
  await app.services.orm.em.fork().nativeUpdate(Payment, paymentId, { gateway: null });
}

/** Runs the job now, and removes all waiting ones before. Returns the status afterwards. */
async function followUp(paymentId: string, by = app): Promise<string> {
  await app.services.jobs.boss.deleteQueuedJobs('followUpPayment');
  await followUpPayment(by.services, { paymentId });
  return (await app.services.orm.em.fork().findOneOrFail(Payment, paymentId)).status;
}

async function priorityOf(paymentId: string): Promise<number | undefined> {
  const jobs = await app.services.jobs.boss.findJobs('followUpPayment', { key: paymentId });
  return jobs.find(({ state }) => state === 'created')?.priority;
}

describe('followUpPayment', () => {
  it('puts payments first whose customers came back while Khalti gave no answer, and then those that are being paid', async () => {
    const { boss } = app.services.jobs;
    const [left, pending, back] = [await Customer.signUp(app), await Customer.signUp(app), await Customer.signUp(app)];
    const others = await left.initiate('basic');
    const beingPaid = await pending.initiate('basic');
    const maybePaid = await back.initiate('basic');
    await atKhalti(app, beingPaid.pidx, 'pending');
    expect(await pending.verify(beingPaid.pidx)).toMatchObject({ status: 'PENDING' });
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'empty-5xx', status: 503 }]);
    for (let again = 0; again < 2; again += 1) {
      expect((await back.tryToVerify(maybePaid.pidx)).errors?.[0]?.extensions.code).toBe('GATEWAY_UNAVAILABLE');
    }
    const priorities = () => Promise.all([others, beingPaid, maybePaid].map(({ id }) => priorityOf(id)));
    expect(await priorities()).toEqual([0, 10, 20]);
    const [soon] = await boss.findJobs('followUpPayment', { key: maybePaid.id });
    expect(soon?.startAfter.getTime()).toBeLessThan(Date.now() + 21_000);

    // As long as Khalti gives no answer, and no longer.
    await boss.deleteQueuedJobs('followUpPayment');
    await followUpPayment(app.services, { paymentId: others.id }, 0);
    await followUpPayment(app.services, { paymentId: beingPaid.id }, 10);
    await followUpPayment(app.services, { paymentId: maybePaid.id }, 20);
    expect(await priorities()).toEqual([-1, 9, 19]);
    expect(await nextCheckIn(maybePaid.id)).toBeLessThan(31_000);
    app.simulator.setFaults([]);
    await boss.deleteQueuedJobs('followUpPayment');
    await followUpPayment(app.services, { paymentId: maybePaid.id }, 19);
    expect(await priorityOf(maybePaid.id)).toBe(-1);
  });

  it('schedules a check for every payment when it is created', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('basic');
    expect(await nextCheckIn(id)).toBeLessThan(MINUTE_MS);
  });

  it('also schedules a check for a payment that Khalti never received', async () => {
    const customer = await Customer.signUp(app);
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'close-before' }]);
    await customer.tryToInitiate('basic', 'key');
    const payment = await app.services.orm.em.fork().findOneOrFail(Payment, { user: customer.id });
    expect(await nextCheckIn(payment.id)).toBeLessThan(MINUTE_MS);
    expect(await followUp(payment.id)).toBe('CREATED');
    expect(await nextCheckIn(payment.id)).toBeGreaterThan(50 * MINUTE_MS);
    await age(payment.id, HOUR_MS + MINUTE_MS);
    expect(await followUp(payment.id)).toBe('FAILED');
    expect(await nextCheckIn(payment.id)).toBeNull();
  });

  it('grants access to a customer who paid and did not come back', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    expect(await followUp(id)).toBe('COMPLETED');
    expect(await customer.subscription()).toMatchObject({ isActive: true, daysLeft: 30 });
  });

  it('checks at growing intervals, and soon after the link has expired', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await followUp(id);
    const first = (await nextCheckIn(id)) ?? 0;
    await age(id, 20 * MINUTE_MS);
    await followUp(id);
    const second = (await nextCheckIn(id)) ?? 0;
    expect(second).toBeGreaterThan(first * 5);
    await age(id, 9 * MINUTE_MS);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeLessThan(2 * MINUTE_MS);
    await atKhalti(app, pidx, 'expire');
    expect(await followUp(id)).toBe('EXPIRED');
  });

  it('checks a pending payment until Khalti settles it, and logs an error after a day', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'pending');
    expect(await followUp(id)).toBe('PENDING');
    await age(id, 2 * DAY_MS);
    expect(await followUp(id)).toBe('PENDING');
    expect(await nextCheckIn(id)).toBeGreaterThan(5 * HOUR_MS);
    expect(app.logged).toContainEqual(
      expect.objectContaining({ level: 'error', paymentId: id, msg: expect.stringContaining('more than a day') }),
    );
  });

  it.each(['cancel', 'expire'])(
    'checks once more a day after %s, and completes a payment that was paid late',
    async (act) => {
      const customer = await Customer.signUp(app);
      const [late, never] = await Promise.all([customer.initiate('basic'), customer.initiate('basic')]);
      for (const { id, pidx } of [late, never]) {
        await atKhalti(app, pidx, act);
        await followUp(id);
        expect(await nextCheckIn(id)).toBeGreaterThan(23 * HOUR_MS);
        await age(id, DAY_MS + MINUTE_MS);
      }
      await atKhalti(app, late.pidx, 'complete', { late: true });
      expect(await followUp(late.id)).toBe('COMPLETED');
      await followUp(never.id);
      expect(await nextCheckIn(never.id)).toBeNull();
    },
  );

  it.each(['User canceled', 'Expired'])('follows on while Khalti calls a payment pending after: %s', async (word) => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word }]);
    const ended = await followUp(id);
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word: 'Pending' }]);
    for (let days = 0; days < 3; days += 1) {
      await age(id, DAY_MS + MINUTE_MS);
      expect(await followUp(id)).toBe(ended);
      expect(await nextCheckIn(id)).toBeGreaterThan(20 * HOUR_MS);
    }
    app.simulator.setFaults([]);
    await atKhalti(app, pidx, 'complete', { late: true });
    expect(await followUp(id)).toBe('COMPLETED');
  });

  it('ends with a review that was dismissed', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete', { amount: 1000 });
    expect(await followUp(id)).toBe('NEEDS_REVIEW');
    expect(await nextCheckIn(id)).toBeGreaterThan(20 * HOUR_MS);
    await app.services.orm.em.fork().nativeUpdate(Payment, id, { reviewDecision: ReviewDecision.DISMISS });
    expect(await followUp(id)).toBe('NEEDS_REVIEW');
    expect(await nextCheckIn(id)).toBeNull();
  });

  it('detects a refund on Khalti’s dashboard during the access, with a check after an hour, daily, then weekly', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeGreaterThan(HOUR_MS - MINUTE_MS);
    expect(await nextCheckIn(id)).toBeLessThan(HOUR_MS + 4 * MINUTE_MS);
    await age(id, 8 * DAY_MS);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeGreaterThan(6 * DAY_MS);
    await atKhalti(app, pidx, 'refund');
    await age(id, 7 * DAY_MS);
    expect(await followUp(id)).toBe(PaymentStatus.REFUNDED);
    expect(await customer.subscription()).toMatchObject({ isActive: false });
    expect(await nextCheckIn(id)).toBeNull();
  });

  it('goes on for 180 days after the access of the payment, even if a renewal has extended the subscription', async () => {
    const customer = await Customer.signUp(app);
    const first = await customer.initiate('basic');
    const renewal = await customer.initiate('basic');
    for (const { pidx } of [first, renewal]) {
      await atKhalti(app, pidx, 'complete');
      await customer.verify(pidx);
    }
    await ageAccess(customer, 31 * DAY_MS);
    for (const { id } of [first, renewal]) await age(id, 31 * DAY_MS);
    await followUp(first.id);
    expect(await nextCheckIn(first.id)).toBeGreaterThan(28 * DAY_MS);
    await ageAccess(customer, 180 * DAY_MS);
    await followUp(first.id);
    expect(await nextCheckIn(first.id)).toBeNull();
    await ageAccess(customer, -180 * DAY_MS);
    await followUp(renewal.id);
    expect(await nextCheckIn(renewal.id)).toBeGreaterThan(6 * DAY_MS);
  });

  it('completes a payment after an outage of Khalti', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    expect(await followUp(id)).toBe('INITIATED');
    expect(await nextCheckIn(id)).toBeLessThan(4 * MINUTE_MS);
    app.simulator.setFaults([]);
    expect(await followUp(id)).toBe('COMPLETED');
  });

  it('waits longer after errors, the older the payment is, and never more than an hour and a half', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('basic');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'empty-5xx', status: 503 }]);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeLessThan(3 * MINUTE_MS);
    // Khalti was away for an hour.
    await age(id, HOUR_MS);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeLessThan(10 * MINUTE_MS);
    await age(id, DAY_MS);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeGreaterThan(29 * MINUTE_MS);
    expect(await nextCheckIn(id)).toBeLessThan(91 * MINUTE_MS);
  });

  it('looks a payment up ever more rarely that this Khalti does not know, and then no more', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await forgetGateway(id);
    const elsewhere = await startSimulator({ port: 0 });
    const moved = await startApp({ beside: app, env: { KHALTI_BASE_URL: elsewhere.baseUrl } });
    const waits: (number | null)[] = [];
    for (const days of [0, 1 / 24, 1, 3, 4]) {
      await age(id, days * DAY_MS);
      await followUp(id, moved);
      waits.push(await nextCheckIn(id));
    }
    expect(waits[0]).toBeLessThan(3 * MINUTE_MS);
    expect(waits[1]).toBeGreaterThan(25 * MINUTE_MS);
    expect(waits[2]).toBeGreaterThan(11 * HOUR_MS);
    expect(waits[3]).toBeGreaterThan(22 * HOUR_MS);
    expect(waits[4]).toBeNull();
    const kept = await app.services.orm.em.fork().count(GatewayAnswer, { payment: id, operation: 'lookup' });
    expect(kept).toBe(2);
    // The customer can still have it checked.
    await atKhalti(app, pidx, 'complete', { late: true });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED' });
    await moved.close();
    await elsewhere.close();
  });

  it('looks a paid payment up weekly that this Khalti does not know', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('standard');
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    await age(id, 30 * DAY_MS);
    await forgetGateway(id);
    const elsewhere = await startSimulator({ port: 0 });
    const moved = await startApp({ beside: app, env: { KHALTI_BASE_URL: elsewhere.baseUrl } });
    expect(await followUp(id, moved)).toBe('COMPLETED');
    expect(await nextCheckIn(id)).toBeGreaterThan(6 * DAY_MS);
    await moved.close();
    await elsewhere.close();
  });

  it('never asks this Khalti about a payment that another Khalti has opened, until the configuration is corrected', async () => {
    const customer = await Customer.signUp(app);
    const [open, paid] = [await customer.initiate('basic'), await customer.initiate('basic')];
    await atKhalti(app, paid.pidx, 'complete');
    await customer.verify(paid.pidx);
    await age(paid.id, 8 * DAY_MS);
    const elsewhere = await startSimulator({ port: 0 });
    const moved = await startApp({ beside: app, env: { KHALTI_BASE_URL: elsewhere.baseUrl } });
    expect(await followUp(paid.id, moved)).toBe('COMPLETED');
    expect(await nextCheckIn(paid.id)).toBeGreaterThan(6 * DAY_MS);
    await followUp(open.id, moved);
    expect(await nextCheckIn(open.id)).toBeLessThan(3 * MINUTE_MS);
    await age(open.id, 10 * DAY_MS);
    await followUp(open.id, moved);
    expect(await nextCheckIn(open.id)).toBeGreaterThan(22 * HOUR_MS);
    expect(elsewhere.requests).toHaveLength(0);
    expect(moved.logged).toContainEqual(
      expect.objectContaining({ paymentId: open.id, gateway: new URL(app.simulator.baseUrl).host }),
    );
    // The customer's own verification always asks.
    expect(await moved.services.orm.em.fork().count(GatewayAnswer, { payment: open.id, operation: 'lookup' })).toBe(0);
    const query = 'mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }';
    await moved.ask(query, { pidx: open.pidx }, customer.token);
    expect(elsewhere.requests.length).toBeGreaterThan(0);
    await atKhalti(app, open.pidx, 'complete', { late: true });
    expect(await followUp(open.id)).toBe('COMPLETED');
    await moved.close();
    await elsewhere.close();
  });

  it('comes back to a payment of another Khalti for 30 days', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('basic');
    await app.services.orm.em.fork().nativeUpdate(Payment, id, { gateway: 'khalti.com' });
    await age(id, 29 * DAY_MS);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeGreaterThan(22 * HOUR_MS);
    await age(id, DAY_MS);
    await followUp(id);
    expect(await nextCheckIn(id)).toBeNull();
  });

  it('looks a payment up once a day at most that stays unpaid long after its link has run out', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('basic');
    await age(id, 5 * DAY_MS);
    expect(await followUp(id)).toBe('INITIATED');
    expect(await nextCheckIn(id)).toBeGreaterThan(22 * HOUR_MS);
  });

  it('sends no more lookups while Khalti refuses our key, and changes no payment', async () => {
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

  it('runs in any process that runs jobs, once for each payment', async () => {
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
