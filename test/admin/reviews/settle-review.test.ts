import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry, DeedOutcome } from '../../../src/admin/audit-entry.ts';
import { sendRefund } from '../../../src/jobs/send-refund.ts';
import { findOpenMatter } from '../../../src/payments/open-matters.ts';
import { Payment } from '../../../src/payments/payment.ts';
import { readPaymentWithSubscription } from '../../../src/payments/payment-with-subscription.ts';
import { Refund } from '../../../src/payments/refund.ts';
import { settlePayment } from '../../../src/payments/settle-payment.ts';
import { verifyPayment } from '../../../src/payments/verify-payment.ts';
import { Period } from '../../../src/subscriptions/period.ts';
import { User } from '../../../src/users/user.ts';
import { type App, startApp } from '../../support/app.ts';
import { type Answered } from '../../support/ask-graphql.ts';
import { atKhalti, Customer, type PaymentData } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';

interface Review {
  id: string;
  status: string;
  amountPaisa: number;
  transactionId: string | null;
  reviewReason: string;
  claimedPaisa: number | null;
  claimedTransactionId: string | null;
  reviewDecision: string | null;
  reviewNote: string | null;
  paidAt: string | null;
  updatedAt: string;
}

const FIELDS = `id status amountPaisa transactionId reviewReason claimedPaisa claimedTransactionId reviewDecision reviewNote
  paidAt updatedAt`;
const SETTLE = `mutation ($paymentId: ID!, $seenUpdatedAt: DateTime!, $decision: ReviewDecision!, $days: Int, $note: String!) {
  settleReview(paymentId: $paymentId, seenUpdatedAt: $seenUpdatedAt, decision: $decision, days: $days, note: $note) { ${FIELDS} }
}`;

let app: App;
let finance: TestOperator;
let customer: Customer;
let payment: PaymentData;
beforeAll(async () => {
  app = await startApp();
  finance = await TestOperator.signedIn(app, 'FINANCE');
});
afterAll(() => app.close());
beforeEach(async () => {
  customer = await Customer.signUp(app);
  payment = await customer.initiate('basic');
});
afterEach(() => app.simulator.setFaults([]));

/** Khalti claims Rs 250 for a payment of Rs 500. */
async function inReview(amount = 25_000): Promise<Review> {
  await atKhalti(app, payment.pidx, 'complete', { amount });
  expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'NEEDS_REVIEW', subscription: null });
  return read();
}

async function read(): Promise<Review> {
  const [row] = await app.services.orm.em.fork().execute<[Review]>(
    `select id, status, updated_at as "updatedAt", amount_paisa as "amountPaisa", review_reason as "reviewReason",
       claimed_paisa::int as "claimedPaisa", claimed_transaction_id as "claimedTransactionId",
       review_decision as "reviewDecision" from payments where id = ?`,
    [payment.id],
  );
  return { ...row, updatedAt: new Date(row.updatedAt).toISOString() };
}

async function settle(
  decision: string,
  values: Record<string, unknown> = {},
  by = finance,
): Promise<Answered<{ settleReview: Review }>> {
  const seenUpdatedAt = values.seenUpdatedAt ?? (await read()).updatedAt;
  return by.ask(SETTLE, { paymentId: payment.id, decision, note: 'Looked at the dashboard', ...values, seenUpdatedAt });
}

async function jobsOf(name: 'sendReceipt' | 'followUpPayment' | 'tellOperator'): Promise<unknown[]> {
  const jobs = await app.services.jobs.boss.findJobs<{ paymentId?: string }>(name);
  return jobs.filter(({ data }) => data.paymentId === payment.id);
}

const countPeriods = () => app.services.orm.em.fork().count(Period, { paymentId: payment.id });
const audited = () =>
  app.services.orm.em.fork().find(AuditEntry, { action: 'settleReview', targetId: payment.id }, { orderBy: { id: 1 } });

async function block(): Promise<void> {
  await app.services.orm.em.fork().nativeUpdate(User, customer.id, { blockedAt: new Date() });
}

