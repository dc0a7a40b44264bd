import { DAY_MS } from '../subscriptions/period.ts';
import { type Refund } from './refund.ts';
import { RefundStatus } from './refund-status.ts';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const FIRST_RETRY_MS = MINUTE_MS;

/** Counted from Khalti's answer. */
const AFTER_DONE_MS = [MINUTE_MS, HOUR_MS, DAY_MS, 3 * DAY_MS];
/** Counted from the sending. */
const DAYS = Array.from({ length: 14 }, (_, index) => (index + 1) * DAY_MS);
const AFTER_UNKNOWN_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, ...DAYS];

/** When to look at a refund next; null for never. */
export function nextRefundFollowUp(refund: Refund, now: Date): Date | null {
  const { since, waits } = plan(refund);
  if (!since) return null;
  const next = waits.map((ms) => since.getTime() + ms).find((time) => time > now.getTime());
  return next === undefined ? null : new Date(next);
}

/** After an error at Khalti: soon, and also after the last planned time, so that this one is not lost. */
export function nextRefundFollowUpAfterError(refund: Refund, now: Date): Date | null {
  const { since, waits } = plan(refund);
  const lastMs = waits.at(-1) ?? 0;
  if (!since || now.getTime() - since.getTime() > lastMs + DAY_MS) return null;
  return waitForShare(since, now);
}

/** When to try again to send a refund that could not be sent. */
export function nextSending({ createdAt }: Refund, now: Date): Date {
  return waitForShare(createdAt, now);
}

function plan({ status, doneAt, sentAt }: Refund): { since: Date | null; waits: number[] } {
  if (status === RefundStatus.DONE) return { since: doneAt, waits: AFTER_DONE_MS };
  return { since: status === RefundStatus.UNKNOWN ? sentAt : null, waits: AFTER_UNKNOWN_MS };
}

/** A tenth of the age, from a minute to an hour. */
function waitForShare(since: Date, now: Date): Date {
  const ageMs = now.getTime() - since.getTime();
  return new Date(now.getTime() + Math.min(HOUR_MS, Math.max(FIRST_RETRY_MS, ageMs / 10)));
}
