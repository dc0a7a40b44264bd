import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { connectDatabase, type Database } from '../../src/database/connect-database.ts';
import { unmanaged } from '../../src/database/unmanaged.ts';
import { entities } from '../../src/entities.ts';
import { ALL_DAYS, cutAccess, planCut } from '../../src/subscriptions/cut-access.ts';
import { DAY_MS, Period } from '../../src/subscriptions/period.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { Subscription } from '../../src/subscriptions/subscription.ts';
import { User } from '../../src/users/user.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const plan = new Plan({ code: 'monthly', name: 'Monthly', description: '', pricePaisa: 50_000, durationDays: 30 });

let database: TestDatabase;
let orm: Database;
let now: number;
beforeAll(async () => {
  database = await createDatabase();
  orm = await connectDatabase({ url: database.url, entities });
  await orm.em.fork().persist(plan).flush();
});
afterAll(async () => {
  await orm.close();
  await database.drop();
});
beforeEach(() => {
  now = Date.now();
});

const inDays = (days: number) => new Date(now + days * DAY_MS);
/** Rounded, because a test takes a moment. */
const daysUntil = (time: Date) => Math.round((time.getTime() - now) / DAY_MS);

/** A user with periods, such as `-10..20 20..50`: each with its first and its last day from now. Returns the payments. */
async function createLedger(periods: string): Promise<string[]> {
  const em = orm.em.fork();
  const user = new User(null, 'A Customer');
  const days = periods.split(' ').map((period) => period.split('..').map(Number) as [number, number]);
  const saved = days.map(([from, to]) => new Period(user, plan, { paymentId: uuid() }, inDays(from), to - from));
  await em.persist([user, ...saved]).flush();
  const [startsAt, endsAt] = [inDays(Number(days[0]?.[0])), inDays(Number(days.at(-1)?.[1]))];
  await em.insert(Subscription, unmanaged(Subscription, { user, plan, startsAt, endsAt }));
  return saved.map(({ paymentId }) => String(paymentId));
}

/** Returns in how many days access ends then; null if there is none. */
async function cut(payment: string | undefined, days = ALL_DAYS): Promise<number | null> {
  const which = { paymentId: String(payment) };
  const endsAt = await orm.em.fork().transactional((em) => cutAccess(em, which, days));
  return endsAt && daysUntil(endsAt);
}

/** The periods that were not revoked, and in how many days the subscription ends. */
async function readLedger(payments: string[]): Promise<{ periods: string; endsIn: number }> {
  const em = orm.em.fork();
  const all = await em.find(Period, { paymentId: { $in: payments } }, { orderBy: { startsAt: 'asc' } });
  const { endsAt } = await em.findOneOrFail(Subscription, { user: all[0]?.user.id ?? '' });
  const left = all.filter(({ revokedAt }) => revokedAt === null);
  const periods = left.map((period) => `${daysUntil(period.startsAt)}..${daysUntil(period.endsAt)}`).join(' ');
  return { periods, endsIn: daysUntil(endsAt) };
}

