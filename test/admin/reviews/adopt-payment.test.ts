import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../../src/admin/operators/operator-session.ts';
import { Payment } from '../../../src/payments/payment.ts';
import { type App, startApp } from '../../support/app.ts';
import { type Answered } from '../../support/ask-graphql.ts';
import { atKhalti, Customer, type PaymentData } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';

interface Adopted {
  id: string;
  status: string;
  amountPaisa: number;
  reviewReason: string | null;
  claimedPaisa: number | null;
}

let app: App;
let owner: TestOperator;
let customer: Customer;
let lost: PaymentData;
let planId: string;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());
beforeEach(async () => {
  customer = await Customer.signUp(app);
  lost = await customer.initiate('basic');
  planId = (await customer.plan('basic')).id;
});
afterEach(() => app.simulator.setFaults([]));

/** As after restoring a backup that is older than the payment. */
async function lose(): Promise<void> {
  await app.services.orm.em.fork().execute('delete from gateway_answers where payment_id = ?', [lost.id]);
  await app.services.orm.em.fork().nativeDelete(Payment, { id: lost.id });
}

function adopt(values: Record<string, unknown> = {}, by = owner): Promise<Answered<{ adoptPayment: Adopted }>> {
  return by.ask(
    `mutation ($pidx: ID!, $userId: ID!, $planId: ID!) {
      adoptPayment(pidx: $pidx, userId: $userId, planId: $planId) { id status amountPaisa reviewReason claimedPaisa }
    }`,
    { pidx: lost.pidx, userId: customer.id, planId, ...values },
  );
}

const countPayments = () => app.services.orm.em.fork().count(Payment, { pidx: lost.pidx });

describe('adoptPayment', () => {
  it('grants access for a payment that a restored database does not have', async () => {
    await atKhalti(app, lost.pidx, 'complete');
    await lose();
    const { data, errors } = await adopt();
    expect(errors).toEqual([]);
    expect(data.adoptPayment).toMatchObject({ status: 'COMPLETED', amountPaisa: 50_000 });
    expect(await customer.subscription()).toMatchObject({ daysLeft: 30 });
    const jobs = await app.services.jobs.boss.findJobs('followUpPayment', { key: data.adoptPayment.id });
    expect(jobs).toHaveLength(1);
    const entries = await app.services.orm.em.fork().find(AuditEntry, { targetId: data.adoptPayment.id });
    expect(entries).toMatchObject([{ action: 'adoptPayment', outcome: 'DONE', after: { pidx: lost.pidx } }]);
  });

  it('follows a payment that is still open', async () => {
    await lose();
    expect((await adopt()).data.adoptPayment.status).toBe('INITIATED');
    await atKhalti(app, lost.pidx, 'complete');
    expect(await customer.verify(lost.pidx)).toMatchObject({ status: 'COMPLETED' });
  });

  it('has a payment of another amount reviewed', async () => {
    await atKhalti(app, lost.pidx, 'complete');
    await lose();
    const { id } = await customer.plan('premium');
    expect((await adopt({ planId: id })).data.adoptPayment).toMatchObject({
      status: 'NEEDS_REVIEW',
      reviewReason: 'OTHER_AMOUNT',
      claimedPaisa: 50_000,
    });
    expect(await customer.subscription()).toBeNull();
  });

  it('adds one payment, however often it is asked at the same time', async () => {
    await atKhalti(app, lost.pidx, 'complete');
    await lose();
    const all = await Promise.all(Array.from({ length: 10 }, () => adopt()));
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes.filter((code) => code === 'NOT_POSSIBLE')).toHaveLength(9);
    expect(await countPayments()).toBe(1);
    expect(await customer.subscription()).toMatchObject({ daysLeft: 30 });
  });

  it('refuses a payment that is known here', async () => {
    const stranger = await Customer.signUp(app);
    await atKhalti(app, lost.pidx, 'complete');
    expect((await adopt({ userId: stranger.id })).code).toBe('NOT_POSSIBLE');
    expect(await stranger.subscription()).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a pidx that Khalti does not know', { pidx: 'unknown' }, 'GATEWAY_REFUSED'],
    ['an empty pidx', { pidx: '' }, 'BAD_USER_INPUT'],
    ['a pidx that is too long', { pidx: 'x'.repeat(300) }, 'BAD_USER_INPUT'],
    ['a pidx with control characters', { pidx: 'a\u0000b' }, 'BAD_USER_INPUT'],
    ['a customer id that is none', { userId: 'nobody' }, 'CUSTOMER_NOT_FOUND'],
    ['an unknown customer', { userId: '0198c0de-0000-7000-8000-000000000000' }, 'CUSTOMER_NOT_FOUND'],
    ['an unknown plan', { planId: '0198c0de-0000-7000-8000-000000000000' }, 'PLAN_NOT_FOUND'],
    ['a plan id that is none', { planId: 'basic' }, 'PLAN_NOT_FOUND'],
  ])('refuses %s', async (_what, values, code) => {
    await lose();
    expect((await adopt(values)).code).toBe(code);
    expect(await countPayments()).toBe(0);
  });

  it('refuses an amount that cannot be paid, and while Khalti cannot be asked', async () => {
    await lose();
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-amount', amount: 999 }]);
    expect((await adopt()).code).toBe('NOT_POSSIBLE');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-amount', amount: '50000' }]);
    expect((await adopt()).code).toBe('NOT_POSSIBLE');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    expect((await adopt()).code).toBe('GATEWAY_UNAVAILABLE');
    expect(await countPayments()).toBe(0);
  });

  it('needs a code of the last ten minutes, and a role that may', async () => {
    await lose();
    const { em } = app.services.orm;
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    await em.fork().nativeUpdate(Operator, finance.id, { totpSecret: 'SECRET' });
    await em.fork().nativeUpdate(OperatorSession, { operator: finance.id }, { confirmedAt: new Date(0) });
    expect((await adopt({}, finance)).code).toBe('STEP_UP_REQUIRED');
    expect((await adopt({}, await TestOperator.signedIn(app, 'SUPPORT'))).code).toBe('PERMISSION_DENIED');
    expect(await countPayments()).toBe(0);
  });
});