async function unblock(): Promise<void> {
  await app.services.orm.em.fork().nativeUpdate(User, customer.id, { blockedAt: null });
}

/** As the follow-up does: a blocked customer cannot. */
async function verify(): Promise<Payment> {
  const found = await app.services.orm.em.fork().findOneOrFail(Payment, payment.id);
  return verifyPayment(app.services, { payment: found });
}

describe('settleReview', () => {
  it('shows what Khalti claims', async () => {
    const review = await inReview();
    expect(review).toMatchObject({ reviewReason: 'OTHER_AMOUNT', claimedPaisa: 25_000, reviewDecision: null });
    expect(review.claimedTransactionId).toEqual(expect.any(String));
  });

  it('accepts a payment: it grants the days that were bought, and sends a receipt', async () => {
    const { claimedTransactionId } = await inReview();
    const { data, errors } = await settle('ACCEPT');
    expect(errors).toEqual([]);
    expect(data.settleReview).toMatchObject({
      status: 'COMPLETED',
      amountPaisa: 25_000,
      transactionId: claimedTransactionId,
      reviewDecision: 'ACCEPT',
      reviewNote: 'Looked at the dashboard',
      paidAt: expect.any(String),
    });
    expect(await customer.subscription()).toMatchObject({ isActive: true, daysLeft: 30 });
    expect(await jobsOf('sendReceipt')).toHaveLength(1);
    expect(await audited()).toMatchObject([
      { outcome: 'DONE', actorId: finance.id, reason: 'Looked at the dashboard', before: { status: 'NEEDS_REVIEW' } },
    ]);
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'COMPLETED' });
    expect(await countPeriods()).toBe(1);
  });

  it('accepts a payment with other days, after the access that runs', async () => {
    await inReview();
    const other = await customer.initiate('basic');
    await atKhalti(app, other.pidx, 'complete');
    await customer.verify(other.pidx);
    expect((await settle('ACCEPT', { days: 10 })).data.settleReview.status).toBe('COMPLETED');
    expect(await customer.subscription()).toMatchObject({ daysLeft: 40 });
  });

  it('dismisses a payment: nothing is granted, and it is followed up no more', async () => {
    await inReview();
    const { data } = await settle('DISMISS');
    expect(data.settleReview).toMatchObject({ status: 'NEEDS_REVIEW', reviewDecision: 'DISMISS' });
    expect(await findOpenMatter(app.services.orm.em.fork(), customer.id)).toBeNull();
    expect(await customer.subscription()).toBeNull();
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect(await read()).toMatchObject({ reviewDecision: 'DISMISS' });
    expect((await settle('ACCEPT')).code).toBe('NOT_POSSIBLE');
  });

  it('asks for another decision if Khalti claims something else after a dismissal', async () => {
    await inReview(25_000);
    await settle('DISMISS');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-amount', amount: 26_000 }]);
    await customer.verify(payment.pidx);
    expect(await read()).toMatchObject({ claimedPaisa: 26_000, reviewDecision: null });
    expect((await settle('ACCEPT')).data.settleReview).toMatchObject({ status: 'COMPLETED', amountPaisa: 26_000 });
  });

  it('takes one of many decisions at once', async () => {
    const { updatedAt: seenUpdatedAt } = await inReview();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => settle(index % 2 ? 'ACCEPT' : 'DISMISS', { seenUpdatedAt })),
    );
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'CHANGED_MEANWHILE' || code === 'NOT_POSSIBLE')).toHaveLength(19);
    expect(await countPeriods()).toBe((await read()).status === 'COMPLETED' ? 1 : 0);
    expect((await audited()).filter(({ outcome }) => outcome === DeedOutcome.DONE)).toHaveLength(1);
  });

  it('decides nothing if the payment has changed since', async () => {
    await inReview();
    const { code, errors } = await settle('ACCEPT', { seenUpdatedAt: new Date(0).toISOString() });
    expect(code).toBe('CHANGED_MEANWHILE');
    expect(errors[0]?.extensions).toMatchObject({ current: { id: payment.id, status: 'NEEDS_REVIEW' } });
    expect(await audited()).toMatchObject([{ outcome: 'REFUSED', code: 'CHANGED_MEANWHILE' }]);
  });

  it('decides nothing if Khalti cannot be reached', async () => {
    await inReview();
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    expect((await settle('ACCEPT')).code).toBe('GATEWAY_UNAVAILABLE');
    expect(await read()).toMatchObject({ status: 'NEEDS_REVIEW', reviewDecision: null });
    expect(await audited()).toMatchObject([{ outcome: 'REFUSED', code: 'GATEWAY_UNAVAILABLE' }]);
  });

  it('lets a clear answer of Khalti settle the payment instead', async () => {
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word: 'Failed' }]);
    await customer.verify(payment.pidx);
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    app.simulator.setFaults([]);
    await atKhalti(app, payment.pidx, 'complete');
    const { code, errors } = await settle('DISMISS');
    expect(code).toBe('CHANGED_MEANWHILE');
    expect(errors[0]?.extensions).toMatchObject({ current: { status: 'COMPLETED' } });
    expect(await customer.subscription()).toMatchObject({ daysLeft: 30 });
  });

  it('grants nothing if Khalti claims no money now', async () => {
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word: 'Failed' }]);
    await customer.verify(payment.pidx);
    await customer.verify(payment.pidx);
    app.simulator.setFaults([]);
    expect((await settle('ACCEPT')).code).toBe('NOT_POSSIBLE');
    expect((await settle('REFUND')).code).toBe('NOT_REFUNDABLE');
    expect((await settle('DISMISS')).code).toBeUndefined();
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['no days', 'ACCEPT', { days: 0 }, 'BAD_USER_INPUT'],
    ['negative days', 'ACCEPT', { days: -5 }, 'BAD_USER_INPUT'],
    ['too many days', 'ACCEPT', { days: 36_501 }, 'BAD_USER_INPUT'],
    ['days with another decision', 'DISMISS', { days: 5 }, 'BAD_USER_INPUT'],
    ['a blank note', 'ACCEPT', { note: ' \n ' }, 'BAD_USER_INPUT'],
    ['a long note', 'ACCEPT', { note: 'x'.repeat(5_000) }, 'BAD_USER_INPUT'],
    ['control characters', 'ACCEPT', { note: 'a\u0000b' }, 'BAD_USER_INPUT'],
    ['no id', 'ACCEPT', { paymentId: 'nothing' }, 'PAYMENT_NOT_FOUND'],
    ['an unknown payment', 'ACCEPT', { paymentId: '0198c0de-0000-7000-8000-000000000000' }, 'PAYMENT_NOT_FOUND'],
  ])('refuses %s', async (_what, decision, values, code) => {
    await inReview();
    expect((await settle(decision, values)).code).toBe(code);
    expect(await read()).toMatchObject({ status: 'NEEDS_REVIEW', reviewDecision: null });
  });

  it('refuses a payment that is not in review, and other roles', async () => {
    expect((await settle('ACCEPT')).code).toBe('NOT_POSSIBLE');
    await inReview();
    for (const role of ['SUPPORT', 'VIEWER'] as const) {
      const operator = await TestOperator.signedIn(app, role);
      expect((await settle('ACCEPT', {}, operator)).code).toBe('PERMISSION_DENIED');
    }
  });
});

