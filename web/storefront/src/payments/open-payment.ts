import { type ApolloClient } from '@apollo/client';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { MySubscriptionQuery } from '../subscriptions/my-subscription.ts';
import { acquireIntent, endIntent, intentName, recordPayment } from './intent.ts';
import { type Payment, statusInfo } from './payment.ts';
import { verifyPayment } from './verify-payment.ts';

const InitiatePaymentMutation = graphql(`
  mutation InitiatePayment($planId: ID!, $idempotencyKey: ID!) {
    initiatePayment(planId: $planId, idempotencyKey: $idempotencyKey) {
      ...PaymentFields
    }
  }
`);

/** After these errors, the same key never opens a payment. */
const finalRefusals = new Set(['GATEWAY_REFUSED', 'IDEMPOTENCY_KEY_REUSED', 'PLAN_NOT_FOUND']);

/**
 * The customer's open payment for a plan, or a new one. An earlier payment is verified first: the customer must not pay
 * twice, nor arrive at a payment page that is closed.
 */
export async function openPayment(client: ApolloClient, userId: string, planId: string): Promise<Payment> {
  const name = intentName(userId, planId);
  const shownEndsAt = shownEndOfAccess(client);
  let { key, isNew } = await acquireIntent(name);
  for (;;) {
    const payment = await initiatePayment(client, name, planId, key);
    if (isNew || payment.pidx === null) return payment;
    const verified = await verifyPayment(client, payment.pidx);
    if (!isFinished(verified, shownEndsAt)) return verified;
    ({ key, isNew } = await acquireIntent(name, key));
  }
}

/** The end of access that the page showed when the customer clicked. */
function shownEndOfAccess(client: ApolloClient): string | null {
  return client.readQuery({ query: MySubscriptionQuery })?.mySubscription?.endsAt ?? null;
}

async function initiatePayment(client: ApolloClient, name: string, planId: string, key: string): Promise<Payment> {
  try {
    const variables = { planId, idempotencyKey: key };
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
function isFinished({ status, subscription }: Payment, shownEndsAt: string | null): boolean {
  return status === 'COMPLETED' ? subscription?.endsAt === shownEndsAt : statusInfo[status].isFinal;
}
