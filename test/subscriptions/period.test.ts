import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Period } from '../../src/subscriptions/period.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { User } from '../../src/users/user.ts';

const plan = new Plan({ code: 'basic', name: 'Basic', description: '', pricePaisa: 50_000, durationDays: 30 });
const user = new User('customer@example.com', 'A Customer');
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
});
