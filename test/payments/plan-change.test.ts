import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Exchange } from '../../src/payments/exchange.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { Subscription } from '../../src/subscriptions/subscription.ts';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { type Answered } from '../support/ask-graphql.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { letDaysPass } from '../support/let-days-pass.ts';
import { LifeWithChanges, step, TRIAL_DAYS } from '../support/life-with-changes.ts';
import { TestOperator } from '../support/operator.ts';
import { buy, findPayment, requestRefund, send } from '../support/refunds.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
  await app.services.orm.em.fork().nativeUpdate(Plan, { code: 'basic' }, { trialDays: TRIAL_DAYS });
});
afterAll(() => app.close());

interface Opened {
  initiatePayment: { id: string; pidx: string; amountPaisa: number; planName: string; durationDays: number };
}
interface Quote {
  pricePaisa: number;
  toPayPaisa: number;
  isNowPossible: boolean;
  obstacle: string | null;
  startsAtAfter: string;
  exchanged: { valuePaisa: number; worthPaisa: number; period: { plan: { code: string } } }[];
}

async function initiate(customer: Customer, code: string, values: object = {}): Promise<Answered<Opened>> {
  const { id: planId } = await customer.plan(code);
  return customer.ask(
    `mutation ($planId: ID!, $idempotencyKey: ID, $expectedPricePaisa: Int, $despitePending: Boolean! = false, $startNow: Boolean! = false) {
      initiatePayment(planId: $planId, idempotencyKey: $idempotencyKey, expectedPricePaisa: $expectedPricePaisa,
        despitePending: $despitePending, startNow: $startNow) { id pidx amountPaisa planName durationDays }
    }`,
    { planId, ...values },
  );
}

async function openChange(customer: Customer, code: string): Promise<Opened['initiatePayment']> {
  const { data, errors } = await initiate(customer, code, { startNow: true });
  expect(errors).toEqual([]);
  return data.initiatePayment;
}

async function changeTo(customer: Customer, code: string): Promise<Opened['initiatePayment']> {
  const opened = await openChange(customer, code);
  await atKhalti(app, opened.pidx, 'complete');
  await customer.verify(opened.pidx);
  return opened;
}

async function quote(customer: Customer, code: string): Promise<Quote> {
  const { data, errors } = await customer.ask<{ planChange: Quote }>(
    `query ($planId: ID!) { planChange(planId: $planId) { pricePaisa toPayPaisa isNowPossible obstacle startsAtAfter
      exchanged { valuePaisa worthPaisa period { plan { code } } } } }`,
    { planId: (await customer.plan(code)).id },
  );
  expect(errors).toEqual([]);
  return data.planChange;
}

async function periodsOf(customer: Customer): Promise<{ code: string; source: string; days: number }[]> {
  const { data, errors } = await customer.ask<{
    mySubscription: { periods: { startsAt: string; endsAt: string; source: string; plan: { code: string } }[] } | null;
  }>('{ mySubscription { periods { startsAt endsAt source plan { code } payment { id planName period { id } } } } }');
  expect(errors).toEqual([]);
  return (data.mySubscription?.periods ?? []).map(({ startsAt, endsAt, source, plan: { code } }) => ({
    code,
    source,
    days: Math.round((Date.parse(endsAt) - Math.max(Date.now(), Date.parse(startsAt))) / DAY_MS),
  }));
}

async function refundWhole(paymentId: string): Promise<void> {
  const { data, errors } = await requestRefund(owner, paymentId);
  expect(errors).toEqual([]);
  expect((await send(app, data.requestRefund.id)).status).toBe('DONE');
}

async function confirmed(customer: Customer): Promise<Customer> {
  await app.services.orm.em.fork().nativeUpdate(User, customer.id, { emailConfirmedAt: new Date() });
  return customer;
}

async function startTrial(customer: Customer, code = 'basic'): Promise<Answered<object>> {
  const { id: planId } = await customer.plan(code);
  return customer.ask('mutation ($planId: ID!) { startTrial(planId: $planId) { isActive endsAt } }', { planId });
}

const signUp = () => Customer.signUp(app);

async function withBasic(days = 0): Promise<{ customer: Customer; id: string }> {
  const customer = await signUp();
  const { id } = await buy(app, customer);
  if (days > 0) await letDaysPass(app, customer, days);
  return { customer, id };
}

