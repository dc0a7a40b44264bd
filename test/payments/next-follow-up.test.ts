import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  firstFollowUp,
  nextFollowUp,
  nextFollowUpAfterError,
  nextFollowUpOfUnknown,
} from '../../src/payments/next-follow-up.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = new Date('2031-02-03T04:05:06.789Z');

// Waits vary by up to 5 % on either side; the more samples, the surer a test is to meet both ends.
const SAMPLES = 200;

interface Given {
  status: keyof typeof PaymentStatus;
  age?: number;
  /** Time since the last change; by default the age. */
  unchangedFor?: number;
  /** Time until the link expires; negative if it has expired. */
  expiresIn?: number;
  /** Time until the access of this payment ends; negative if it has ended. */
  accessFor?: number;
}

function waits({ status, age = 0, unchangedFor = age, expiresIn, accessFor }: Given): number[] | null {
  const payment = new Payment();
  payment.status = PaymentStatus[status];
  payment.createdAt = new Date(now.getTime() - age);
  payment.durationDays = 30;
  payment.updatedAt = new Date(now.getTime() - unchangedFor);
  payment.expiresAt = expiresIn === undefined ? null : new Date(now.getTime() + expiresIn);
  const accessUntil = accessFor === undefined ? null : new Date(now.getTime() + accessFor);
  const times = Array.from({ length: SAMPLES }, () => nextFollowUp(payment, accessUntil, now));
  return times.includes(null) ? null : times.map((time) => Number(time) - now.getTime());
}