describe('a payment of a blocked customer that completes', () => {
  it('is reviewed, grants nothing, and operators are told once', async () => {
    await block();
    await atKhalti(app, payment.pidx, 'complete');
    const begunAt = Date.now();
    await verify();
    await verify();
    expect(Date.now() - begunAt).toBeLessThan(2_000);
    expect(await read()).toMatchObject({
      status: 'NEEDS_REVIEW',
      reviewReason: 'CUSTOMER_BLOCKED',
      claimedPaisa: 50_000,
    });
    expect(await countPeriods()).toBe(0);
    expect(await jobsOf('sendReceipt')).toHaveLength(0);
    expect(await jobsOf('tellOperator')).toHaveLength(1);
  });

  it('is reviewed too if the customer is blocked during the lookup', async () => {
    await atKhalti(app, payment.pidx, 'complete');
    const known = await readPaymentWithSubscription(app.services.sql, payment.id);
    const lookup = await app.services.khalti.lookup(payment.pidx);
    await block();
    const settled = await settlePayment(app.services, known, lookup);
    expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', reviewReason: 'CUSTOMER_BLOCKED' });
    expect(await countPeriods()).toBe(0);
  });

  it('completes once the customer is unblocked, unless it was dismissed', async () => {
    await block();
    await atKhalti(app, payment.pidx, 'complete');
    await verify();
    await unblock();
    expect(await verify()).toMatchObject({ status: 'COMPLETED' });
    payment = await customer.initiate('basic');
    await atKhalti(app, payment.pidx, 'complete');
    await block();
    await verify();
    await settle('DISMISS');
    await unblock();
    expect(await verify()).toMatchObject({ status: 'NEEDS_REVIEW' });
  });

  it('can be accepted', async () => {
    await block();
    await atKhalti(app, payment.pidx, 'complete');
    await verify();
    const { data } = await settle('ACCEPT');
    expect(data.settleReview).toMatchObject({ status: 'COMPLETED', amountPaisa: 50_000 });
    expect(await countPeriods()).toBe(1);
  });
});

