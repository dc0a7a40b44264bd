import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fault } from '../../simulator/simulator.ts';
import { GatewayError } from '../../src/errors.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { Refund, RefundAccess, RefundOrigin } from '../../src/payments/refund.ts';
import { RefundStatus } from '../../src/payments/refund-status.ts';
import { ReviewDecision } from '../../src/payments/review-reason.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { Grant } from '../../src/subscriptions/grant.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { Subscription } from '../../src/subscriptions/subscription.ts';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { TestOperator } from '../support/operator.ts';
import { newKey, requestRefund, send } from '../support/refunds.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const RUNS = 40;
const MAX_STEPS = 14;
const PASSWORD = 'correct horse';
const ACCEPTED_DAYS = 5;
const PAID = [PaymentStatus.COMPLETED, PaymentStatus.PARTIALLY_REFUNDED];

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp({ env: { KHALTI_TIMEOUT_MS: '250' } });
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

type Step =
  | { do: 'buy' | 'underpay' | 'payWhileBlocked'; plan: 'basic' | 'standard' }
  | { do: 'refund'; which: number; access: `${RefundAccess}` }
  | { do: 'refundAtKhalti' | 'refundPartAtKhalti' | 'verify'; which: number }
  | { do: 'settleReview'; which: number; decision: 'ACCEPT' | 'DISMISS' | 'REFUND' }
  | { do: 'grantDays'; days: number }
  | { do: 'sendRefunds' }
  | { do: 'faults'; faults: Fault[] };

const which = fc.nat({ max: 5 });
const plan = fc.constantFrom('basic', 'standard');
const places = {
  endpoint: fc.constantFrom('lookup', 'refund', 'any'),
  probability: fc.constantFrom(0.3, 0.7, 1),
  seed: fc.integer(),
} as const;
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ ...places, kind: fc.constantFrom('close-before', 'close-after', 'unauthorized') }),
  fc.record({ ...places, kind: fc.constantFrom('html-5xx', 'silent'), afterActing: fc.boolean() }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('buy', 'buy', 'underpay', 'payWhileBlocked'), plan }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('refund'), which, access: fc.constantFrom('REVOKE', 'KEEP', 'SHORTEN') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('refundAtKhalti', 'refundPartAtKhalti', 'verify'), which }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settleReview'),
      which,
      decision: fc.constantFrom('ACCEPT', 'DISMISS', 'REFUND'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('grantDays'), days: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 2, arbitrary: fc.constant({ do: 'sendRefunds' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('faults'), faults: fc.array(fault, { maxLength: 1 }) }) },
);

/** One customer and the operators. A refusal by Khalti, the network or the server is allowed. */
class Life {
  readonly paymentIds: string[] = [];
  readonly userId: string;
  #customer: Customer;

  constructor(customer: Customer) {
    this.#customer = customer;
    this.userId = customer.id;
  }

  async take(one: Step): Promise<void> {
    const paymentId = 'which' in one ? this.paymentIds[one.which % Math.max(1, this.paymentIds.length)] : undefined;
    switch (one.do) {
      case 'buy':
        return this.#pay(one.plan);
      case 'underpay':
        return this.#pay(one.plan, { amount: 1000 });
      case 'payWhileBlocked':
        return this.#payWhileBlocked(one.plan);
      case 'grantDays':
        return this.#grantDays(one.days);
      case 'sendRefunds':
        return this.sendRefunds();
      case 'faults':
        return app.simulator.setFaults(one.faults);
      default:
        if (paymentId) await this.#act(one, paymentId);
    }
  }

  async sendRefunds(): Promise<void> {
    const status = { $in: [RefundStatus.REQUESTED, RefundStatus.SENDING] };
    const em = app.services.orm.em.fork();
    for (const { id } of await em.find(Refund, { payment: { user: this.userId }, status })) await send(app, id);
  }

  async verifyAll(): Promise<void> {
    for (const id of this.paymentIds) await verify(id);
  }

