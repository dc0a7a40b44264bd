import { DAY_MS } from '../subscriptions/period.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const FIRST_AFTER_MS = 45 * SECOND_MS;
/** When a payment without a link is failed. No customer has seen a payment page. */
export const CLOSE_UNOPENED_AFTER_MS = HOUR_MS;
const AFTER_EXPIRY_MS = 20 * SECOND_MS;
const REFUND_CHECK_EVERY_MS = 7 * DAY_MS;
const REVIEW_CHECK_EVERY_MS = DAY_MS;
const ERROR_WAIT_MS = 2 * MINUTE_MS;

/**
 * When to ask Khalti about this payment next; null for never. An open payment waits for half of its age, within limits.
 * Waits vary by up to 5 %, so that payments that were opened together are not followed up together.
 */
export function nextFollowUp(payment: Payment, accessUntil: Date | null, now: Date): Date | null {
  const ageMs = now.getTime() - payment.createdAt.getTime();
  switch (payment.status) {
    case PaymentStatus.CREATED:
      return notBefore(payment.createdAt, CLOSE_UNOPENED_AFTER_MS, now);
    case PaymentStatus.INITIATED:
      return beforeExpiry(payment, spread(now, clamp(FIRST_AFTER_MS, ageMs / 2, HOUR_MS)), now);
    case PaymentStatus.PENDING:
      return spread(now, clamp(MINUTE_MS, ageMs / 2, 6 * HOUR_MS));
    case PaymentStatus.CANCELED:
    case PaymentStatus.EXPIRED: {
      const lastCheck = payment.updatedAt.getTime() + DAY_MS;
      return lastCheck > now.getTime() ? new Date(lastCheck) : null;
    }
    case PaymentStatus.NEEDS_REVIEW:
      return ageMs < 30 * DAY_MS ? spread(now, REVIEW_CHECK_EVERY_MS) : null;
    case PaymentStatus.COMPLETED:
    case PaymentStatus.PARTIALLY_REFUNDED: {
      const next = spread(now, REFUND_CHECK_EVERY_MS);
      return accessUntil && accessUntil > now ? next : null;
    }
    case PaymentStatus.FAILED:
    case PaymentStatus.REFUNDED:
      return null;
  }
}

export function firstFollowUp(now: Date): Date {
  return spread(now, FIRST_AFTER_MS);
}

/** Soon enough for the customer, and varied enough not to overload Khalti when it recovers. */
export function nextFollowUpAfterError(now: Date): Date {
  return new Date(now.getTime() + ERROR_WAIT_MS * (0.5 + Math.random()));
}

/** Khalti reports the expiry soon after the link has expired, so wait no longer than that. */
function beforeExpiry(payment: Payment, next: Date, now: Date): Date {
  if (payment.expiresAt === null || payment.expiresAt <= now) return next;
  const expired = new Date(payment.expiresAt.getTime() + AFTER_EXPIRY_MS);
  return expired < next ? expired : next;
}

function notBefore(from: Date, afterMs: number, now: Date): Date {
  return new Date(Math.max(from.getTime() + afterMs, now.getTime() + MINUTE_MS));
}

function clamp(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function spread(now: Date, waitMs: number): Date {
  return new Date(now.getTime() + waitMs * (0.95 + Math.random() / 10));
}
