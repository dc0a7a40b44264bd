import { type ApolloClient } from '@apollo/client';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { MySubscriptionQuery } from '../subscriptions/my-subscription.ts';
import { endIntent, intentName, notePayment, takeIntent } from './intent.ts';
import { openLink, type Payment, standings } from './payment.ts';
import { verifyPayment } from './verify-payment.ts';

const InitiatePaymentMutation = graphql(`
  mutation InitiatePayment($planId: ID!, $idempotencyKey: ID!) {
    initiatePayment(planId: $planId, idempotencyKey: $idempotencyKey) {
      ...PaymentFields
    }
  }
`);

/** After these, the same key will never open a payment. */
const refusedForGood = new Set(['GATEWAY_REFUSED', 'IDEMPOTENCY_KEY_REUSED', 'PLAN_NOT_FOUND']);

/**
 * The one payment for this customer and plan that is under way, opened if there is none. One from before is checked
 * with Khalti first, so that nobody is sent to pay what is paid already, or to a page that is closed.
 */
export async function openPayment(client: ApolloClient, userId: string, planId: string): Promise<Payment> {
  const name = intentName(userId, planId);
  const seenUntil = accessAsSeen(client);
  let { key, isNew } = await takeIntent(name);
  for (;;) {
    const payment = await initiatePayment(client, name, planId, key);
    if (isNew || payment.pidx === null) return payment;
    const checked = await verifyPayment(client, payment.pidx);
    if (!isOver(checked, seenUntil)) return checked;
    ({ key, isNew } = await takeIntent(name, key));
  }
}

/** Until when there is access, as far as the customer could see when pressing Pay. */
function accessAsSeen(client: ApolloClient): string | null {
  return client.readQuery({ query: MySubscriptionQuery })?.mySubscription?.endsAt ?? null;
}

async function initiatePayment(client: ApolloClient, name: string, planId: string, key: string): Promise<Payment> {
  try {
    const variables = { planId, idempotencyKey: key };
    const { data } = await client.mutate({ mutation: InitiatePaymentMutation, variables });
    if (!data) throw new Error('an answer without data');
    notePayment(name, key, data.initiatePayment.id);
    return data.initiatePayment;
  } catch (error) {
    if (refusedForGood.has(problemOf(error).code)) endIntent(name, { key });
    throw error;
  }
}

/** A payment that was completed behind the customer's back is shown, not followed by another one. */
function isOver(payment: Payment, seenUntil: string | null): boolean {
  if (payment.status === 'COMPLETED') return payment.subscription?.endsAt === seenUntil;
  if (payment.status === 'INITIATED') return openLink(payment) === null;
  return standings[payment.status].isOver;
}
