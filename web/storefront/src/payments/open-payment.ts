import { type ApolloClient } from '@apollo/client';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { type Plan } from '../plans/plan.ts';
import { MySubscriptionQuery } from '../subscriptions/my-subscription.ts';
import { acquireIntent, endIntent, intentName, recordPayment } from './intent.ts';
import { type OpenPayment, type Payment, statusInfo } from './payment.ts';
import { verifyPayment } from './verify-payment.ts';

const InitiatePaymentMutation = graphql(`
  mutation InitiatePayment(
    $planId: ID!
    $idempotencyKey: ID!
    $expectedPricePaisa: Int!
    $startNow: Boolean!
    $despitePending: Boolean!
  ) {
    initiatePayment(
      planId: $planId
      idempotencyKey: $idempotencyKey
      expectedPricePaisa: $expectedPricePaisa
      startNow: $startNow
      despitePending: $despitePending
    ) {
      ...PaymentFields
    }
  }
`);

/** After these errors, the same key never opens a payment. */
const finalRefusals = new Set(['GATEWAY_REFUSED', 'IDEMPOTENCY_KEY_REUSED', 'PLAN_NOT_FOUND']);
// The unused value of a plan falls by a few paisa while the customer reads.
const TOLERANCE_PAISA = 100;

export interface Purchase {
  userId: string;
  plan: Plan;
  startNow: boolean;
  /** What the page shows: the price, less the unused value with `startNow`. */
  toPayPaisa: number;
  /** The customer has read that another payment is pending. */
  despitePending: boolean;
  /** From the server, so also those of other devices. */
  open: readonly OpenPayment[];
}

/**
 * The customer's open payment for a plan, or a new one. An earlier payment is verified first: the customer must not pay
 * twice, nor arrive at a payment page that is closed.
 */
export async function openPayment(client: ApolloClient, purchase: Purchase): Promise<Payment> {
  const name = intentName(purchase.userId, purchase.plan.id, purchase.startNow);
  const shownEndsAt = shownEndOfAccess(client);
  const found = purchase.open.find((open) => isFor(open, purchase) && isAtSum(open, purchase));
  const first = found?.pidx ? await verifyPayment(client, found.pidx) : null;
  if (first && isOfUse(first, purchase, shownEndsAt)) return first;
  let { key, isNew } = await acquireIntent(name);
  for (;;) {
    const payment = await initiatePayment(client, name, key, purchase);
    if (isNew || payment.pidx === null) return payment;
    const verified = await verifyPayment(client, payment.pidx);
    if (isOfUse(verified, purchase, shownEndsAt)) return verified;
    ({ key, isNew } = await acquireIntent(name, key));
  }
}

/** Whether the sum is what the page shows. */
export function isAtSum({ amountPaisa }: { amountPaisa: number }, { startNow, toPayPaisa }: Purchase): boolean {
  return Math.abs(amountPaisa - toPayPaisa) <= (startNow ? TOLERANCE_PAISA : 0);
}

function isFor({ status, startsNow, plan }: OpenPayment, wanted: Purchase): boolean {
  return status === 'INITIATED' && startsNow === wanted.startNow && plan.id === wanted.plan.id;
}

/** The end of access that the page showed when the customer clicked. */
function shownEndOfAccess(client: ApolloClient): string | null {
  return client.readQuery({ query: MySubscriptionQuery })?.mySubscription?.endsAt ?? null;
}

async function initiatePayment(client: ApolloClient, name: string, key: string, purchase: Purchase): Promise<Payment> {
  const { plan, startNow, despitePending } = purchase;
  const wanted = { planId: plan.id, expectedPricePaisa: plan.pricePaisa, startNow, despitePending };
  try {
    const variables = { ...wanted, idempotencyKey: key };
    const { data } = await client.mutate({ mutation: InitiatePaymentMutation, variables });
    if (!data) throw new Error('The response has no data.');
    recordPayment(name, key, data.initiatePayment.id);
    return data.initiatePayment;
  } catch (error) {
    if (finalRefusals.has(problemOf(error).code)) endIntent(name, { key });
    throw error;
  }
}

/** A completed payment that the customer has not seen yet is shown instead of opening another one. */
function isOfUse(payment: Payment, purchase: Purchase, shownEndsAt: string | null): boolean {
  const { status, subscription } = payment;
  if (status === 'PENDING') return !purchase.despitePending;
  if (status === 'INITIATED') return isAtSum(payment, purchase);
  return status === 'COMPLETED' ? subscription?.endsAt !== shownEndsAt : !statusInfo[status].isFinal;
}
