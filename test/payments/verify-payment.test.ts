import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fault } from '../../simulator/simulator.ts';
import { GatewayAnswer } from '../../src/payments/gateway-answer.ts';
import { Payment } from '../../src/payments/payment.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
import { startCannedKhalti } from '../support/canned-khalti.ts';
import { atKhalti, Customer } from '../support/customer.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => {
  app.simulator.setFaults([]);
});

function lookupsOf(pidx: string): number {
  return app.simulator.requests.filter(
    ({ path, body }) => path.includes('lookup') && JSON.stringify(body).includes(pidx),
  ).length;
}

async function periodsOf(customer: Customer): Promise<Period[]> {
  return app.services.orm.em.fork().find(Period, { user: customer.id }, { orderBy: { startsAt: 'asc' } });
}

describe('verifyPayment', () => {
  it('grants the days of a completed payment, from now', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('premium');
    await atKhalti(app, pidx, 'complete');
    const payment = await customer.verify(pidx);
    expect(payment).toMatchObject({
      status: 'COMPLETED',
      amount: '5000.00',
      amountPaisa: 500_000,
      transactionId: expect.any(String),
      subscription: { isActive: true, daysLeft: 365, plan: { code: 'premium' } },
    });
    const subscription = await customer.subscription();
    expect(subscription).toEqual(payment.subscription);
    const { startsAt = '', endsAt = '' } = subscription ?? {};
    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(365 * DAY_MS);
  });

  it.each([
    ['a payment nobody has made yet', null, 'INITIATED'],
    ['a payment under way', 'pending', 'PENDING'],
    ['a cancelled payment, which Khalti tells with HTTP 400', 'cancel', 'CANCELED'],
    ['an expired payment, which Khalti tells with HTTP 400', 'expire', 'EXPIRED'],
  ])('leaves %s without access, and is no error', async (_what, act, status) => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    if (act) await atKhalti(app, pidx, act);
    expect(await customer.verify(pidx)).toMatchObject({ status, subscription: null, message: expect.any(String) });
    expect(await customer.subscription()).toBeNull();
  });

  it('grants a pending payment once it is completed', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'pending');
    await customer.verify(pidx);
    await atKhalti(app, pidx, 'complete');
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { daysLeft: 30 } });
  });

  it('grants late money: a payment that was expired and is completed after all', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'expire');
    expect(await customer.verify(pidx)).toMatchObject({ status: 'EXPIRED' });
    await atKhalti(app, pidx, 'complete', { late: true });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { isActive: true } });
  });

  it('answers for a settled payment without asking Khalti again', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const first = await customer.verify(pidx);
    expect(lookupsOf(pidx)).toBe(1);
    expect(await customer.verify(pidx)).toEqual(first);
    expect(lookupsOf(pidx)).toBe(1);
  });

  it('grants access once, however often it is called at the same time', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const payments = await Promise.all(Array.from({ length: 50 }, () => customer.verify(pidx)));
    expect(new Set(payments.map(({ status }) => status))).toEqual(new Set(['COMPLETED']));
    expect(await periodsOf(customer)).toHaveLength(1);
    expect(await customer.subscription()).toMatchObject({ daysLeft: 30 });
  });

  it('adds up two payments of one customer that settle at the same time', async () => {
    const customer = await Customer.signUp(app);
    const [first, second] = await Promise.all([customer.initiate('basic'), customer.initiate('basic')]);
    await Promise.all([atKhalti(app, first.pidx, 'complete'), atKhalti(app, second.pidx, 'complete')]);
    await Promise.all([customer.verify(first.pidx), customer.verify(second.pidx)]);
    expect(await customer.subscription()).toMatchObject({ daysLeft: 60 });
    const [one, two] = await periodsOf(customer);
    expect(two?.startsAt).toEqual(one?.endsAt);
  });

  it("knows nobody else's payment", async () => {
    const [owner, thief] = await Promise.all([Customer.signUp(app), Customer.signUp(app)]);
    const { pidx } = await owner.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    expect(await thief.tryToVerify(pidx)).toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    const { data } = await thief.ask<{ payment: null }>('query ($pidx: ID!) { payment(pidx: $pidx) { id } }', { pidx });
    expect(data.payment).toBeNull();
    expect(await thief.subscription()).toBeNull();
    expect(await owner.subscription()).toBeNull();
    expect(lookupsOf(pidx)).toBe(0);
  });

  it.each(['', 'unknown', "' or 1=1 --", '\u0000', 'x'.repeat(1000), 'ÿ'])('refuses the pidx %j', async (pidx) => {
    const customer = await Customer.signUp(app);
    expect(await customer.tryToVerify(pidx)).toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
  });

  it('believes no return that Khalti does not confirm', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await fetch(`${app.url}/payments/return?pidx=${pidx}&status=Completed&transaction_id=forged&total_amount=50000`);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'INITIATED' });
    expect(await customer.subscription()).toBeNull();
  });

  it('holds a payment of another amount for review, and completes it on Khalti’s own later word', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('premium');
    await atKhalti(app, pidx, 'complete');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-amount', amount: 1000 }]);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'NEEDS_REVIEW', subscription: null });
    expect(await customer.subscription()).toBeNull();
    expect(app.logged).toContainEqual(
      expect.objectContaining({
        level: 'error',
        pidx,
        to: 'NEEDS_REVIEW',
        msg: expect.stringContaining('needs review'),
      }),
    );
    app.simulator.setFaults([]);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { isActive: true } });
  });

  it('holds a transaction that another payment has for review, also when both settle at once', async () => {
    const [one, two] = await Promise.all([Customer.signUp(app), Customer.signUp(app)]);
    const [first, second] = await Promise.all([one.initiate('basic'), two.initiate('basic')]);
    await atKhalti(app, first.pidx, 'complete', { transaction_id: `shared-${first.pidx}` });
    await atKhalti(app, second.pidx, 'complete', { transaction_id: `shared-${first.pidx}` });
    const settled = await Promise.all([one.verify(first.pidx), two.verify(second.pidx)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['COMPLETED', 'NEEDS_REVIEW']);
    expect((await periodsOf(one)).length + (await periodsOf(two)).length).toBe(1);
  });

  it.each<[string, Fault, string]>([
    ['another pidx', { endpoint: 'lookup', kind: 'wrong-pidx' }, 'GATEWAY_UNAVAILABLE'],
    ['nothing', { endpoint: 'lookup', kind: 'silent' }, 'GATEWAY_UNAVAILABLE'],
    ['a closed connection', { endpoint: 'lookup', kind: 'close-before' }, 'GATEWAY_UNAVAILABLE'],
    ['HTML', { endpoint: 'lookup', kind: 'html-5xx' }, 'GATEWAY_UNAVAILABLE'],
    ['an empty 503', { endpoint: 'lookup', kind: 'empty-5xx', status: 503 }, 'GATEWAY_UNAVAILABLE'],
    ['half a body', { endpoint: 'lookup', kind: 'truncate' }, 'GATEWAY_UNAVAILABLE'],
    [
      'half a body and a closed connection',
      { endpoint: 'lookup', kind: 'truncate', abrupt: true },
      'GATEWAY_UNAVAILABLE',
    ],
    ['401', { endpoint: 'lookup', kind: 'unauthorized' }, 'GATEWAY_MISCONFIGURED'],
  ])('keeps the payment as it is when Khalti answers %s', async (_what, fault, code) => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    app.simulator.setFaults([fault]);
    const { errors } = await customer.tryToVerify(pidx);
    expect(errors).toMatchObject([{ extensions: { code, retryable: code === 'GATEWAY_UNAVAILABLE' } }]);
    expect(await customer.subscription()).toBeNull();
    app.simulator.setFaults([]);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { daysLeft: 30 } });
  });

  it('holds a payment whose status is in no table, and tells the log', async () => {
    const canned = await startCannedKhalti();
    const beside = await startApp({ beside: app, env: { KHALTI_BASE_URL: canned.baseUrl } });
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    canned.answer({ body: { pidx, status: 'On the moon', total_amount: 50_000, transaction_id: 'moon' } });
    const there = new Customer(beside, customer.email, customer.token, customer.id);
    expect(await there.verify(pidx)).toMatchObject({ status: 'INITIATED', subscription: null });
    expect(beside.logged).toContainEqual(expect.objectContaining({ level: 'error', pidx, khalti: 'On the moon' }));
    await beside.close();
    await canned.close();
  });

  it('keeps every answer of Khalti, word for word, also those that were of no use', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await customer.verify(pidx);
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx', status: 504 }]);
    await customer.tryToVerify(pidx);
    app.simulator.setFaults([]);
    await atKhalti(app, pidx, 'cancel');
    await customer.verify(pidx);
    const kept = await app.services.orm.em
      .fork()
      .find(GatewayAnswer, { payment: id }, { orderBy: { receivedAt: 'asc' } });
    expect(kept.map(({ operation, httpStatus }) => [operation, httpStatus])).toEqual([
      ['initiate', 200],
      ['lookup', 200],
      ['lookup', 504],
      ['lookup', 400],
    ]);
    expect(JSON.parse(kept[3]?.body ?? '')).toMatchObject({ pidx, status: 'User canceled' });
  });

  it('takes back what a refund on Khalti’s dashboard paid back, when it is looked at again', async () => {
    const customer = await Customer.signUp(app);
    const first = await customer.initiate('basic');
    const second = await customer.initiate('standard');
    for (const { pidx } of [first, second]) {
      await atKhalti(app, pidx, 'complete');
      await customer.verify(pidx);
    }
    expect(await customer.subscription()).toMatchObject({ daysLeft: 120, plan: { code: 'basic' } });
    await atKhalti(app, first.pidx, 'refund');
    const em = app.services.orm.em.fork();
    const payment = await em.findOneOrFail(Payment, { pidx: first.pidx });
    expect(await verifyPayment(app.services, { payment })).toMatchObject({ status: 'REFUNDED', refundedPaisa: 50_000 });
    expect(await customer.subscription()).toMatchObject({ daysLeft: 90, isActive: true, plan: { code: 'standard' } });
    expect(await customer.verify(first.pidx)).toMatchObject({ status: 'REFUNDED', subscription: null });
  });

  it('leaves access as it is after a refund of a part', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    await atKhalti(app, pidx, 'refund', { amount: 1000 });
    const payment = await app.services.orm.em.fork().findOneOrFail(Payment, { pidx });
    expect(await verifyPayment(app.services, { payment })).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refundedPaisa: null,
    });
    expect(await customer.subscription()).toMatchObject({ isActive: true, daysLeft: 30 });
  });
});
