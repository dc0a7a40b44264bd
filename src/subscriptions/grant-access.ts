import { unmanaged } from '../database/unmanaged.ts';
import { type Period, type PeriodOrigin } from './period.ts';
import { Subscription } from './subscription.ts';

export interface NewAccess {
  user: Subscription['user'];
  plan: Subscription['plan'];
  from: PeriodOrigin;
  durationDays: number;
}

/**
 * Computes the access that a payment or a grant gives. It starts now, or when the current access ends, of whichever plan, so
 * that customers lose no days by paying early. The caller saves it together with the payment or the grant.
 */
export function grantAccess(
  current: Subscription | null,
  { user, plan, from, durationDays }: NewAccess,
): { period: Period; subscription: Subscription } {
  const now = new Date();
  const subscription = current ?? unmanaged(Subscription, { user, plan, startsAt: now, endsAt: now });
  const period = subscription.extend(plan, from, durationDays, now);
  return { period, subscription };
}
