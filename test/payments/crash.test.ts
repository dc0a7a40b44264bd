import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';

// What a crash leaves behind is what the database has seen of it so far: so the line to the database is cut at every
// single message of an operation, once before the database hears it and once before its answer is heard.
const MOST_MESSAGES = 40;

let steady: App;
let app: App;
let line: CuttingProxy;
beforeAll(async () => {
  steady = await startApp();
  line = await startCuttingProxy(steady.database.url);
  app = await startApp({ beside: steady, env: { DATABASE_URL: line.url } });
});
afterAll(async () => {
  await line.heal();
  await app.close();
  await line.close();
  await steady.close();
});

/** Cuts at the first message, the second … until the operation gets through without having been cut. */
async function cutEverywhere(
  when: 'before' | 'after',
  prepare: () => Promise<Customer>,
  operate: (customer: Customer) => Promise<unknown>,
  check: (customer: Customer) => Promise<void>,
): Promise<number> {
  for (let message = 1; message <= MOST_MESSAGES; message += 1) {
    const customer = await prepare();
    line.cutAt(message, when);
    await operate(customer);
    const seen = await line.heal();
    await check(customer);
    if (seen < message) return message - 1;
  }
  throw new Error('The operation never got through');
}

describe.each(['before', 'after'] as const)('a line to the database that is cut %s each of its messages', (when) => {
  it('leaves a payment that a later verifyPayment puts right', async () => {
    const payments = new Map<Customer, string>();
    const cuts = await cutEverywhere(
      when,
      async () => {
        const customer = await Customer.signUp(steady);
        const { pidx } = await customer.initiate('basic');
        await atKhalti(steady, pidx, 'complete');
        payments.set(customer, pidx);
        return new Customer(app, customer.email, customer.token, customer.id);
      },
      (customer) => customer.tryToVerify([...payments.values()].at(-1) ?? ''),
      async (customer) => {
        const pidx = [...payments.values()].at(-1) ?? '';
        expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { daysLeft: 30 } });
        const periods = await steady.services.orm.em.fork().find(Period, { user: customer.id });
        expect(periods).toHaveLength(1);
      },
    );
    // One finds the payment, one settles it, one looks at the access.
    expect(cuts).toBeGreaterThanOrEqual(3);
  });

  it('leaves an initiation that the same key puts right, as one payment', async () => {
    const cuts = await cutEverywhere(
      when,
      async () => {
        const customer = await Customer.signUp(steady);
        return new Customer(app, customer.email, customer.token, customer.id);
      },
      async (customer) => {
        const { data } = await steady.ask<{ plans: { id: string }[] }>('{ plans { id } }');
        const planId = data.plans[0]?.id;
        await customer.ask(
          'mutation ($planId: ID!) { initiatePayment(planId: $planId, idempotencyKey: "key") { pidx } }',
          { planId },
        );
      },
      async (customer) => {
        const em = steady.services.orm.em.fork();
        // A crashed call held the payment for itself; what is tried here is what comes after that time.
        await em.nativeUpdate(Payment, { user: customer.id, status: PaymentStatus.CREATED }, { openingUntil: null });
        const { pidx } = await customer.initiate('basic', 'key');
        expect(await em.count(Payment, { user: customer.id })).toBe(1);
        await atKhalti(steady, pidx, 'complete');
        expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { daysLeft: 30 } });
      },
    );
    // One saves the payment, one its link.
    expect(cuts).toBeGreaterThanOrEqual(2);
  });
});
