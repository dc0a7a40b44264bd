import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Language } from '../../src/languages/language.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';

// A copy on purpose: a change of the transitions must be made twice.
const allowed: Record<string, string[]> = {
  CREATED: ['INITIATED', 'FAILED'],
  INITIATED: ['PENDING', 'COMPLETED', 'CANCELED', 'EXPIRED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW'],
  PENDING: ['COMPLETED', 'CANCELED', 'EXPIRED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW'],
  CANCELED: ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW'],
  EXPIRED: ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW'],
  COMPLETED: ['REFUNDED', 'PARTIALLY_REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  NEEDS_REVIEW: ['COMPLETED', 'REFUNDED'],
  FAILED: [],
  REFUNDED: [],
};

const statuses = Object.values(PaymentStatus);
const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));

function paymentWith(status: PaymentStatus): Payment {
  const payment = new Payment();
  payment.status = status;
  return payment;
}

describe('a payment', () => {
  it.each(pairs.filter(([from, to]) => allowed[from]?.includes(to)))('that is %s may become %s', (from, to) => {
    const payment = paymentWith(from);
    payment.transitionTo(to);
    expect(payment.status).toBe(to);
  });

  it.each(pairs.filter(([from, to]) => !allowed[from]?.includes(to)))('that is %s never becomes %s', (from, to) => {
    const payment = paymentWith(from);
    expect(() => payment.transitionTo(to)).toThrow(`A payment cannot go from ${from} to ${to}`);
    expect(payment.status).toBe(from);
  });

  it.each(statuses)('that is %s has a sentence for the customer', (status) => {
    expect(paymentWith(status).messageIn(Language.EN)).toMatch(/\.$|!$/);
    expect(paymentWith(status).messageIn(Language.NE)).toMatch(/[\u0900-\u0965](!|।)?$/);
  });
});
