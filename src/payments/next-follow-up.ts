import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const FIRST_AFTER_MS = 45 * SECOND_MS;
/** An unopened payment is closed after this time: nobody was ever given a page to pay at. */
export const CLOSE_UNOPENED_AFTER_MS = HOUR_MS;
const AFTER_EXPIRY_MS = 20 * SECOND_MS;
const REFUND_LOOK_EVERY_MS = 7 * DAY_MS;
const REVIEW_LOOK_EVERY_MS = DAY_MS;
const TROUBLE_WAIT_MS = 2 * MINUTE_MS;

/**
 * When to ask Khalti about this payment next without anybody asking; null for never again. The older an open payment,
 * the longer the wait: half of its age again, between bounds. Waits are spread by up to a tenth, so that what was opened
 * together is not asked about together.
 */
export function nextFollowUp(payment: Payment, accessUntil: Date | null, now: Date): Date | null {
  const ageMs = now.getTime() - payment.createdAt.getTime();
  switch (payment.status) {
    case PaymentStatus.CREATED:
      return at(payment.createdAt, CLOSE_UNOPENED_AFTER_MS, now);
    case PaymentStatus.INITIATED:
      return beforeExpiry(payment, spread(now, between(FIRST_AFTER_MS, ageMs / 2, HOUR_MS)), now);
    case PaymentStatus.PENDING:
      return spread(now, between(MINUTE_MS, ageMs / 2, 6 * HOUR_MS));
    case PaymentStatus.CANCELED:
    case PaymentStatus.EXPIRED: {
      const lastLook = payment.updatedAt.getTime() + DAY_MS;
      return lastLook > now.getTime() ? new Date(lastLook) : null;
    }
    case PaymentStatus.NEEDS_REVIEW:
      return ageMs < 30 * DAY_MS ? spread(now, REVIEW_LOOK_EVERY_MS) : null;
    case PaymentStatus.COMPLETED:
    case PaymentStatus.PARTIALLY_REFUNDED: {
      const next = spread(now, REFUND_LOOK_EVERY_MS);
      return accessUntil && accessUntil > now ? next : null;
    }
    case PaymentStatus.FAILED:
    case PaymentStatus.REFUNDED:
      return null;
  }
}

/** The first look, before anything is known. */
export function firstFollowUp(now: Date): Date {
  return spread(now, FIRST_AFTER_MS);
}

/** While Khalti does not answer: soon enough for the customer, and spread widely enough not to run Khalti over. */
export function nextFollowUpAfterTrouble(now: Date): Date {
  return new Date(now.getTime() + TROUBLE_WAIT_MS * (0.5 + Math.random()));
}

/** Soon after Khalti's link has run out Khalti says so: there is no point in waiting longer than until then. */
function beforeExpiry(payment: Payment, next: Date, now: Date): Date {
  if (payment.expiresAt === null || payment.expiresAt <= now) return next;
  const expired = new Date(payment.expiresAt.getTime() + AFTER_EXPIRY_MS);
  return expired < next ? expired : next;
}

function at(from: Date, afterMs: number, now: Date): Date {
  return new Date(Math.max(from.getTime() + afterMs, now.getTime() + MINUTE_MS));
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function spread(now: Date, waitMs: number): Date {
  return new Date(now.getTime() + waitMs * (0.95 + Math.random() / 10));
}
