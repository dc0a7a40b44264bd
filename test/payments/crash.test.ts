import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';

// A crash leaves what the database has received until then. So these tests cut the connection at each message of an
// operation: once before the database receives it, and once before the server receives the answer.
const MAX_MESSAGES = 40;

let stable: App;
let app: App;
let proxy: CuttingProxy;
beforeAll(async () => {
  stable = await startApp();
  proxy = await startCuttingProxy(stable.database.url);
  app = await startApp({ beside: stable, env: { DATABASE_URL: proxy.url } });
});
afterAll(async () => {
  await proxy.restore();
  await app.close();
  await proxy.close();
  await stable.close();
});

/** Cuts at the first message, then at the second, and so on, until the operation has no more. Returns their number. */
async function cutEverywhere(
  when: 'before' | 'after',
  prepare: () => Promise<Customer>,
  operate: (customer: Customer) => Promise<unknown>,
  check: (customer: Customer) => Promise<void>,
): Promise<number> {
  for (let message = 1; message <= MAX_MESSAGES; message += 1) {
    const customer = await prepare();
    proxy.cutAt(message, when);
    await operate(customer);
    const seen = await proxy.restore();
    await check(customer);
    if (seen < message) return message - 1;
  }
  throw new Error('The operation never ended without a cut');
}

describe.each(['before', 'after'] as const)('a database connection that is cut %s each message', (when) => {
  it('leaves a payment that a later verifyPayment completes', async () => {
    const payments = new Map<Customer, string>();
    const cuts = await cutEverywhere(
      when,
      async () => {
        const customer = await Customer.signUp(stable);
        const { pidx } = await customer.initiate('basic');
        await atKhalti(stable, pidx, 'complete');
        payments.set(customer, pidx);
        return new Customer(app, customer.email, customer.token, customer.id);
      },
      (customer) => customer.tryToVerify([...payments.values()].at(-1) ?? ''),
      async (customer) => {
        const pidx = [...payments.values()].at(-1) ?? '';
        expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { daysLeft: 30 } });
        const periods = await stable.services.orm.em.fork().find(Period, { user: customer.id });
        expect(periods).toHaveLength(1);
      },
    );
    // Finds the payment, settles it, and reads the access.
    expect(cuts).toBeGreaterThanOrEqual(3);
  });

  it('leaves one payment, which a later call with the same key opens', async () => {
    const cuts = await cutEverywhere(
      when,
      async () => {
        const customer = await Customer.signUp(stable);
        return new Customer(app, customer.email, customer.token, customer.id);
      },
      async (customer) => {
        const { data } = await stable.ask<{ plans: { id: string }[] }>('{ plans { id } }');
        const planId = data.plans[0]?.id;
        await customer.ask(
          'mutation ($planId: ID!) { initiatePayment(planId: $planId, idempotencyKey: "key") { pidx } }',
          { planId },
        );
      },
      async (customer) => {
        const em = stable.services.orm.em.fork();
        // The crashed call still has its lease; this ends it.
        await em.nativeUpdate(Payment, { user: customer.id, status: PaymentStatus.CREATED }, { openingUntil: null });
        const { pidx } = await customer.initiate('basic', 'key');
        expect(await em.count(Payment, { user: customer.id })).toBe(1);
        await atKhalti(stable, pidx, 'complete');
        expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: { daysLeft: 30 } });
      },
    );
    // Saves the payment, and its link.
    expect(cuts).toBeGreaterThanOrEqual(2);
  });
});
