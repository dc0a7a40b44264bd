import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fault } from '../../simulator/simulator.ts';
import { Payment } from '../../src/payments/payment.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => {
  app.simulator.setFaults([]);
  app.simulator.configure({ ceilingPaisa: null });
});

async function paymentsOf(customer: Customer): Promise<Payment[]> {
  return app.services.orm.em.fork().find(Payment, { user: customer.id });
}

function initiationsOf(paymentId: string): number {
  return app.simulator.requests.filter(
    ({ path, body }) => path.includes('initiate') && JSON.stringify(body).includes(paymentId),
  ).length;
}

describe('initiatePayment', () => {
  it('opens a payment at Khalti', async () => {
    const customer = await Customer.signUp(app);
    const payment = await customer.initiate('standard');
    expect(payment).toMatchObject({ status: 'INITIATED', amount: '1350.00', amountPaisa: 135_000, subscription: null });
    expect(Date.parse(payment.expiresAt)).toBeGreaterThan(Date.now());
    const page = await fetch(payment.paymentUrl);
    expect(page.status).toBe(200);
  });

  it('sends Khalti our id, a readable name, the customer, and our return URL', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('premium');
    const request = app.simulator.requests.find(({ body }) => JSON.stringify(body)?.includes(id));
    expect(request?.body).toEqual({
      return_url: `${app.url}/payments/return`,
      website_url: app.url,
      amount: 500_000,
      purchase_order_id: id,
      purchase_order_name: 'Premium, 365 days',
      customer_info: { name: 'A Customer', email: customer.email },
    });
  });

  it('leaves out an address that no mail server accepts, for which Khalti might refuse the payment', async () => {
    const customer = await Customer.signUp(app);
    const email = `two..dots-${customer.id}@example.com`;
    await app.services.orm.em.fork().nativeUpdate(User, { id: customer.id }, { email });
    const { id } = await customer.initiate('premium');
    const request = app.simulator.requests.find(({ body }) => JSON.stringify(body)?.includes(id));
    expect(request?.body).toMatchObject({ customer_info: { name: 'A Customer' } });
    expect(JSON.stringify(request?.body)).not.toContain('two..dots');
  });

  it('sells a plan of one day as 1 day', async () => {
    const customer = await Customer.signUp(app);
    const plan = new Plan({ code: 'day', name: 'Day pass', description: '', pricePaisa: 1000, durationDays: 1 });
    await app.services.orm.em.fork().persist(plan).flush();
    const { id } = await customer.initiate('day');
    const told = app.simulator.requests.find(({ body }) => JSON.stringify(body)?.includes(id));
    expect(told?.body).toMatchObject({ purchase_order_name: 'Day pass, 1 day' });
  });

  it('opens another payment for each call without a key', async () => {
    const customer = await Customer.signUp(app);
    const [one, two] = [await customer.initiate('basic'), await customer.initiate('basic')];
    expect(one.pidx).not.toBe(two.pidx);
  });

  it('returns the same payment for the same key, also for simultaneous calls', async () => {
    const customer = await Customer.signUp(app);
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'slow', delayMs: 300 }]);
    const calls = await Promise.all(Array.from({ length: 8 }, () => customer.initiate('basic', 'one-intent')));
    expect(new Set(calls.map(({ pidx }) => pidx)).size).toBe(1);
    expect(await customer.initiate('basic', 'one-intent')).toEqual(calls[0]);
    expect(await paymentsOf(customer)).toHaveLength(1);
    expect(initiationsOf(calls[0]?.id ?? '')).toBe(1);
  });

  it('opens two payments for the same key of two customers', async () => {
    const [one, two] = await Promise.all([Customer.signUp(app), Customer.signUp(app)]);
    const payments = await Promise.all([one.initiate('basic', 'same'), two.initiate('basic', 'same')]);
    expect(payments[0].pidx).not.toBe(payments[1].pidx);
  });

  it('returns the same payment at the same price after its plan was changed and archived', async () => {
    const customer = await Customer.signUp(app);
    const em = app.services.orm.em.fork();
    const values = { name: 'Trial', description: '', pricePaisa: 1000, durationDays: 1 };
    const plan = new Plan({ ...values, code: 'trial' });
    await em.persist(plan).flush();
    const payment = await customer.initiate('trial', 'key');
    em.assign(plan, { isArchived: true, pricePaisa: 9000, durationDays: 9 });
    await em.flush();
    const mutation = `mutation ($planId: ID!, $key: ID) { initiatePayment(planId: $planId, idempotencyKey: $key) { pidx } }`;
    const again = await customer.ask(mutation, { planId: plan.id, key: 'key' });
    expect(again.data).toEqual({ initiatePayment: { pidx: payment.pidx } });
    expect(await customer.ask(mutation, { planId: plan.id })).toMatchObject({ code: 'PLAN_NOT_FOUND' });
    await atKhalti(app, payment.pidx, 'complete');
    expect(await customer.verify(payment.pidx)).toMatchObject({ amountPaisa: 1000, subscription: { daysLeft: 1 } });
  });

  it('refuses a key that belongs to another plan', async () => {
    const customer = await Customer.signUp(app);
    await customer.initiate('basic', 'key');
    expect(await customer.tryToInitiate('premium', 'key')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await paymentsOf(customer)).toHaveLength(1);
  });

  it('fails with PAYMENT_IN_PROGRESS if the first call with this key takes too long', async () => {
    const slow = await startApp({ beside: app, env: { KHALTI_TIMEOUT_MS: '20000' } });
    const customer = await Customer.signUp(slow);
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'slow', delayMs: 7_000, times: 1 }]);
    const calls = [customer.tryToInitiate('basic', 'key'), customer.tryToInitiate('basic', 'key')];
    const late = await Promise.race(calls);
    expect(late.errors).toMatchObject([{ extensions: { code: 'PAYMENT_IN_PROGRESS', retryable: true } }]);
    const opened = (await Promise.all(calls)).find(({ code }) => code === undefined);
    expect(await customer.initiate('basic', 'key')).toEqual(opened?.data.initiatePayment);
    await slow.close();
  });

  it.each(['', ' \n', 'x'.repeat(256), '\u0000', 'ключ'])('refuses the key %j and changes nothing', async (key) => {
    const customer = await Customer.signUp(app);
    const { errors } = await customer.tryToInitiate('basic', key);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'idempotencyKey' } }]);
    expect(await paymentsOf(customer)).toHaveLength(0);
  });

  it.each(['', 'nonsense', '00000000-0000-0000-0000-000000000000', "'; drop table plans"])(
    'finds no plan %j',
    async (planId) => {
      const customer = await Customer.signUp(app);
      const mutation = 'mutation ($planId: ID!) { initiatePayment(planId: $planId) { id } }';
      expect(await customer.ask(mutation, { planId })).toMatchObject({ code: 'PLAN_NOT_FOUND' });
    },
  );

  describe('with return URLs', () => {
    const SHOP = 'http://shop.test/payments/return';
    const OTHER = 'http://app.test/paid';
    const MUTATION = `mutation ($planId: ID!, $idempotencyKey: ID, $returnUrl: URL) {
      initiatePayment(planId: $planId, idempotencyKey: $idempotencyKey, returnUrl: $returnUrl) { id pidx returnUrl }
    }`;
    let listed: App;
    beforeAll(async () => {
      listed = await startApp({ beside: app, env: { PAYMENT_RETURN_URLS: `${SHOP},${OTHER}` } });
    });
    afterAll(() => listed.close());

    async function open(customer: Customer, returnUrl: unknown, idempotencyKey?: string) {
      const { id: planId } = await customer.plan('basic');
      return customer.ask<{ initiatePayment: { id: string; pidx: string; returnUrl: string } }>(MUTATION, {
        planId,
        idempotencyKey,
        returnUrl,
      });
    }

    function toldKhalti(id: string) {
      return app.simulator.requests.find(({ body }) => JSON.stringify(body)?.includes(id))?.body;
    }

    it('sends the customer to the first of them, or to the one that the client chooses', async () => {
      const customer = await Customer.signUp(listed);
      const byDefault = (await open(customer, undefined)).data.initiatePayment;
      expect(byDefault.returnUrl).toBe(SHOP);
      expect(toldKhalti(byDefault.id)).toMatchObject({ return_url: SHOP });
      const chosen = (await open(customer, OTHER)).data.initiatePayment;
      expect(chosen.returnUrl).toBe(OTHER);
      expect(toldKhalti(chosen.id)).toMatchObject({ return_url: OTHER });
    });

    it.each([
      `${OTHER}?order=1`,
      `${OTHER}#a`,
      `${OTHER}/`,
      'http://evil.test/paid',
      'http://u@app.test/paid',
      'paid',
      7,
    ])('refuses %j and changes nothing', async (returnUrl) => {
      const customer = await Customer.signUp(listed);
      const { errors } = await open(customer, returnUrl);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(JSON.stringify(errors)).toContain('returnUrl');
      expect(await paymentsOf(customer)).toHaveLength(0);
    });

    it('refuses a key whose payment returns to another app', async () => {
      const customer = await Customer.signUp(listed);
      const { data } = await open(customer, OTHER, 'key');
      expect(await open(customer, SHOP, 'key')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      expect((await open(customer, OTHER, 'key')).data).toEqual(data);
      expect((await open(customer, undefined, 'key')).data).toEqual(data);
      expect(await paymentsOf(customer)).toHaveLength(1);
      expect((await open(customer, SHOP, 'new key')).data.initiatePayment.returnUrl).toBe(SHOP);
    });

    it('opens an interrupted payment again for the app that has begun it', async () => {
      const customer = await Customer.signUp(listed);
      app.simulator.setFaults([{ endpoint: 'initiate', kind: 'html-5xx', times: 1 }]);
      expect(await open(customer, OTHER, 'key')).toMatchObject({ code: 'GATEWAY_UNAVAILABLE' });
      expect(await open(customer, SHOP, 'key')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      const { id } = (await open(customer, undefined, 'key')).data.initiatePayment;
      const told = app.simulator.requests.filter(({ body }) => JSON.stringify(body)?.includes(id));
      expect(told.map(({ body }) => body)).toMatchObject([{ return_url: OTHER }, { return_url: OTHER }]);
    });

    it('takes a payment of an older version for one that returns to the storefront', async () => {
      const customer = await Customer.signUp(app);
      const old = await customer.initiate('basic', 'key');
      await app.services.orm.em.fork().nativeUpdate(Payment, { id: old.id }, { returnUrl: null });
      expect(await customer.initiate('basic', 'key')).toEqual(old);
      const answered = await open(customer, `${app.url}/payments/return`, 'key');
      expect(answered.data.initiatePayment).toMatchObject({ pidx: old.pidx, returnUrl: null });
    });
  });

  it('requires a session', async () => {
    const answered = await app.ask('mutation { initiatePayment(planId: "x") { id } }');
    expect(answered).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each<[string, Fault, string]>([
    ['nothing', { endpoint: 'initiate', kind: 'silent' }, 'GATEWAY_UNAVAILABLE'],
    ['by closing the connection', { endpoint: 'initiate', kind: 'close-before' }, 'GATEWAY_UNAVAILABLE'],
    [
      'by closing the connection after it opened the payment',
      { endpoint: 'initiate', kind: 'close-after' },
      'GATEWAY_UNAVAILABLE',
    ],
    ['HTML', { endpoint: 'initiate', kind: 'html-5xx' }, 'GATEWAY_UNAVAILABLE'],
    ['half a body', { endpoint: 'initiate', kind: 'truncate' }, 'GATEWAY_UNAVAILABLE'],
    ['401', { endpoint: 'initiate', kind: 'unauthorized' }, 'GATEWAY_MISCONFIGURED'],
  ])(
    'saves the error when Khalti answers %s, and another call with the same key opens the payment',
    async (_what, fault, code) => {
      const customer = await Customer.signUp(app);
      app.simulator.setFaults([fault]);
      expect(await customer.tryToInitiate('basic', 'key')).toMatchObject({ code, data: null });
      const [saved] = await paymentsOf(customer);
      expect(saved).toMatchObject({ status: 'CREATED', pidx: null, failureCode: code });
      expect(initiationsOf(saved?.id ?? '')).toBeLessThanOrEqual(1);
      app.simulator.setFaults([]);
      const payment = await customer.initiate('basic', 'key');
      expect(payment).toMatchObject({ id: saved?.id, status: 'INITIATED' });
      expect(await paymentsOf(customer)).toMatchObject([{ failureCode: null }]);
    },
  );

  it('does not open a payment whose plan was archived before Khalti gave a link', async () => {
    const customer = await Customer.signUp(app);
    const em = app.services.orm.em.fork();
    const plan = new Plan({ code: 'gone', name: 'Gone', description: '', pricePaisa: 1000, durationDays: 1 });
    await em.persist(plan).flush();
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'close-before' }]);
    await customer.tryToInitiate('gone', 'key');
    app.simulator.setFaults([]);
    plan.isArchived = true;
    await em.flush();
    const again = await customer.ask(
      'mutation ($planId: ID!) { initiatePayment(planId: $planId, idempotencyKey: "key") { pidx } }',
      { planId: plan.id },
    );
    expect(again.code).toBe('PLAN_NOT_FOUND');
  });

  it('fails a payment that Khalti refuses, and returns the same error for the same key', async () => {
    const customer = await Customer.signUp(app);
    app.simulator.configure({ ceilingPaisa: 20_000 });
    expect(await customer.tryToInitiate('basic', 'key')).toMatchObject({ code: 'GATEWAY_REFUSED' });
    expect(await paymentsOf(customer)).toMatchObject([{ status: 'FAILED', failureCode: 'GATEWAY_REFUSED' }]);
    expect(await customer.tryToInitiate('basic', 'key')).toMatchObject({ code: 'GATEWAY_REFUSED' });
    expect(await paymentsOf(customer)).toHaveLength(1);
    expect(app.logged).toContainEqual(expect.objectContaining({ reason: expect.stringContaining('less than 200') }));
  });
});
