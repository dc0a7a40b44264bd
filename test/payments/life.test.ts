import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fault } from '../../simulator/simulator.ts';
import { GatewayError } from '../../src/errors.ts';
import { Payment } from '../../src/payments/payment.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const RUNS = 40;
const MAX_STEPS = 14;

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { KHALTI_TIMEOUT_MS: '250' } });
});
afterAll(() => app.close());

type Step =
  | { do: 'initiate' | 'buy'; plan: 'basic' | 'standard'; key: string | undefined }
  | {
      do: 'complete' | 'underpay' | 'cancel' | 'expire' | 'pending' | 'refund' | 'refundPart' | 'verifyAgain';
      which: number;
    }
  | { do: 'verify'; which: number; times: number }
  | { do: 'faults'; faults: Fault[] };

const which = fc.nat({ max: 5 });
const seed = fc.integer();
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    endpoint: fc.constantFrom('initiate', 'lookup', 'any'),
    kind: fc.constantFrom('close-before', 'close-after', 'html-5xx', 'empty-5xx', 'truncate', 'silent'),
    probability: fc.constantFrom(0.3, 0.7, 1),
    seed,
  }),
  fc.record({
    endpoint: fc.constant('lookup'),
    kind: fc.constantFrom('wrong-amount', 'wrong-pidx', 'wrong-status', 'unauthorized'),
    probability: fc.constantFrom(0.3, 0.7, 1),
    seed,
  }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('initiate', 'buy'),
      plan: fc.constantFrom('basic', 'standard'),
      key: fc.constantFrom(undefined, 'one', 'two'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'complete',
        'complete',
        'underpay',
        'cancel',
        'expire',
        'pending',
        'refund',
        'refundPart',
        'verifyAgain',
      ),
      which,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('verify'), which, times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('faults'), faults: fc.array(fault, { maxLength: 2 }) }) },
);

/** Takes one step. A refusal by Khalti, the network or the server is allowed. */
async function take(customer: Customer, pidxs: string[], step: Step): Promise<void> {
  const pidx = 'which' in step ? pidxs[step.which % Math.max(1, pidxs.length)] : undefined;
  switch (step.do) {
    case 'initiate':
    case 'buy': {
      const { data } = await customer.tryToInitiate(step.plan, step.key);
      const opened = data?.initiatePayment.pidx;
      if (opened && !pidxs.includes(opened)) pidxs.push(opened);
      if (opened && step.do === 'buy') {
        await atKhalti(app, opened, 'complete').catch(() => {});
        await customer.tryToVerify(opened);
      }
      return;
    }
    case 'verify':
      if (pidx) await Promise.all(Array.from({ length: step.times }, () => customer.tryToVerify(pidx)));
      return;
    case 'verifyAgain':
      if (pidx) await verifyAgain(pidx);
      return;
    case 'faults':
      app.simulator.setFaults(step.faults);
      return;
    case 'underpay':
      if (pidx) await atKhalti(app, pidx, 'complete', { amount: 1000 }).catch(() => {});
      return;
    case 'refundPart':
      if (pidx) await atKhalti(app, pidx, 'refund', { amount: 1000 }).catch(() => {});
      return;
    default:
      if (pidx) await atKhalti(app, pidx, step.do).catch(() => {});
  }
}

async function verifyAgain(pidx: string): Promise<void> {
  const payment = await app.services.orm.em.fork().findOneOrFail(Payment, { pidx });
  await verifyPayment(app.services, { payment }).catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error;
  });
}

/** Whether Khalti has the customer's money, and received the full amount. */
function isPaid(pidx: string): boolean {
  const payment = app.simulator.payments.get(pidx);
  if (payment?.totalPaisa !== payment?.amountPaisa) return false;
  return payment?.status === 'Completed' || payment?.status === 'Partially refunded';
}

async function checkLedger(customer: Customer, pidxs: string[]): Promise<void> {
  const em = app.services.orm.em.fork();
  const payments = await em.find(Payment, { user: customer.id, pidx: { $in: pidxs } });
  const periods = await em.find(Period, { user: customer.id }, { orderBy: { startsAt: 'asc' } });
  for (const payment of payments) {
    const granted = periods.filter(({ paymentId }) => paymentId === payment.id);
    const counting = granted.filter(({ revokedAt }) => revokedAt === null);
    expect(granted.length).toBeLessThanOrEqual(1);
    // If part of the money went back before the payment was ever seen completed, an operator decides. Nothing is granted.
    const isRefundedInPart = app.simulator.payments.get(String(payment.pidx))?.status === 'Partially refunded';
    const isOwed = isPaid(String(payment.pidx)) && !(isRefundedInPart && granted.length === 0);
    expect(counting).toHaveLength(isOwed ? 1 : 0);
    if (isRefundedInPart) expect(payment.status).toBe(isOwed ? 'PARTIALLY_REFUNDED' : 'NEEDS_REVIEW');
    for (const { startsAt, endsAt } of counting) {
      expect(endsAt.getTime() - startsAt.getTime()).toBe(payment.durationDays * DAY_MS);
    }
  }
  const counting = periods.filter(({ revokedAt }) => revokedAt === null);
  for (const [index, period] of counting.entries()) {
    const next = counting[index + 1];
    if (next) expect(next.startsAt).toEqual(period.endsAt);
  }
  const subscription = await customer.subscription();
  expect(subscription?.isActive ?? false).toBe(
    counting.some(({ startsAt, endsAt }) => startsAt <= new Date() && new Date() < endsAt),
  );
  if (counting.length > 0) expect(subscription?.endsAt).toBe(counting.at(-1)?.endsAt.toISOString());
}

describe('the life of a customer', () => {
  it('ends with exactly the days that were paid, after any sequence of steps and faults', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: MAX_STEPS }), async (steps) => {
        app.simulator.setFaults([]);
        const customer = await Customer.signUp(app);
        const pidxs: string[] = [];
        for (const one of steps) await take(customer, pidxs, one);
        app.simulator.setFaults([]);
        for (const pidx of pidxs) await verifyAgain(pidx);
        await checkLedger(customer, pidxs);
      }),
      { numRuns: RUNS, endOnFailure: false, interruptAfterTimeLimit: 40_000 },
    );
  }, 180_000);
});