describe('nextFollowUp', () => {
  it.each<[string, Given, number]>([
    ['an initiated payment: 45 seconds at first', { status: 'INITIATED' }, 45 * SECOND],
    ['an initiated payment: 45 seconds until it is 90 seconds old', { status: 'INITIATED', age: MINUTE }, 45 * SECOND],
    ['an initiated payment: half of its age', { status: 'INITIATED', age: 20 * MINUTE }, 10 * MINUTE],
    ['an initiated payment: at most an hour', { status: 'INITIATED', age: 3 * DAY }, HOUR],
    ['an initiated payment, link valid', { status: 'INITIATED', age: 20 * MINUTE, expiresIn: HOUR }, 10 * MINUTE],
    ['an initiated payment, link expired', { status: 'INITIATED', age: 40 * MINUTE, expiresIn: -1 }, 20 * MINUTE],
    ['a pending payment: a minute at first', { status: 'PENDING' }, MINUTE],
    ['a pending payment: half of its age', { status: 'PENDING', age: 4 * HOUR }, 2 * HOUR],
    ['a pending payment: at most six hours', { status: 'PENDING', age: 5 * DAY }, 6 * HOUR],
    ['a pending payment, whenever its link expires', { status: 'PENDING', age: 4 * HOUR, expiresIn: MINUTE }, 2 * HOUR],
    ['a payment that needs review: a day', { status: 'NEEDS_REVIEW' }, DAY],
    ['a payment that needs review, for 30 days', { status: 'NEEDS_REVIEW', age: 30 * DAY - 1 }, DAY],
    ['a completed payment: a day', { status: 'COMPLETED', age: DAY, accessFor: 29 * DAY }, DAY],
    ['a completed payment, for a week', { status: 'COMPLETED', age: 7 * DAY - 1, accessFor: 23 * DAY }, DAY],
    ['a completed payment, then a week', { status: 'COMPLETED', age: 7 * DAY, accessFor: 23 * DAY }, 7 * DAY],
    ['a completed payment, to the end of access', { status: 'COMPLETED', age: 30 * DAY, accessFor: 1 }, 7 * DAY],
    ['a partly refunded payment', { status: 'PARTIALLY_REFUNDED', age: DAY, accessFor: 29 * DAY }, DAY],
  ])('waits about the right time, 5 %% more or less, for %s', (_what, given, expected) => {
    const found = waits(given) ?? [];
    expect(Math.min(...found)).toBeGreaterThanOrEqual(Math.floor(expected * 0.95));
    expect(Math.max(...found)).toBeLessThanOrEqual(expected * 1.05);
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(expected * 0.05);
  });

  it.each<[string, Given, number]>([
    ['a completed payment: an hour after it was paid', { status: 'COMPLETED', age: 0, accessFor: 30 * DAY }, HOUR],
    ['access that has ended', { status: 'COMPLETED', age: 30 * DAY, accessFor: 0 }, 30 * DAY],
    ['access that has ended for 30 days', { status: 'COMPLETED', age: 60 * DAY, accessFor: -30 * DAY }, 60 * DAY],
    ['access that has ended for 90 days', { status: 'COMPLETED', age: 120 * DAY, accessFor: -90 * DAY }, 90 * DAY],
    ['access that was revoked', { status: 'PARTIALLY_REFUNDED', age: 31 * DAY }, 29 * DAY],
  ])('waits at least until, and at most 5 %% more, for %s', (_what, given, expected) => {
    const found = waits(given) ?? [];
    expect(Math.min(...found)).toBeGreaterThanOrEqual(expected);
    expect(Math.max(...found)).toBeLessThanOrEqual(expected * 1.05);
  });

  it.each<[string, Given, number]>([
    ['a created payment: when it is an hour old', { status: 'CREATED' }, HOUR],
    ['a created payment of 50 minutes', { status: 'CREATED', age: 50 * MINUTE }, 10 * MINUTE],
    ['a created payment of more than an hour: in a minute', { status: 'CREATED', age: 2 * HOUR }, MINUTE],
    ['an initiated payment: 20 seconds after its link expires', { status: 'INITIATED', expiresIn: 1 }, 20_001],
    ['an initiated payment that is old', { status: 'INITIATED', age: HOUR, expiresIn: 9 * MINUTE }, 560 * SECOND],
    ['a cancelled payment: a day after it changed', { status: 'CANCELED', age: DAY, unchangedFor: HOUR }, 23 * HOUR],
    ['a cancelled payment: the last moment', { status: 'CANCELED', age: DAY - 1 }, 1],
    ['an expired payment: a day after it changed', { status: 'EXPIRED', age: 9 * DAY, unchangedFor: 0 }, DAY],
    ['an expired payment: the last moment', { status: 'EXPIRED', age: DAY - 1 }, 1],
  ])('waits exactly for %s', (_what, given, expected) => {
    expect(new Set(waits(given))).toEqual(new Set([expected]));
  });

  it.each<[string, Given]>([
    ['a cancelled payment, a day after it changed', { status: 'CANCELED', age: DAY }],
    ['an expired payment, a day after it changed', { status: 'EXPIRED', age: DAY }],
    ['a payment that needs review for 30 days', { status: 'NEEDS_REVIEW', age: 30 * DAY }],
    ['a completed payment, 180 days after access', { status: 'COMPLETED', age: 210 * DAY, accessFor: -180 * DAY }],
    ['a partly refunded payment, long after access', { status: 'PARTIALLY_REFUNDED', age: 400 * DAY }],
    ['a refunded payment', { status: 'REFUNDED', age: DAY, accessFor: 29 * DAY }],
    ['a failed payment', { status: 'FAILED', age: DAY }],
  ])('ends for %s', (_what, given) => {
    expect(waits(given)).toBeNull();
  });

  it.each(Object.keys(PaymentStatus) as (keyof typeof PaymentStatus)[])('never lies in the past: %s', (status) => {
    for (const age of [0, 1, MINUTE, HOUR, DAY, 29 * DAY, 400 * DAY]) {
      for (const expiresIn of [undefined, -DAY, -1, 0, 1, DAY]) {
        for (const wait of waits({ status, age, accessFor: DAY, ...(expiresIn === undefined ? {} : { expiresIn }) }) ??
          []) {
          expect(wait).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe('firstFollowUp', () => {
  it('is about 45 seconds after the payment was created', () => {
    const found = Array.from({ length: SAMPLES }, () => firstFollowUp(now).getTime() - now.getTime());
    expect(Math.min(...found)).toBeGreaterThanOrEqual(Math.floor(45 * SECOND * 0.95));
    expect(Math.max(...found)).toBeLessThanOrEqual(45 * SECOND * 1.05);
  });
});

describe.each([
  ['nextFollowUpAfterError', (payment: Payment) => nextFollowUpAfterError(payment, now)],
  ['nextFollowUpOfUnknown', (payment: Payment) => nextFollowUpOfUnknown(payment, null, now)],
])('%s', (name, next) => {
  const sample = (age: number): number[] => {
    const payment = new Payment();
    payment.status = PaymentStatus.INITIATED;
    payment.createdAt = new Date(now.getTime() - age);
    return Array.from({ length: SAMPLES }, () => Number(next(payment)) - now.getTime());
  };

  it('is soon for a fresh payment', () => {
    expect(Math.min(...sample(MINUTE))).toBeGreaterThanOrEqual(MINUTE);
    expect(Math.max(...sample(MINUTE))).toBeLessThanOrEqual(3 * MINUTE);
  });

  it('is later for an older payment', () => {
    expect(Math.min(...sample(3 * HOUR))).toBeGreaterThan(Math.min(...sample(MINUTE)) * 5);
    const longest = name === 'nextFollowUpAfterError' ? 1.5 * HOUR : 1.05 * DAY;
    expect(Math.max(...sample(6 * DAY))).toBeLessThanOrEqual(longest);
  });
});

describe('nextFollowUpAfterError', () => {
  it('is spread widely, so that Khalti is not overloaded when it recovers', () => {
    const payment = new Payment();
    payment.createdAt = now;
    const found = Array.from({ length: SAMPLES }, () => nextFollowUpAfterError(payment, now).getTime());
    expect(Math.max(...found) - Math.min(...found)).toBeGreaterThan(MINUTE);
  });
});

describe('nextFollowUpOfUnknown', () => {
  it('is never after seven days, unless the payment was paid', () => {
    const payment = new Payment();
    payment.createdAt = new Date(now.getTime() - 8 * DAY);
    payment.status = PaymentStatus.INITIATED;
    expect(nextFollowUpOfUnknown(payment, null, now)).toBeNull();
    payment.status = PaymentStatus.COMPLETED;
    expect(nextFollowUpOfUnknown(payment, new Date(now.getTime() + DAY), now)).not.toBeNull();
    expect(nextFollowUpOfUnknown(payment, new Date(now.getTime() - 180 * DAY), now)).toBeNull();
  });
});
