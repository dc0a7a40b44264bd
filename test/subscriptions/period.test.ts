import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, Period } from '../../src/subscriptions/period.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { User } from '../../src/users/user.ts';

const plan = new Plan({ code: 'basic', name: 'Basic', description: '', pricePaisa: 50_000, durationDays: 30 });
const user = new User('customer@example.com', 'A Customer');
const now = new Date('2031-02-03T04:05:06.789Z');

const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);

function periodOf(startsInDays: number, durationDays: number): Period {
  return new Period(
    user,
    plan,
    { paymentId: '00000000-0000-7000-8000-000000000000' },
    inDays(startsInDays),
    durationDays,
  );
}

describe('a period', () => {
  it.each([
    ['2031-02-03T04:05:06.789Z', 1, '2031-02-04T04:05:06.789Z'],
    ['2031-02-03T04:05:06.789Z', 30, '2031-03-05T04:05:06.789Z'],
    ['2032-02-28T23:59:59.999Z', 1, '2032-02-29T23:59:59.999Z'],
    ['2031-12-31T18:15:00.000Z', 365, '2032-12-30T18:15:00.000Z'],
    ['2031-01-01T00:00:00.000Z', 36_500, '2130-12-08T00:00:00.000Z'],
  ])('that starts at %s and has %i days of 24 hours ends at %s', (startsAt, days, endsAt) => {
    const period = new Period(user, plan, { paymentId: 'payment' }, new Date(startsAt), days);
    expect(period.endsAt.toISOString()).toBe(endsAt);
    expect(period.startsAt.toISOString()).toBe(startsAt);
    expect(period.revokedAt).toBeNull();
  });

  it.each([
    ['that starts now', 0, 30],
    ['of which 10 days are used', -10, 20],
    ['of which all but a millisecond is used', 1 / DAY_MS - 30, 1 / DAY_MS],
    ['that ends now', -30, 0],
    ['that ended 10 days ago', -40, 0],
    ['that starts in 10 days', 10, 30],
  ])('of 30 days %s leaves the rest when it is revoked', (_what, startsInDays, leftDays) => {
    const period = periodOf(startsInDays, 30);
    const endsAt = period.endsAt.getTime();
    expect(period.revoke(now)).toBe(leftDays * DAY_MS);
    expect(period.revokedAt).toEqual(now);
    expect(period.endsAt.getTime()).toBe(endsAt);
  });

  it('keeps its length when it moves up', () => {
    const period = periodOf(30, 90);
    period.moveUp(20 * DAY_MS);
    expect([period.startsAt, period.endsAt]).toEqual([inDays(10), inDays(100)]);
    period.moveUp(0);
    expect([period.startsAt, period.endsAt]).toEqual([inDays(10), inDays(100)]);
  });
});
