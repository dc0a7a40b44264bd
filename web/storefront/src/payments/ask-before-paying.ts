import { type ApolloClient } from '@apollo/client';
import { type MySubscriptionQuery as Mine } from '../gql/graphql.ts';
import { type Plan } from '../plans/plan.ts';
import { MySubscriptionQuery } from '../subscriptions/my-subscription.ts';
import { MeQuery } from '../users/customer.ts';

type Buyer =
  | { state: 'VISITOR' }
  /** Another tab has signed in as another customer: this page must not buy for them. */
  | { state: 'OTHER'; name: string }
  | { state: 'CUSTOMER'; id: string; mine: Mine };

/** Who buys, and what they have: as the server knows it now, not this device. */
export async function askBeforePaying(client: ApolloClient): Promise<Buyer> {
  const shown = client.readQuery({ query: MeQuery })?.me;
  // Of a session that has ended, the server refuses this, and the customer signs in again.
  const asked = shown ? askMine(client) : null;
  const [{ data }] = await Promise.all([client.query({ query: MeQuery, fetchPolicy: 'no-cache' }), asked]);
  const me = data?.me;
  if (!me) return { state: 'VISITOR' };
  if (shown !== undefined && shown?.id !== me.id) return { state: 'OTHER', name: me.name };
  return { state: 'CUSTOMER', id: me.id, mine: await (asked ?? askMine(client)) };
}

async function askMine(client: ApolloClient): Promise<Mine> {
  const { data } = await client.query({ query: MySubscriptionQuery, fetchPolicy: 'no-cache' });
  if (!data) throw new Error('The response has no data.');
  return data;
}

/** Whether to ask before a payment opens: about one that is pending, or at another price, or about changing the plan now. */
export function hasChoice(plan: Plan, { mySubscription, myOpenPayments }: Mine): boolean {
  const isOtherPlanNow = mySubscription?.isActive === true && mySubscription.plan.id !== plan.id;
  return isOtherPlanNow || myOpenPayments.some((open) => open.status === 'PENDING' || isAtOtherPrice(open, plan));
}

/** Whether a payment for this plan can still be paid, but not at the price of now. */
export function isAtOtherPrice({ status, startsNow, amountPaisa, plan: { id } }: Open, plan: Plan): boolean {
  return status === 'INITIATED' && !startsNow && id === plan.id && amountPaisa !== plan.pricePaisa;
}

type Open = Mine['myOpenPayments'][number];