describe('cutAccess', () => {
  it.each([
    ['the only period: access ends now', '-10..20', 0, '', 0],
    ['a running period: the next moves up by the unused days', '-10..20 20..50', 0, '0..30', 30],
    ['a running period before two more', '-10..20 20..50 50..140', 0, '0..30 30..120', 120],
    ['a future period: the running one stays', '-10..20 20..50', 1, '-10..20', 20],
    ['a future period between two', '-10..20 20..50 50..80', 1, '-10..20 20..50', 50],
    ['a period that is over', '-40..-10 -10..20', 0, '-10..20', 20],
    ['a period that is over, before a gap', '-70..-40 -10..20', 0, '-10..20', 20],
    ['the last period, after its end: the end stays', '-70..-40 -40..-10', 1, '-70..-40', -10],
  ])('takes away the days that are left of %s', async (_what, before, index, periods, endsIn) => {
    const payments = await createLedger(before);
    expect(await cut(payments[index])).toBe(endsIn > 0 ? endsIn : null);
    expect(await readLedger(payments)).toEqual({ periods, endsIn });
  });

  it.each([
    ['the only period', '-10..20', 0, 5, '-10..15', 15],
    ['a running period: the next moves up', '-10..20 20..50 50..140', 0, 5, '-10..15 15..45 45..135', 135],
    ['a future period between two', '-10..20 20..50 50..80', 1, 10, '-10..20 20..40 40..70', 70],
    ['the last period', '-10..20 20..50', 1, 29, '-10..20 20..21', 21],
    ['all days of a future period', '-10..20 20..50 50..80', 1, 30, '-10..20 20..50', 50],
    ['more than is left of a running period', '-10..20 20..50', 0, 21, '0..30', 30],
    ['a period that is over', '-40..-10 -10..20', 0, 3, '-10..20', 20],
    ['a period, no days', '-10..20 20..50', 0, 0, '-10..20 20..50', 0],
  ])('shortens %s', async (_what, before, index, days, periods, endsIn) => {
    const payments = await createLedger(before);
    expect(await cut(payments[index], days)).toBe(endsIn > 0 ? endsIn : null);
    expect((await readLedger(payments)).periods).toEqual(periods);
  });

  it('changes nothing the second time, or for a payment without a period', async () => {
    const payments = await createLedger('-10..20 20..50');
    await cut(payments[0]);
    expect(await cut(payments[0])).toBeNull();
    expect(await cut(uuid())).toBeNull();
    expect(await readLedger(payments)).toEqual({ periods: '0..30', endsIn: 30 });
  });

  it('leaves the access of other users alone', async () => {
    const payments = await createLedger('-10..20');
    const others = await createLedger('-5..25 25..55');
    await cut(payments[0]);
    expect(await readLedger(others)).toEqual({ periods: '-5..25 25..55', endsIn: 55 });
  });

  it('takes the days of a payment away once, however often it is called at the same time', async () => {
    const payments = await createLedger('-10..20 20..50');
    await Promise.all(Array.from({ length: 6 }, () => cut(payments[0])));
    expect(await readLedger(payments)).toEqual({ periods: '0..30', endsIn: 30 });
  });

  it('takes away the days of two payments that are refunded at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const payments = await createLedger('-10..20 20..50 50..80');
      await Promise.all([cut(payments[0]), cut(payments[1])]);
      expect(await readLedger(payments)).toEqual({ periods: '0..30', endsIn: 30 });
    }
  });
});

describe('planCut', () => {
  it.each([
    ['-10..20 20..50 50..140', 0, ALL_DAYS],
    ['-10..20 20..50 50..140', 0, 5],
    ['-10..20 20..50 50..140', 1, ALL_DAYS],
    ['-10..20 20..50 50..140', 2, 40],
    ['-40..-10 -10..20', 0, ALL_DAYS],
    ['-10..20', 0, ALL_DAYS],
  ])('of %s foresees what happens to period %i, and changes nothing', async (before, index, days) => {
    const payments = await createLedger(before);
    const unchanged = await readLedger(payments);
    const em = orm.em.fork();
    const planned = await planCut(em, { paymentId: String(payments[index]) }, days);
    await em.flush();
    expect(await readLedger(payments)).toEqual(unchanged);
    await cut(payments[index], days);
    expect((await readLedger(payments)).endsIn).toBe(planned && daysUntil(planned.endsAt));
    const after = await orm.em.fork().find(Period, { paymentId: { $in: payments } });
    for (const { period, startsAt, endsAt } of planned?.moves ?? []) {
      const moved = after.find(({ id }) => id === period.id);
      expect([moved?.startsAt, moved?.endsAt].map((time) => daysUntil(time ?? new Date(0)))).toEqual(
        [startsAt, endsAt].map(daysUntil),
      );
    }
  });
});
