import { detached } from '../detached.ts';
import { type Period } from './period.ts';
import { Subscription } from './subscription.ts';

export interface Grant {
  user: Subscription['user'];
  plan: Subscription['plan'];
  paymentId: string;
  durationDays: number;
}

/**
 * A payment's days: from now where there is no access, else from where access ends, whichever plan runs until then, so
 * that nobody loses days by paying early. Decides, and leaves the saving to whoever settles the payment, which has to
 * happen at the same moment or not at all.
 */
export function grantAccess(
  standing: Subscription | null,
  { user, plan, paymentId, durationDays }: Grant,
): { period: Period; subscription: Subscription } {
  const now = new Date();
  const subscription = standing ?? detached(Subscription, { user, plan, startsAt: now, endsAt: now });
  const period = subscription.extend(plan, paymentId, durationDays, now);
  return { period, subscription };
}
