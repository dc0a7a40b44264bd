import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { DAY_MS, Period, PeriodSource } from '../../../src/subscriptions/period.ts';
import { type App, startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';

interface PeriodData {
  id: string;
  source: string;
  startsAt: string;
  endsAt: string;
  revokedAt: string | null;
}

let app: App;
let support: TestOperator;
let basicId: string;
beforeAll(async () => {
  app = await startApp();
  support = await TestOperator.signedIn(app, 'SUPPORT');
  basicId = (await (await Customer.signUp(app)).plan('basic')).id;
});
afterAll(() => app.close());

function grant(userId: string, changes: Record<string, unknown> = {}, by = support) {
  return by.ask<{ grantDays: PeriodData }>(
    `mutation ($userId: ID!, $planId: ID!, $days: Int!, $reason: String!, $key: ID!) {
      grantDays(userId: $userId, planId: $planId, days: $days, reason: $reason, idempotencyKey: $key) {
        id source startsAt endsAt revokedAt
      }
    }`,
    { userId, planId: basicId, days: 5, reason: 'An outage', key: uuid(), ...changes },
  );
}

const periodsOf = (userId: string) => app.services.orm.em.fork().find(Period, { user: userId });
const daysOf = (period: Period) => Math.round((period.endsAt.getTime() - period.startsAt.getTime()) / DAY_MS);

async function pay(customer: Customer): Promise<string> {
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'complete');
  return pidx;
}

describe('grantDays', () => {
  it('gives a customer without access days that begin now, with reminders', async () => {
    const customer = await Customer.signUp(app);
    const { data, errors } = await grant(customer.id);
    expect(errors).toEqual([]);
    expect(data.grantDays).toMatchObject({ source: 'GRANT', revokedAt: null });
    expect(await customer.subscription()).toMatchObject({ isActive: true, daysLeft: 5, plan: { code: 'basic' } });
    const [row] = await app.services.orm.em
      .fork()
      .execute<{ count: number }[]>(
        `select count(*)::int from pgboss.job where name in ('sendReminder', 'sendEnded') and data->>'userId' = ?`,
        [customer.id],
      );
    expect(row?.count).toBe(2);
  });

  it('adds the days after access that was paid, and audits the deed with its reason', async () => {
    const customer = await Customer.signUp(app);
    await customer.verify(await pay(customer));
    const { data } = await grant(customer.id);
    expect((await customer.subscription())?.daysLeft).toBe(35);
    const entry = await app.services.orm.em.fork().findOneOrFail(AuditEntry, { targetId: customer.id });
    expect(entry).toMatchObject({ action: 'grantDays', outcome: 'DONE', reason: 'An outage', actorId: support.id });
    expect(entry.after).toMatchObject({ periodId: data.grantDays.id, days: 5 });
  });

  it('gives the days of a key once, however often it is called at the same time', async () => {
    const customer = await Customer.signUp(app);
    const key = uuid();
    const answers = await Promise.all(Array.from({ length: 8 }, () => grant(customer.id, { key })));
    expect(new Set(answers.map(({ data }) => data.grantDays.id)).size).toBe(1);
    const inCapitals = await grant(customer.id.toUpperCase(), { key, planId: basicId.toUpperCase() });
    expect(inCapitals.data.grantDays.id).toBe(answers[0]?.data.grantDays.id);
    expect(await periodsOf(customer.id)).toHaveLength(1);
    expect(await app.services.orm.em.fork().count(AuditEntry, { targetId: customer.id })).toBe(1);
  });

  it('refuses a key that belongs to other days, also at the same time for another customer', async () => {
    const [one, other] = [await Customer.signUp(app), await Customer.signUp(app)];
    const key = uuid();
    const codes = (await Promise.all([grant(one.id, { key }), grant(other.id, { key })])).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['IDEMPOTENCY_KEY_REUSED', undefined]);
    const id = codes[0] === undefined ? one.id : other.id;
    for (const changes of [{ days: 6 }, { reason: 'Another' }]) {
      expect((await grant(id, { key, ...changes })).code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
    expect(await periodsOf(id)).toHaveLength(1);
  });

  it('loses no day when payments complete and others grant at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const customer = await Customer.signUp(app);
      const pidxs = [await pay(customer), await pay(customer)];
      const answers = await Promise.all([
        ...pidxs.map((pidx) => customer.tryToVerify(pidx)),
        ...Array.from({ length: 3 }, () => grant(customer.id)),
      ]);
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      expect((await customer.subscription())?.daysLeft).toBe(2 * 30 + 3 * 5);
      const periods = (await periodsOf(customer.id)).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
      expect(periods.map(daysOf).toSorted()).toEqual([30, 30, 5, 5, 5]);
      for (const [i, period] of periods.slice(1).entries()) expect(period.startsAt).toEqual(periods[i]?.endsAt);
    }
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no days', { days: 0 }, 'BAD_USER_INPUT'],
    ['fewer than no days', { days: -1 }, 'BAD_USER_INPUT'],
    ['too many days', { days: 3651 }, 'BAD_USER_INPUT'],
    ['a blank reason', { reason: ' \u200b ' }, 'BAD_USER_INPUT'],
    ['a reason that is too long', { reason: 'x'.repeat(1001) }, 'BAD_USER_INPUT'],
    ['a reason with a NUL', { reason: 'a\u0000b' }, 'BAD_USER_INPUT'],
    ['an empty key', { key: '' }, 'BAD_USER_INPUT'],
    ['a key that is too long', { key: 'x'.repeat(256) }, 'BAD_USER_INPUT'],
    ['an unknown plan', { planId: uuid() }, 'PLAN_NOT_FOUND'],
    ['a plan that is no UUID', { planId: 'basic' }, 'PLAN_NOT_FOUND'],
    ['an unknown customer', { userId: uuid() }, 'CUSTOMER_NOT_FOUND'],
    ['a customer that is no UUID', { userId: 'x' }, 'CUSTOMER_NOT_FOUND'],
  ])('refuses %s, gives nothing and audits the refusal', async (_what, changes, expected) => {
    const customer = await Customer.signUp(app);
    expect((await grant(customer.id, changes)).code).toBe(expected);
    expect(await periodsOf(customer.id)).toEqual([]);
    const [entry] = await app.services.orm.em
      .fork()
      .find(AuditEntry, { actorId: support.id }, { orderBy: { id: 'desc' }, limit: 1 });
    expect(entry).toMatchObject({ action: 'grantDays', outcome: 'REFUSED', code: expected });
  });

  it('is not for viewers', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    expect((await grant((await Customer.signUp(app)).id, {}, viewer)).code).toBe('PERMISSION_DENIED');
  });
});

