import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Payment } from '../../src/payments/payment.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { type App, startApp } from '../support/app.ts';
import { type CannedKhalti, startCannedKhalti } from '../support/canned-khalti.ts';
import { atKhalti, Customer, type PaymentData } from '../support/customer.ts';

let app: App;
/** The same shop, whose Khalti answers what it is given. */
let odd: App;
let khalti: CannedKhalti;
let customer: Customer;
let payment: PaymentData;
beforeAll(async () => {
  app = await startApp();
  khalti = await startCannedKhalti();
  odd = await startApp({ beside: app, env: { KHALTI_BASE_URL: khalti.baseUrl } });
});
afterAll(async () => {
  await odd.close();
  await khalti.close();
  await app.close();
});
beforeEach(async () => {
  customer = await Customer.signUp(app);
  payment = await customer.initiate('basic');
});

function readable(status: string, changes: object = {}): object {
  const { pidx } = payment;
  return { pidx, status, total_amount: 50_000, transaction_id: `T-${pidx}`, fee: 0, refunded: false, ...changes };
}

/** What the customer gets when Khalti gives this answer. */
async function verifyWith(body: object, status = 200): Promise<PaymentData> {
  khalti.answer({ status, body });
  return new Customer(odd, customer.email, customer.token, customer.id).verify(payment.pidx);
}

async function jobsForOperators(): Promise<object[]> {
  const jobs = await app.services.jobs.boss.findJobs<{ paymentId?: string }>('tellOperator');
  return jobs.map(({ data }) => data).filter(({ paymentId }) => paymentId === payment.id);
}

async function claim() {
  const { reviewReason, claimedPaisa, claimedTransactionId, updatedAt } = await app.services.orm.em
    .fork()
    .findOneOrFail(Payment, payment.id);
  return { reviewReason, claimedPaisa, claimedTransactionId, updatedAt };
}

const unreadable: [string, object][] = [
  ['a status in no table', { status: 'On the moon' }],
  ['Failed', { status: 'Failed', total_amount: null, transaction_id: null }],
  ['Canceled', { status: 'Canceled' }],
  ['completed and refunded', { refunded: true }],
  ['an amount as text', { total_amount: '50000' }],
  ['an amount with a fraction', { total_amount: 50_000.5 }],
  ['no amount', { total_amount: undefined }],
  ['no transaction', { transaction_id: null }],
  ['words that PostgreSQL cannot store', { status: 'Odd \u0000 \ud800', transaction_id: '\u0000' }],
];

