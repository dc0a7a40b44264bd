import { unmanaged } from '../database/unmanaged.ts';
import { type Period } from './period.ts';
import { Subscription } from './subscription.ts';

export interface Grant {
  user: Subscription['user'];
  plan: Subscription['plan'];
  paymentId: string;
  durationDays: number;
}

/**
 * Computes the access that a payment grants. It starts now, or when the current access ends, of whichever plan, so that
 * customers lose no days by paying early. The caller saves it in the same statement as the payment.
 */
export function grantAccess(
  current: Subscription | null,
  { user, plan, paymentId, durationDays }: Grant,
): { period: Period; subscription: Subscription } {
  const now = new Date();
  const subscription = current ?? unmanaged(Subscription, { user, plan, startsAt: now, endsAt: now });
  const period = subscription.extend(plan, paymentId, durationDays, now);
  return { period, subscription };
}
