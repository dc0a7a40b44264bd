import { dayInNepal } from '../../../kit/moment.tsx';
import { texts } from '../texts/texts.ts';
import type { MySubscription, Period } from './my-subscription.ts';

/** What a plan that is bought now waits for; undefined if it starts as soon as it is paid. */
export function lastPeriod(subscription: MySubscription | null | undefined): Period | undefined {
  return subscription?.isActive ? subscription.periods.at(-1) : undefined;
}

/** "Starts on 25 December 2026, after Basic." */
export function startSentence(subscription: MySubscription | null | undefined): string {
  const last = lastPeriod(subscription);
  return last ? texts.plans.startsAfter(dayInNepal(last.endsAt), nameOf(last)) : texts.plans.startsAtOnce;
}

/** Whether buying this plan continues it without another plan between. */
export function isRenewal(subscription: MySubscription | null | undefined, planId: string): boolean {
  const last = lastPeriod(subscription);
  return last?.source === 'PAYMENT' && last.plan.id === planId;
}

/** "Basic", "Basic (trial)". */
export function nameOf({ source, plan }: Period): string {
  return source === 'PAYMENT' ? plan.name : texts.plans.from[source](plan.name);
}
