import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Payment } from '../../src/payments/payment.ts';
import { readPaymentWithSubscription } from '../../src/payments/payment-with-subscription.ts';
import { settlePayment } from '../../src/payments/settle-payment.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => {
  app.simulator.configure({ feePaisa: 0 });
});

async function findPayment(id: string): Promise<Payment> {
  return app.services.orm.em.fork().findOneOrFail(Payment, id);
}

async function countPeriods(paymentId: string): Promise<number> {
  return app.services.orm.em.fork().count(Period, { paymentId });
}

async function countReceiptJobs(paymentId: string): Promise<number> {
  const jobs = await app.services.jobs.boss.findJobs<{ paymentId: string }>('sendReceipt');
  return jobs.filter(({ data }) => data.paymentId === paymentId).length;
}

describe('settlePayment', () => {
  it('grants nothing for an old "Completed" answer about a payment that was refunded since', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const stale = await readPaymentWithSubscription(app.services.sql, id);
    const completed = await app.services.khalti.lookup(pidx);
    await atKhalti(app, pidx, 'refund');
    expect(await customer.verify(pidx)).toMatchObject({ status: 'REFUNDED' });

    expect(await settlePayment(app.services, stale, completed)).toMatchObject({ status: 'REFUNDED' });
    expect(await findPayment(id)).toMatchObject({ status: 'REFUNDED' });
    expect(await countPeriods(id)).toBe(0);
    expect(await countReceiptJobs(id)).toBe(0);
    expect(await customer.subscription()).toBeNull();
  });

  it('grants no second period for an old "Completed" answer about a payment whose access was revoked', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const stale = await readPaymentWithSubscription(app.services.sql, id);
    const completed = await app.services.khalti.lookup(pidx);
    await customer.verify(pidx);
    await atKhalti(app, pidx, 'refund');
    const current = await readPaymentWithSubscription(app.services.sql, id);
    await settlePayment(app.services, current, await app.services.khalti.lookup(pidx));

    expect(await settlePayment(app.services, stale, completed)).toMatchObject({ status: 'REFUNDED' });
    expect(await countPeriods(id)).toBe(1);
    expect(await countReceiptJobs(id)).toBe(1);
    expect(await customer.subscription()).toMatchObject({ isActive: false });
  });

  it.each([
    ['one paisa more', 50_001],
    ['one paisa less', 49_999],
    ['twice the amount', 100_000],
  ])('holds a payment completed with %s for review, and grants nothing', async (_what, amount) => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete', { amount });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'NEEDS_REVIEW', subscription: null });
    expect(await countPeriods(id)).toBe(0);
    expect(await countReceiptJobs(id)).toBe(0);
    expect(await customer.subscription()).toBeNull();
  });

  it("saves Khalti's fee and transaction id with a completed payment", async () => {
    app.simulator.configure({ feePaisa: 1_500 });
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    expect(await findPayment(id)).toMatchObject({ feePaisa: null, transactionId: null });
    await atKhalti(app, pidx, 'complete');
    const { transactionId } = await customer.verify(pidx);
    expect(await findPayment(id)).toMatchObject({ feePaisa: 1_500, transactionId });
  });

  it("saves Khalti's fee with a payment that was refunded before its completion was seen", async () => {
    app.simulator.configure({ feePaisa: 1_500 });
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await atKhalti(app, pidx, 'refund');
    await customer.verify(pidx);
    expect(await findPayment(id)).toMatchObject({ status: 'REFUNDED', feePaisa: 1_500 });
  });
});
