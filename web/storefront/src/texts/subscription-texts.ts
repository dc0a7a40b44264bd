import type { englishSubscription } from './english-subscription.ts';

export type SubscriptionTexts = typeof englishSubscription;

export let subscriptionTexts: SubscriptionTexts;

export function setSubscriptionTexts(chosen: SubscriptionTexts): void {
  subscriptionTexts = chosen;
}
