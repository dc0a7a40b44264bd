import { DAY_MS } from '../subscriptions/period.ts';
import { type Payment, PENDING_AFTER_END } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { ReviewDecision } from './review-reason.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const FIRST_AFTER_MS = 45 * SECOND_MS;
/** When a payment without a link is failed. No customer has seen a payment page. */
export const CLOSE_UNOPENED_AFTER_MS = HOUR_MS;
const AFTER_EXPIRY_MS = 20 * SECOND_MS;
const REFUND_CHECK_EVERY_MS = 7 * DAY_MS;
const DAILY_CHECKS = 7;
const CHECKS_AFTER_ACCESS_DAYS = [30, 90, 180];
const REVIEW_CHECK_EVERY_MS = DAY_MS;
const PENDING_CHECK_EVERY_MS = DAY_MS;
const ERROR_WAIT_MS = 2 * MINUTE_MS;
const SHORT_ERROR_WAIT_MS = 20 * SECOND_MS;
/** For how long after its opening a payment that Khalti does not know is looked up again. */
export const FOLLOW_UNKNOWN_FOR_MS = 7 * DAY_MS;
const RETURN_ELSEWHERE_FOR_MS = 30 * DAY_MS;

/**
 * When to ask Khalti about this payment next; null for never. An open payment waits for half of its age, within limits.
 * Waits vary by up to 5 %, so that payments that were opened together are not followed up together.
 */
export function nextFollowUp(payment: Payment, accessUntil: Date | null, now: Date): Date | null {
  const ageMs = now.getTime() - payment.createdAt.getTime();
  switch (payment.status) {
    case PaymentStatus.CREATED:
      return notBefore(payment.createdAt, CLOSE_UNOPENED_AFTER_MS, now);
    case PaymentStatus.INITIATED: {
      const mostMs = payment.isLinkExpired ? DAY_MS : HOUR_MS;
      return beforeExpiry(payment, spread(now, clamp(FIRST_AFTER_MS, ageMs / 2, mostMs)), now);
    }
    case PaymentStatus.PENDING:
      return spread(now, clamp(MINUTE_MS, ageMs / 2, 6 * HOUR_MS));
    case PaymentStatus.CANCELED:
    case PaymentStatus.EXPIRED: {
      if (payment.failureCode === PENDING_AFTER_END) return spread(now, PENDING_CHECK_EVERY_MS);
      const lastCheck = payment.updatedAt.getTime() + DAY_MS;
      return lastCheck > now.getTime() ? new Date(lastCheck) : null;
    }
    case PaymentStatus.NEEDS_REVIEW:
      if (payment.reviewDecision === ReviewDecision.DISMISS) return null;
      return ageMs < 30 * DAY_MS ? spread(now, REVIEW_CHECK_EVERY_MS) : null;
    case PaymentStatus.COMPLETED:
    case PaymentStatus.PARTIALLY_REFUNDED:
      return nextRefundCheck(payment, accessUntil, now);
    case PaymentStatus.FAILED:
    case PaymentStatus.REFUNDED:
      return null;
  }
}

/**
 * A paid payment can be refunded on Khalti's dashboard: after an hour, daily for a week, weekly while access runs, and three
 * times after it has ended.
 */
function nextRefundCheck(payment: Payment, accessUntil: Date | null, now: Date): Date | null {
  const paidMs = (payment.paidAt ?? payment.createdAt).getTime();
  const endMs = accessUntil?.getTime() ?? paidMs + payment.durationDays * DAY_MS;
  const paidForMs = now.getTime() - paidMs;
  if (paidForMs < HOUR_MS) return later(now, HOUR_MS - paidForMs);
  if (paidForMs < DAILY_CHECKS * DAY_MS) return spread(now, DAY_MS);
  if (endMs > now.getTime()) return spread(now, REFUND_CHECK_EVERY_MS);
  const next = CHECKS_AFTER_ACCESS_DAYS.map((days) => endMs + days * DAY_MS).find((time) => time > now.getTime());
  return next === undefined ? null : later(now, next - now.getTime());
}

/** Up to 5 % later, and never earlier: at an earlier time, the same check would be planned again. */
function later(now: Date, waitMs: number): Date {
  return new Date(now.getTime() + waitMs * (1 + Math.random() / 20));
}

export function firstFollowUp(now: Date): Date {
  return spread(now, FIRST_AFTER_MS);
}

/**
 * After an error at Khalti. Soon for a fresh payment, and sooner if its customer is back and waits for access. At most an hour, so that the end of
 * an outage is noticed. Varied widely, so that the payments of an outage do not all return at once.
 */
export function nextFollowUpAfterError(payment: Payment, now: Date, { isCustomerBack = false } = {}): Date {
  const ageMs = now.getTime() - payment.createdAt.getTime();
  const leastMs = isCustomerBack ? SHORT_ERROR_WAIT_MS : ERROR_WAIT_MS;
  return new Date(now.getTime() + clamp(leastMs, ageMs / 10, HOUR_MS) * (0.5 + Math.random()));
}

/** Of a payment that Khalti does not know: ever more rarely, then never, unless it was paid and its access still runs. */
export function nextFollowUpOfUnknown(payment: Payment, accessUntil: Date | null, now: Date): Date | null {
  if (payment.isSettled) return nextFollowUp(payment, accessUntil, now);
  const ageMs = now.getTime() - payment.createdAt.getTime();
  return ageMs < FOLLOW_UNKNOWN_FOR_MS ? spread(now, clamp(ERROR_WAIT_MS, ageMs / 2, DAY_MS)) : null;
}

/**
 * Of a payment that another Khalti has opened. It is not looked up; the job only comes back, in case the configuration was a
 * mistake that is corrected.
 */
export function nextFollowUpElsewhere(payment: Payment, accessUntil: Date | null, now: Date): Date | null {
  if (!payment.isOpen) return nextFollowUp(payment, accessUntil, now);
  const ageMs = now.getTime() - payment.createdAt.getTime();
  return ageMs < RETURN_ELSEWHERE_FOR_MS ? spread(now, clamp(ERROR_WAIT_MS, ageMs / 2, DAY_MS)) : null;
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