describe('revokePeriod', () => {
  let finance: TestOperator;
  beforeAll(async () => {
    finance = await TestOperator.signedIn(app, 'FINANCE');
  });
  const revoke = (id: string, changes: Record<string, unknown> = {}) =>
    finance.ask<{ revokePeriod: PeriodData }>(
      `mutation ($id: ID!, $reason: String!, $key: ID!) {
        revokePeriod(id: $id, reason: $reason, idempotencyKey: $key) { id source startsAt endsAt revokedAt }
      }`,
      { id, reason: 'Given by mistake', key: uuid(), ...changes },
    );

  it('takes away free days, once, however often it is called at the same time', async () => {
    const customer = await Customer.signUp(app);
    await customer.verify(await pay(customer));
    const { id } = (await grant(customer.id)).data.grantDays;
    const answers = await Promise.all(Array.from({ length: 6 }, () => revoke(id)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ data }) => data.revokePeriod.revokedAt)).size).toBe(1);
    expect((await customer.subscription())?.daysLeft).toBe(30);
    expect(await app.services.orm.em.fork().count(AuditEntry, { targetId: id })).toBe(1);
  });

  it('takes away a paid period: later days move up, and the payment stays paid', async () => {
    const customer = await Customer.signUp(app);
    const pidx = await pay(customer);
    await customer.verify(pidx);
    await grant(customer.id);
    const paid = (await periodsOf(customer.id)).find(({ source }) => source === PeriodSource.PAYMENT);
    const { data } = await revoke(String(paid?.id));
    expect(data.revokePeriod).toMatchObject({ source: 'PAYMENT' });
    expect((await customer.subscription())?.daysLeft).toBe(5);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED', subscription: null });
  });

  it('refuses what is unknown, over, or has the key of another period', async () => {
    const customer = await Customer.signUp(app);
    const [one, other] = [(await grant(customer.id)).data.grantDays, (await grant(customer.id)).data.grantDays];
    for (const id of [uuid(), 'x']) expect((await revoke(id)).code).toBe('PERIOD_NOT_FOUND');
    for (const changes of [{ reason: '' }, { key: '' }]) {
      expect((await revoke(one.id, changes)).code).toBe('BAD_USER_INPUT');
    }
    const key = uuid();
    await revoke(one.id, { key });
    expect((await revoke(other.id, { key })).code).toBe('IDEMPOTENCY_KEY_REUSED');
    const over = { startsAt: new Date(0), endsAt: new Date(DAY_MS) };
    await app.services.orm.em.fork().nativeUpdate(Period, other.id, over);
    expect((await revoke(other.id)).code).toBe('NOT_POSSIBLE');
  });
});