describe('mySubscription', () => {
  it('lists what runs and what follows, each with its own payment', async () => {
    const customer = await signUp();
    await buy(app, customer, 'basic');
    await buy(app, customer, 'standard');
    const [first, second] = await periodsOf(customer);
    expect(first).toMatchObject({ code: 'basic', source: 'PAYMENT', days: 30 });
    expect(second).toMatchObject({ code: 'standard', source: 'PAYMENT' });
  });
});

describe('initiatePayment', () => {
  it('refuses another price than the customer has seen, and keeps the name and length of the plan', async () => {
    const customer = await signUp();
    const { pricePaisa, durationDays } = await customer.plan('basic');
    const { errors, code } = await initiate(customer, 'basic', { expectedPricePaisa: pricePaisa - 100 });
    expect(code).toBe('PRICE_CHANGED');
    expect(errors[0]?.extensions).toMatchObject({ oldPricePaisa: pricePaisa - 100, newPricePaisa: pricePaisa });
    const { data } = await initiate(customer, 'basic', { expectedPricePaisa: pricePaisa });
    await app.services.orm.em.fork().nativeUpdate(Plan, { code: 'basic' }, { name: 'Renamed' });
    const shown = await customer.ask<{ payment: { planName: string; durationDays: number } }>(
      'query ($pidx: ID!) { payment(pidx: $pidx) { planName durationDays } }',
      { pidx: data.initiatePayment.pidx },
    );
    await app.services.orm.em.fork().nativeUpdate(Plan, { code: 'basic' }, { name: 'Basic' });
    expect(shown.data.payment).toEqual({ planName: 'Basic', durationDays });
  });

  it('refuses a second payment while one is pending, unless asked to', async () => {
    const customer = await signUp();
    const { pidx } = await customer.initiate('basic', 'one');
    await atKhalti(app, pidx, 'pending');
    await customer.verify(pidx);
    const refused = await initiate(customer, 'standard');
    expect(refused.code).toBe('PAYMENT_PENDING');
    expect(refused.errors[0]?.extensions).toMatchObject({ pidx });
    expect((await initiate(customer, 'standard', { startNow: true })).code).toBe('PAYMENT_PENDING');
    expect((await initiate(customer, 'basic', { idempotencyKey: 'one' })).data.initiatePayment.pidx).toBe(pidx);
    expect((await initiate(customer, 'standard', { despitePending: true })).errors).toEqual([]);
    const { data } = await customer.ask<{ myOpenPayments: { status: string }[] }>('{ myOpenPayments { status } }');
    expect(data.myOpenPayments.map(({ status }) => status)).toEqual(['INITIATED', 'PENDING']);
  });

  it('takes startNow as a part of what an idempotency key stands for', async () => {
    const { customer } = await withBasic(10);
    const first = await initiate(customer, 'standard', { idempotencyKey: 'now', startNow: true });
    const second = await initiate(customer, 'standard', { idempotencyKey: 'now', startNow: true });
    expect(second.data.initiatePayment.id).toBe(first.data.initiatePayment.id);
    expect((await initiate(customer, 'standard', { idempotencyKey: 'now' })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('a change of plans', () => {
  it('costs the price less the unused value, starts at once, and ends what was exchanged', async () => {
    const { customer } = await withBasic(10);
    const { pricePaisa } = await customer.plan('basic');
    const quoted = await quote(customer, 'standard');
    const [exchanged] = quoted.exchanged;
    expect(exchanged).toMatchObject({ worthPaisa: pricePaisa, period: { plan: { code: 'basic' } } });
    expect(Math.abs(Number(exchanged?.valuePaisa) - (pricePaisa * 20) / 30)).toBeLessThan(10);
    expect(quoted.toPayPaisa).toBe(quoted.pricePaisa - Number(exchanged?.valuePaisa));
    const { amountPaisa, id } = await changeTo(customer, 'standard');
    expect(Math.abs(amountPaisa - quoted.toPayPaisa)).toBeLessThan(10);
    const standard = await customer.plan('standard');
    expect(await periodsOf(customer)).toEqual([{ code: 'standard', source: 'PAYMENT', days: standard.durationDays }]);
    const { data } = await owner.ask<{ payment: { exchanges: object[] } }>(
      `query ($id: ID!) { payment(id: $id) { planName startsNow exchanges { valuePaisa exchangedAt period { exchangedBy } } story { title } } }`,
      { id },
    );
    expect(data.payment).toMatchObject({ planName: 'Standard', startsNow: true });
    expect(data.payment.exchanges).toMatchObject([{ period: { exchangedBy: id } }]);
  });

  it('needs at least Rs 10 to be left, and another plan than the one that runs', async () => {
    const customer = await signUp();
    await buy(app, customer, 'standard');
    expect(await quote(customer, 'basic')).toMatchObject({ isNowPossible: false, obstacle: 'TOO_LITTLE_LEFT' });
    const { code, errors } = await initiate(customer, 'basic', { startNow: true });
    expect(code).toBe('PLAN_CHANGE_NOT_POSSIBLE');
    expect(errors[0]?.extensions).toMatchObject({ reason: 'TOO_LITTLE_LEFT' });
    expect(await quote(customer, 'standard')).toMatchObject({ obstacle: 'SAME_PLAN' });
    expect(await app.services.orm.em.fork().count(Payment, { user: customer.id })).toBe(1);
  });

  it('is undone by a whole refund: what was exchanged comes back, as far as it is not over', async () => {
    const { customer, id: basicId } = await withBasic(10);
    const { id } = await changeTo(customer, 'standard');
    await letDaysPass(app, customer, 5);
    expect((await requestRefund(owner, basicId)).code).toBe('NOT_REFUNDABLE');
    const preview = await owner.ask<{ previewRefund: { access: { returned: object[]; endsAtAfter: string } } }>(
      `query ($id: ID!) { previewRefund(paymentId: $id, kind: WHOLE, access: REVOKE) {
        access { endsAtAfter returned { period { id } startsAtAfter endsAtAfter } } } }`,
      { id },
    );
    expect(preview.errors).toEqual([]);
    expect(preview.data.previewRefund.access.returned).toHaveLength(1);
    await refundWhole(id);
    expect(await periodsOf(customer)).toEqual([{ code: 'basic', source: 'PAYMENT', days: 15 }]);
    const { endsAt } = await app.services.orm.em.fork().findOneOrFail(Subscription, { user: customer.id });
    expect(Math.abs(endsAt.getTime() - Date.parse(preview.data.previewRefund.access.endsAtAfter))).toBeLessThan(60_000);
    await refundWhole(basicId);
    expect(await periodsOf(customer)).toEqual([]);
  });

  it('gives no time twice when the exchanged payment is refunded on the dashboard of Khalti', async () => {
    const { customer, id: basicId } = await withBasic(10);
    const { pidx } = await findPayment(app, basicId);
    const { id } = await changeTo(customer, 'standard');
    await atKhalti(app, String(pidx), 'refund');
    await owner.ask('mutation ($id: ID!) { askKhalti(paymentId: $id) { payment { id } } }', { id: basicId });
    expect((await findPayment(app, basicId)).status).toBe('REFUNDED');
    expect(await periodsOf(customer)).toMatchObject([{ code: 'standard' }]);
    await refundWhole(id);
    expect(await periodsOf(customer)).toEqual([]);
  });

  it('needs a review if what it exchanges was refunded meanwhile; accepted, the plan starts without it', async () => {
    const { customer, id: basicId } = await withBasic(10);
    const { id, pidx } = await openChange(customer, 'standard');
    await refundWhole(basicId);
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    const payment = await findPayment(app, id);
    expect(payment).toMatchObject({ status: 'NEEDS_REVIEW', reviewReason: 'EXCHANGE_CHANGED' });
    const { errors } = await owner.ask(
      `mutation ($id: ID!, $seen: DateTime!) {
        settleReview(paymentId: $id, seenUpdatedAt: $seen, decision: ACCEPT, note: "A test") { status }
      }`,
      { id, seen: payment.updatedAt.toISOString() },
    );
    expect(errors).toEqual([]);
    expect(await periodsOf(customer)).toMatchObject([{ code: 'standard' }]);
    expect(await app.services.orm.em.fork().count(Exchange, { payment: id, exchangedAt: { $ne: null } })).toBe(0);
  });

  it('happens once, if two payments for the same exchange are confirmed at the same moment', async () => {
    const { customer } = await withBasic(10);
    const opened = [await openChange(customer, 'standard'), await openChange(customer, 'standard')];
    for (const { pidx } of opened) await atKhalti(app, pidx, 'complete');
    await Promise.all(opened.flatMap(({ pidx }) => [customer.tryToVerify(pidx), customer.tryToVerify(pidx)]));
    const statuses = await Promise.all(opened.map(async ({ id }) => (await findPayment(app, id)).status));
    expect(statuses.toSorted()).toEqual(['COMPLETED', 'NEEDS_REVIEW']);
    expect(await periodsOf(customer)).toHaveLength(1);
  });

  it('and a refund of what it exchanges at the same moment: only one of them happens', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { customer, id: basicId } = await withBasic(10);
      const { id, pidx } = await openChange(customer, 'standard');
      await atKhalti(app, pidx, 'complete');
      const [refund] = await Promise.all([requestRefund(owner, basicId), customer.tryToVerify(pidx)]);
      const { status } = await findPayment(app, id);
      if (status === PaymentStatus.COMPLETED) expect(refund.code).toBe('NOT_REFUNDABLE');
      else expect([status, refund.errors]).toEqual(['NEEDS_REVIEW', []]);
    }
  });
});

describe('startTrial', () => {
  it('gives the days once, to a confirmed address, where a trial is offered', async () => {
    const customer = await signUp();
    expect((await startTrial(customer)).code).toBe('EMAIL_NOT_CONFIRMED');
    await confirmed(customer);
    expect((await startTrial(customer, 'standard')).code).toBe('TRIAL_NOT_OFFERED');
    expect((await startTrial(customer)).errors).toEqual([]);
    expect((await startTrial(customer)).code).toBe('TRIAL_USED');
    expect(await periodsOf(customer)).toEqual([{ code: 'basic', source: 'TRIAL', days: 7 }]);
  });

  it('loses no day when the customer pays during it, now or after it', async () => {
    const after = await confirmed(await signUp());
    await startTrial(after);
    await buy(app, after, 'basic');
    expect(await periodsOf(after)).toMatchObject([
      { source: 'TRIAL', days: 7 },
      { source: 'PAYMENT', days: 30 },
    ]);
    const now = await confirmed(await signUp());
    await startTrial(now);
    await letDaysPass(app, now, 2);
    const { amountPaisa, id } = await changeTo(now, 'standard');
    expect(amountPaisa).toBe((await now.plan('standard')).pricePaisa);
    expect(await periodsOf(now)).toMatchObject([
      { source: 'PAYMENT', code: 'standard' },
      { source: 'TRIAL', days: 5 },
    ]);
    await refundWhole(id);
    expect(await periodsOf(now)).toEqual([{ code: 'basic', source: 'TRIAL', days: 5 }]);
  });

  it('is given once if it is asked for many times at once', async () => {
    const customer = await confirmed(await signUp());
    const answers = await Promise.all(Array.from({ length: 8 }, () => startTrial(customer)));
    expect(answers.map(({ code }) => code ?? 'GIVEN').toSorted()).toEqual(['GIVEN', ...Array(7).fill('TRIAL_USED')]);
    expect(await app.services.orm.em.fork().count(Period, { user: customer.id })).toBe(1);
  });

  it('is not given to a blocked or erased customer', async () => {
    const customer = await confirmed(await signUp());
    const { em } = app.services.orm;
    await em.fork().nativeUpdate(User, customer.id, { blockedAt: new Date() });
    expect((await startTrial(customer)).code).toMatch(/^(FORBIDDEN|UNAUTHENTICATED)$/);
    await em.fork().nativeUpdate(User, customer.id, { blockedAt: null, erasedAt: new Date() });
    expect((await startTrial(customer)).code).toBe('UNAUTHENTICATED');
    expect(await em.fork().count(Period, { user: customer.id })).toBe(0);
  });
});

describe('the life of a customer who changes plans', () => {
  // The same lives in each run. LIFE_SEED=… chooses others, and a failure names its own.
  const seed = Number(process.env.LIFE_SEED ?? 20_261_130);
  const RUN_FOR_MS = 15_000;

  it('ends with exactly the days that its money is worth, one plan at a time, and with one trial', async () => {
    const { em } = app.services.orm;
    const found = await em.fork().find(Plan, {});
    const planIds = Object.fromEntries(found.map(({ code, id }) => [code, id]));
    const until = Date.now() + RUN_FOR_MS;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        if (Date.now() > until) return;
        // So that an extension of everybody is for this customer alone.
        await em.fork().execute(`update users set erased_at = now() where erased_at is null`);
        const life = new LifeWithChanges(app, await confirmed(await signUp()), owner, planIds);
        for (const one of steps) {
          await life.take(one);
          await life.check();
        }
      }),
      { seed, numRuns: Number(process.env.LIFE_RUNS ?? 20) },
    );
  });
});