  async #act(one: Step, paymentId: string): Promise<void> {
    const { pidx } = await app.services.orm.em.fork().findOneOrFail(Payment, paymentId);
    switch (one.do) {
      case 'refund':
        await requestRefund(owner, paymentId, {
          access: one.access,
          ...(one.access === 'SHORTEN' ? { shortenDays: 3 } : {}),
        });
        return;
      case 'refundAtKhalti':
        return atKhalti(app, String(pidx), 'refund').catch(() => {});
      case 'refundPartAtKhalti':
        return atKhalti(app, String(pidx), 'refund', { amount: 1000 }).catch(() => {});
      case 'verify':
        return verify(paymentId);
      case 'settleReview':
        return this.#settleReview(paymentId, one.decision);
      default:
    }
  }

  async #pay(code: string, amount?: object): Promise<void> {
    const { data } = await this.#customer.tryToInitiate(code);
    const payment = data?.initiatePayment;
    if (!payment) return;
    this.paymentIds.push(payment.id);
    await atKhalti(app, payment.pidx, 'complete', amount).catch(() => {});
    await this.#customer.tryToVerify(payment.pidx);
  }

  async #payWhileBlocked(code: string): Promise<void> {
    const { data } = await this.#customer.tryToInitiate(code);
    const payment = data?.initiatePayment;
    if (!payment) return;
    this.paymentIds.push(payment.id);
    await this.#setBlocked('blockCustomer');
    await atKhalti(app, payment.pidx, 'complete').catch(() => {});
    await verify(payment.id);
    expect(await app.services.orm.em.fork().count(Period, { paymentId: payment.id })).toBe(0);
    await this.#setBlocked('unblockCustomer');
    await this.#signIn();
  }

  async #setBlocked(mutation: string): Promise<void> {
    const { updatedAt } = await app.services.orm.em.fork().findOneOrFail(User, this.userId);
    const { errors } = await owner.ask(
      `mutation ($id: ID!, $seen: DateTime!) { ${mutation}(userId: $id, seenUpdatedAt: $seen, reason: "A test") { id } }`,
      { id: this.userId, seen: updatedAt.toISOString() },
    );
    expect(errors).toEqual([]);
  }

  async #signIn(): Promise<void> {
    const { email, id } = this.#customer;
    const { data } = await app.ask<{ signIn: { token: string } }>(
      'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
      { email, password: PASSWORD },
    );
    this.#customer = new Customer(app, email, data.signIn.token, id);
  }

  async #settleReview(paymentId: string, decision: string): Promise<void> {
    const { updatedAt } = await app.services.orm.em.fork().findOneOrFail(Payment, paymentId);
    await owner.ask(
      `mutation ($id: ID!, $seen: DateTime!, $decision: ReviewDecision!, $days: Int) {
        settleReview(paymentId: $id, seenUpdatedAt: $seen, decision: $decision, days: $days, note: "A test") { id }
      }`,
      {
        id: paymentId,
        seen: updatedAt.toISOString(),
        decision,
        days: decision === 'ACCEPT' ? ACCEPTED_DAYS : null,
      },
    );
  }

  async #grantDays(days: number): Promise<void> {
    const { id: planId } = await this.#customer.plan('basic');
    const { errors } = await owner.ask(
      `mutation ($userId: ID!, $planId: ID!, $days: Int!, $key: ID!) {
        grantDays(userId: $userId, planId: $planId, days: $days, reason: "A test", idempotencyKey: $key) { id }
      }`,
      { userId: this.userId, planId, days, key: newKey() },
    );
    expect(errors).toEqual([]);
  }
}

async function verify(paymentId: string): Promise<void> {
  const payment = await app.services.orm.em.fork().findOneOrFail(Payment, paymentId);
  await verifyPayment(app.services, { payment }).catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error;
  });
}

async function checkLedger({ userId, paymentIds }: Life): Promise<void> {
  const em = app.services.orm.em.fork();
  const periods = await em.find(Period, { user: userId }, { orderBy: { startsAt: 'asc' } });
  for (const id of paymentIds) await checkPayment(id, periods);
  const grants = await em.find(Grant, { user: userId });
  for (const { id, days } of grants) {
    const given = periods.filter(({ grant }) => grant?.id === id);
    expect(given.map(lengthOf)).toEqual([days]);
  }
  const counting = periods.filter(({ revokedAt }) => revokedAt === null);
  for (const [index, period] of counting.entries()) {
    const next = counting[index + 1];
    if (next) expect(next.startsAt).toEqual(period.endsAt);
  }
  const subscription = await em.findOne(Subscription, { user: userId });
  if (counting.length > 0) expect(subscription?.endsAt).toEqual(counting.at(-1)?.endsAt);
}

async function checkPayment(id: string, periods: Period[]): Promise<void> {
  const em = app.services.orm.em.fork();
  const payment = await em.findOneOrFail(Payment, id);
  const refunds = await em.find(Refund, { payment: id });
  const done = refunds.filter(({ status }) => status === RefundStatus.DONE);
  const granted = periods.filter(({ paymentId }) => paymentId === id);
  expect(granted.length).toBeLessThanOrEqual(1);
  if (PAID.includes(payment.status)) expect(granted).toHaveLength(1);
  const [period] = granted;
  if (period) {
    expect(period.revokedAt !== null).toBe(done.some(({ access }) => access === RefundAccess.REVOKE));
    const shortened = done.reduce((days, { shortenDays }) => days + (shortenDays ?? 0), 0);
    const paidDays = payment.reviewDecision === ReviewDecision.ACCEPT ? ACCEPTED_DAYS : payment.durationDays;
    if (period.revokedAt === null) expect(lengthOf(period)).toBe(paidDays - shortened);
  }
  checkMoney(payment, refunds);
}

/** What Khalti did: nothing twice, and nothing that is done here but not there. */
function checkMoney({ pidx, amountPaisa }: Payment, refunds: Refund[]): void {
  const atKhalti = app.simulator.payments.get(String(pidx))?.toJSON();
  const ours = refunds.filter(({ origin }) => origin === RefundOrigin.OPERATOR);
  const carriedOut = atKhalti?.refunds.filter(({ origin }) => origin === 'api') ?? [];
  expect(carriedOut.length).toBeLessThanOrEqual(ours.filter(({ sentAt }) => sentAt !== null).length);
  expect(atKhalti?.refundedPaisa).toBeLessThanOrEqual(amountPaisa);
  const isDone = refunds.some(({ status }) => status === RefundStatus.DONE);
  if (isDone) expect(atKhalti?.refundedPaisa).toBeGreaterThan(0);
}

function lengthOf({ startsAt, endsAt }: Period): number {
  return Math.round(((endsAt.getTime() - startsAt.getTime()) / DAY_MS) * 1e6) / 1e6;
}

describe('the life of a customer, with operators', () => {
  it('ends with exactly the days that were paid or given, minus those that were refunded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: MAX_STEPS }), async (steps) => {
        app.simulator.setFaults([]);
        const life = new Life(await Customer.signUp(app, PASSWORD));
        for (const one of steps) await life.take(one);
        app.simulator.setFaults([]);
        await life.sendRefunds();
        await life.verifyAll();
        await checkLedger(life);
      }),
      { numRuns: RUNS, endOnFailure: false, interruptAfterTimeLimit: 40_000 },
    );
  }, 180_000);
});
