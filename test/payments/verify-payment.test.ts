import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fault } from '../../simulator/simulator.ts';
import { GatewayAnswer } from '../../src/payments/gateway-answer.ts';
import { Payment } from '../../src/payments/payment.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
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
    ['a payment that was not made yet', null, 'INITIATED'],
    ['a pending payment', 'pending', 'PENDING'],
    ['a cancelled payment, which Khalti reports with HTTP 400', 'cancel', 'CANCELED'],
    ['an expired payment, which Khalti reports with HTTP 400', 'expire', 'EXPIRED'],
  ])('grants nothing for %s, and is not an error', async (_what, act, status) => {
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

  it('grants the days of a payment that had expired and is completed later', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'expire');
    expect(await customer.verify(pidx)).toMatchObject({ status: 'EXPIRED' });
    await atKhalti(app, pidx, 'complete', { late: true });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { isActive: true } });
  });

  it('returns a settled payment without another lookup', async () => {
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

  it("does not find another customer's payment", async () => {
    const [owner, other] = await Promise.all([Customer.signUp(app), Customer.signUp(app)]);
    const { pidx } = await owner.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    expect(await other.tryToVerify(pidx)).toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
    const { data } = await other.ask<{ payment: null }>('query ($pidx: ID!) { payment(pidx: $pidx) { id } }', { pidx });
    expect(data.payment).toBeNull();
    expect(await other.subscription()).toBeNull();
    expect(await owner.subscription()).toBeNull();
    expect(lookupsOf(pidx)).toBe(0);
  });

  it.each(['', 'unknown', "' or 1=1 --", '\u0000', 'x'.repeat(1000), 'ÿ'])('refuses the pidx %j', async (pidx) => {
    const customer = await Customer.signUp(app);
    expect(await customer.tryToVerify(pidx)).toMatchObject({ code: 'PAYMENT_NOT_FOUND' });
  });

  it('ignores the parameters of the return URL', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await fetch(`${app.url}/payments/return?pidx=${pidx}&status=Completed&transaction_id=forged&total_amount=50000`);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'INITIATED' });
    expect(await customer.subscription()).toBeNull();
  });

  it('sets a payment with another amount to NEEDS_REVIEW, and completes it if a later lookup has the right amount', async () => {
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

  it('sets a payment to NEEDS_REVIEW if another payment has its transaction id, also when both settle at the same time', async () => {
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
  ])('does not change the payment when Khalti answers %s', async (_what, fault, code) => {
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

  it('keeps the first and the last of equal answers', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    for (let times = 0; times < 4; times += 1) await customer.verify(pidx);
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    for (let times = 0; times < 4; times += 1) await customer.tryToVerify(pidx);
    app.simulator.setFaults([]);
    await customer.verify(pidx);
    const em = app.services.orm.em.fork();
    const kept = await em.find(GatewayAnswer, { payment: id }, { orderBy: { receivedAt: 'asc' } });
    expect(kept.map(({ operation, httpStatus }) => [operation, httpStatus])).toEqual([
      ['initiate', 200],
      ['lookup', 200],
      ['lookup', 200],
      ['lookup', 502],
      ['lookup', 502],
      ['lookup', 200],
    ]);
  });

  it('saves every answer of Khalti unchanged, also those that it cannot use', async () => {
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

  it('revokes the days of a payment that was refunded on Khalti’s dashboard, with the next lookup', async () => {
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

  it('does not change the access after a partial refund', async () => {
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