describe('access that an accepted review granted', () => {
  it('ends when Khalti says that the money went back', async () => {
    await inReview();
    await settle('ACCEPT', { days: 5 });
    await atKhalti(app, payment.pidx, 'refund');
    expect(await verify()).toMatchObject({ status: 'REFUNDED' });
    expect(await customer.subscription()).toMatchObject({ isActive: false });
  });
});

describe('a review that ends in a refund', () => {
  const refunds = () => app.services.orm.em.fork().find(Refund, { payment: payment.id }, { orderBy: { id: 'asc' } });
  const send = async () => {
    const open = (await refunds()).find(({ isOpen }) => isOpen);
    await sendRefund(app.services, { refundId: String(open?.id) });
  };

  it('gives back what Khalti claims, once, and grants nothing', async () => {
    await inReview();
    const { data, errors } = await settle('REFUND');
    expect(errors).toEqual([]);
    expect(data.settleReview).toMatchObject({ status: 'NEEDS_REVIEW', reviewDecision: 'REFUND' });
    expect(await refunds()).toMatchObject([
      { status: 'REQUESTED', kind: 'WHOLE', amountPaisa: 25_000, origin: 'OPERATOR', authorId: finance.id },
    ]);
    expect((await settle('ACCEPT')).code).toBe('NOT_POSSIBLE');
    await send();
    expect(await refunds()).toMatchObject([{ status: 'DONE', amountPaisa: 25_000 }]);
    expect(await verify()).toMatchObject({ status: 'REFUNDED', refundedPaisa: 25_000 });
    expect(await customer.subscription()).toBeNull();
  });

  it('is refused for a transaction that another payment has', async () => {
    const other = await customer.initiate('basic');
    await atKhalti(app, other.pidx, 'complete');
    const { transactionId } = await customer.verify(other.pidx);
    await atKhalti(app, payment.pidx, 'complete');
    app.simulator.setFaults([
      { endpoint: 'lookup', kind: 'wrong-field', field: 'transaction_id', value: transactionId },
    ]);
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect((await settle('REFUND')).code).toBe('NOT_REFUNDABLE');
    expect(await refunds()).toEqual([]);
  });

  it('can be decided again after Khalti has refused the refund', async () => {
    await inReview();
    await settle('REFUND');
    app.simulator.setFaults([{ endpoint: 'refund', kind: 'answer', status: 400, body: { detail: 'No.' } }]);
    await send();
    expect(await refunds()).toMatchObject([{ status: 'REFUSED' }]);
    app.simulator.setFaults([]);
    expect((await settle('REFUND')).errors).toEqual([]);
    await send();
    expect(await refunds()).toMatchObject([{ status: 'REFUSED' }, { status: 'DONE' }]);
  });
});