describe('an answer that cannot be read', () => {
  it.each(unreadable)(
    'holds the payment, then has it reviewed, and tells operators once: %s',
    async (_what, changes) => {
      const body = readable('Completed', changes);
      const held = await verifyWith(body);
      expect(held).toMatchObject({ status: 'PENDING', subscription: null });
      expect(held.message).not.toMatch(/you can still pay/i);
      expect(await verifyWith(body)).toMatchObject({ status: 'NEEDS_REVIEW', subscription: null, transactionId: null });
      expect(await verifyWith(body)).toMatchObject({ status: 'NEEDS_REVIEW' });
      expect(await jobsForOperators()).toMatchObject([{ about: 'needsReview', doubt: 'UNREADABLE' }]);
    },
  );

  it.each(unreadable)('has an ended payment reviewed at once, with what it claims: %s', async (_what, changes) => {
    await verifyWith(readable('Expired'), 400);
    expect(await verifyWith(readable('Completed', changes))).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect(await verifyWith(readable('Completed', changes))).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect(await claim()).toMatchObject({ reviewReason: 'UNREADABLE' });
    expect(await jobsForOperators()).toHaveLength(1);
  });

  it.each(unreadable)('has a pending payment reviewed after the second one: %s', async (_what, changes) => {
    await verifyWith(readable('Pending'));
    expect(await verifyWith(readable('Completed', changes))).toMatchObject({ status: 'PENDING' });
    expect(await claim()).toMatchObject({ reviewReason: null });
    expect(await verifyWith(readable('Completed', changes))).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect(await jobsForOperators()).toHaveLength(1);
  });

  it('writes what Khalti claims, and another claim later', async () => {
    const transactionId = `T-${payment.pidx}`;
    for (const _ of [1, 2]) await verifyWith(readable('Completed', { refunded: true }));
    const first = await claim();
    expect(first).toMatchObject({
      reviewReason: 'UNREADABLE',
      claimedPaisa: 50_000,
      claimedTransactionId: transactionId,
    });
    await verifyWith(readable('Completed', { refunded: true }));
    expect(await claim()).toEqual(first);
    await verifyWith(readable('Completed', { total_amount: 9_000_000_000 }));
    const second = await claim();
    expect(second).toMatchObject({ reviewReason: 'OTHER_AMOUNT', claimedPaisa: 9_000_000_000 });
    expect(second.updatedAt.getTime()).toBeGreaterThan(first.updatedAt.getTime());
    await verifyWith(readable('Pending'));
    expect(await claim()).toEqual(second);
  });

  it('is settled by a readable one, from every status that it leads to', async () => {
    await verifyWith(readable('Failed'));
    expect(await verifyWith(readable('Completed'))).toMatchObject({
      status: 'COMPLETED',
      subscription: { daysLeft: 30 },
    });
    payment = await customer.initiate('basic');
    await verifyWith(readable('Failed'));
    await verifyWith(readable('Failed'));
    expect(await verifyWith(readable('Completed'))).toMatchObject({
      status: 'COMPLETED',
      subscription: { daysLeft: 60 },
    });
    payment = await customer.initiate('basic');
    await verifyWith(readable('Failed'));
    expect(await verifyWith(readable('User canceled'), 400)).toMatchObject({ status: 'CANCELED' });
  });

  it('counts as the second one only right after the first', async () => {
    await verifyWith(readable('Failed'));
    expect(await verifyWith(readable('Pending'))).toMatchObject({ status: 'PENDING' });
    expect(await verifyWith(readable('Failed'))).toMatchObject({ status: 'PENDING' });
    expect(await verifyWith(readable('Failed'))).toMatchObject({ status: 'NEEDS_REVIEW' });
  });

  it('holds a payment that was pending before', async () => {
    await verifyWith(readable('Pending'));
    expect(await verifyWith(readable('Failed'))).toMatchObject({ status: 'PENDING' });
    expect(await jobsForOperators()).toHaveLength(1);
    expect(await verifyWith(readable('Failed'))).toMatchObject({ status: 'NEEDS_REVIEW' });
  });

  it.each(['User canceled', 'Expired'])('has a payment reviewed that was over: %s', async (status) => {
    await verifyWith(readable(status), 400);
    expect(await verifyWith(readable('Completed', { refunded: true }))).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect(await jobsForOperators()).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['cannot be read', { status: 'Failed' }],
    ['names another amount', { total_amount: 1 }],
  ])('leaves a completed payment as it is, and tells operators once: the answer %s', async (_what, changes) => {
    await verifyWith(readable('Completed'));
    khalti.answer({ body: readable('Completed', changes) });
    const em = odd.services.orm.em.fork();
    const before = await em.findOneOrFail(Payment, payment.id);
    for (let times = 0; times < 2; times += 1) {
      const after = await verifyPayment(odd.services, { payment: before });
      expect(after).toMatchObject({ status: 'COMPLETED', updatedAt: before.updatedAt });
    }
    expect(await customer.subscription()).toMatchObject({ isActive: true });
    expect(await jobsForOperators()).toHaveLength(1);
  });

  it('tells the log, with Khalti’s own words', async () => {
    await verifyWith(readable('On the moon'));
    expect(odd.logged).toContainEqual(
      expect.objectContaining({ level: 'error', pidx: payment.pidx, khalti: 'On the moon', doubt: 'UNREADABLE' }),
    );
  });
});

describe('a part refund that is seen first', () => {
  it.each([null, 'pending', 'cancel', 'expire'])('needs a review, after %s', async (act) => {
    if (act) {
      await atKhalti(app, payment.pidx, act);
      await customer.verify(payment.pidx);
    }
    await atKhalti(app, payment.pidx, 'complete', { late: true });
    await atKhalti(app, payment.pidx, 'refund', { amount: 1000 });
    const seen = await customer.verify(payment.pidx);
    expect(seen).toMatchObject({ status: 'NEEDS_REVIEW', subscription: null });
    expect(seen.message).toMatch(/do not pay again/i);
    expect(await jobsForOperators()).toMatchObject([{ about: 'needsReview', doubt: 'PART_REFUND' }]);
  });

  it('ends as a refund, once all of the money was refunded', async () => {
    await atKhalti(app, payment.pidx, 'complete');
    await atKhalti(app, payment.pidx, 'refund', { amount: 1000 });
    await customer.verify(payment.pidx);
    await atKhalti(app, payment.pidx, 'refund');
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'REFUNDED', subscription: null });
  });
});
