import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { unmanaged } from '../../src/database/unmanaged.ts';
import { grantAccess } from '../../src/subscriptions/grant-access.ts';
import { DAY_MS } from '../../src/subscriptions/period.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { Subscription } from '../../src/subscriptions/subscription.ts';
import { User } from '../../src/users/user.ts';

const now = new Date('2031-02-03T04:05:06.789Z');
const planValues = { description: '', pricePaisa: 50_000, durationDays: 30 };
const basic = new Plan({ ...planValues, code: 'basic', name: 'Basic' });
const premium = new Plan({ ...planValues, code: 'premium', name: 'Premium' });
const user = new User('customer@example.com', 'A Customer');

const MS = 1 / DAY_MS;
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);

beforeEach(() => {
  jest.useFakeTimers({ now });
});
afterEach(() => {
  jest.useRealTimers();
});

function subscriptionOf(startsInDays: number, endsInDays: number): Subscription {
  return unmanaged(Subscription, { user, plan: basic, startsAt: inDays(startsInDays), endsAt: inDays(endsInDays) });
}

describe('a subscription', () => {
  it.each([
    ['ends in 30 days', 30, true, 30],
    ['ends in 29 days and a millisecond', 29 + MS, true, 30],
    ['ends in 29 days', 29, true, 29],
    ['ends in a millisecond', MS, true, 1],
    ['ends now', 0, false, 0],
    ['ended 400 days ago', -400, false, 0],
  ])('that %s knows whether it is active, and how many days are left', (_what, endsInDays, isActive, daysLeft) => {
    expect(subscriptionOf(-500, endsInDays)).toMatchObject({ isActive, daysLeft });
  });
});

describe('grantAccess', () => {
  const grant = { user, plan: premium, from: { paymentId: 'payment' }, durationDays: 90 };

  it.each<[string, Subscription | null, { from: number; period: [number, number] }]>([
    ['the first access', null, { from: 0, period: [0, 90] }],
    ['access that runs', subscriptionOf(-10, 20), { from: -10, period: [20, 110] }],
    ['access that ends in a millisecond', subscriptionOf(-30, MS), { from: -30, period: [MS, 90 + MS] }],
    ['access that ends now', subscriptionOf(-30, 0), { from: 0, period: [0, 90] }],
    ['access that ended 5 days ago', subscriptionOf(-35, -5), { from: 0, period: [0, 90] }],
  ])('adds all days of the payment to %s, without a gap or an overlap', (_what, current, expected) => {
    const { period, subscription } = grantAccess(current, grant);
    const [startsIn, endsIn] = expected.period;
    expect(period).toMatchObject({ user, plan: premium, paymentId: 'payment', revokedAt: null });
    expect([period.startsAt, period.endsAt]).toEqual([inDays(startsIn), inDays(endsIn)]);
    expect(subscription).toMatchObject({ user, plan: premium });
    expect([subscription.startsAt, subscription.endsAt]).toEqual([inDays(expected.from), inDays(endsIn)]);
  });
});
