import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { DAY_MS, Period } from '../../../src/subscriptions/period.ts';
import { type App, startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import { ACCESS_CHANGE, type AccessChangeData, expectForeseen } from '../../support/previews.ts';
import { buy } from '../../support/refunds.ts';

interface Span {
  startsAt: string;
  endsAt: string;
}

let app: App;
let owner: TestOperator;
let planId: string;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
  planId = (await (await Customer.signUp(app)).plan('basic')).id;
});
afterAll(() => app.close());

const periodsOf = (userId: string) =>
  app.services.orm.em.fork().find(Period, { user: userId }, { orderBy: { startsAt: 'asc' } });

function expectLength({ startsAt, endsAt }: Span, days: number): void {
  expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(days * DAY_MS);
}

describe('previewRevokePeriod', () => {
  const preview = (id: string) =>
    owner.ask<{ previewRevokePeriod: AccessChangeData }>(
      `query ($id: ID!) { previewRevokePeriod(id: $id) { ${ACCESS_CHANGE} } }`,
      { id },
    );
  const revoke = (id: string) =>
    owner.ask('mutation ($id: ID!, $key: ID!) { revokePeriod(id: $id, reason: "x", idempotencyKey: $key) { id } }', {
      id,
      key: uuid(),
    });

  it.each([
    ['the running period', 0, 2],
    ['a period to come', 1, 1],
    ['the last period', 2, 0],
  ])('foresees the loss of %s, and changes nothing', async (_what, index, moves) => {
    const customer = await Customer.signUp(app);
    for (const code of ['basic', 'premium', 'basic']) await buy(app, customer, code);
    const before = await periodsOf(customer.id);
    const id = String(before[index]?.id);
    const { data, errors } = await preview(id);
    expect(errors).toEqual([]);
    expect(data.previewRevokePeriod.moves).toHaveLength(moves);
    expect(data.previewRevokePeriod.endsAtBefore).toBe(before[2]?.endsAt.toISOString());
    expect((await periodsOf(customer.id)).map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual(
      before.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
    );
    expect((await revoke(id)).errors).toEqual([]);
    await expectForeseen(app, customer.id, data.previewRevokePeriod);
    const { endsAtBefore, endsAtAfter } = (await preview(id)).data.previewRevokePeriod;
    expect(endsAtAfter).toBe(endsAtBefore);
  });

  it('refuses what is unknown or over', async () => {
    for (const id of [uuid(), 'x']) expect((await preview(id)).code).toBe('PERIOD_NOT_FOUND');
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    const [period] = await periodsOf(customer.id);
    const over = { startsAt: new Date(0), endsAt: new Date(DAY_MS) };
    await app.services.orm.em.fork().nativeUpdate(Period, String(period?.id), over);
    expect((await preview(String(period?.id))).code).toBe('NOT_POSSIBLE');
  });
});

describe('previewGrantDays', () => {
  const preview = (userId: string, values: Record<string, unknown> = {}) =>
    owner.ask<{ previewGrantDays: Span }>(
      `query ($userId: ID!, $planId: ID!, $days: Int!) {
        previewGrantDays(userId: $userId, planId: $planId, days: $days) { startsAt endsAt }
      }`,
      { userId, planId, days: 5, ...values },
    );

  it('foresees the days that are given, and gives none', async () => {
    const customer = await Customer.signUp(app);
    const first = (await preview(customer.id)).data.previewGrantDays;
    expectLength(first, 5);
    expect(await periodsOf(customer.id)).toEqual([]);
    expect(await customer.subscription()).toBeNull();
    await buy(app, customer);
    const { data } = await preview(customer.id);
    expect(await periodsOf(customer.id)).toHaveLength(1);
    const given = await owner.ask<{ grantDays: Span }>(
      `mutation ($userId: ID!, $planId: ID!, $key: ID!) {
        grantDays(userId: $userId, planId: $planId, days: 5, reason: "x", idempotencyKey: $key) { startsAt endsAt }
      }`,
      { userId: customer.id, planId, key: uuid() },
    );
    expect(given.data.grantDays).toEqual(data.previewGrantDays);
    expect(await app.services.orm.em.fork().count(AuditEntry, { targetId: customer.id })).toBe(1);
  });

  it.each([
    ['no days', { days: 0 }, 'BAD_USER_INPUT'],
    ['too many days', { days: 3651 }, 'BAD_USER_INPUT'],
    ['an unknown plan', { planId: uuid() }, 'PLAN_NOT_FOUND'],
    ['an unknown customer', { userId: uuid() }, 'CUSTOMER_NOT_FOUND'],
    ['a customer that is no UUID', { userId: 'x' }, 'CUSTOMER_NOT_FOUND'],
  ])('refuses %s', async (_what, values, code) => {
    expect((await preview((await Customer.signUp(app)).id, values)).code).toBe(code);
  });
});

describe('previewAccept', () => {
  const preview = (paymentId: string, days: number | null = null) =>
    owner.ask<{ previewAccept: Span }>(
      'query ($paymentId: ID!, $days: Int) { previewAccept(paymentId: $paymentId, days: $days) { startsAt endsAt } }',
      { paymentId, days },
    );

  it('foresees the access that is granted', async () => {
    const customer = await Customer.signUp(app);
    await buy(app, customer);
    const { id, pidx } = await customer.initiate('premium');
    await atKhalti(app, pidx, 'complete', { amount: 25_000 });
    await customer.verify(pidx);
    expectLength((await preview(id)).data.previewAccept, 365);
    const { data } = await preview(id, 12);
    expectLength(data.previewAccept, 12);
    expect((await preview(id, 0)).code).toBe('BAD_USER_INPUT');
    const { payment } = (
      await owner.ask<{ payment: { updatedAt: string } }>('query ($id: ID!) { payment(id: $id) { updatedAt } }', { id })
    ).data;
    const settled = await owner.ask<{ settleReview: { period: Span } }>(
      `mutation ($id: ID!, $seen: DateTime!) {
        settleReview(paymentId: $id, seenUpdatedAt: $seen, decision: ACCEPT, days: 12, note: "x") {
          period { startsAt endsAt }
        }
      }`,
      { id, seen: payment.updatedAt },
    );
    expect(settled.data.settleReview.period).toEqual(data.previewAccept);
    expect((await preview(id)).code).toBe('NOT_POSSIBLE');
  });

  it('refuses a payment that waits for no decision, and one that is unknown', async () => {
    const { id } = await buy(app, await Customer.signUp(app));
    expect((await preview(id)).code).toBe('NOT_POSSIBLE');
    for (const unknown of [uuid(), 'x']) expect((await preview(unknown)).code).toBe('PAYMENT_NOT_FOUND');
  });
});
