import assert from 'node:assert/strict';
import { type Pool } from 'undici';
import { type Customers } from './customers.ts';

const PLANS = 'query Plans { plans { id code name description price pricePaisa durationDays } }';
const SUBSCRIPTION_FIELDS = 'startsAt endsAt isActive daysLeft plan { code name }';
const MY_SUBSCRIPTION = `query MySubscription { mySubscription { ${SUBSCRIPTION_FIELDS} } }`;
const PAYMENT_FIELDS = 'id status amount amountPaisa pidx paymentUrl expiresAt transactionId';
const INITIATE = `mutation InitiatePayment($planId: ID!) { initiatePayment(planId: $planId) { ${PAYMENT_FIELDS} } }`;
const VERIFY = `mutation VerifyPayment($pidx: ID!) {
  verifyPayment(pidx: $pidx) { ${PAYMENT_FIELDS} subscription { ${SUBSCRIPTION_FIELDS} } }
}`;
const MY_PAYMENTS = `query MyPayments {
  myPayments(first: 20) { edges { node { ${PAYMENT_FIELDS} } } pageInfo { hasNextPage endCursor } }
}`;

/** One thing that a client does. It checks the response. */
export type Operation = (pool: Pool, customers: Customers) => Promise<void>;

export const operations = {
  async plans(pool) {
    const { plans } = await request(pool, 'Plans', PLANS);
    assert.equal(plans.length, 3);
    assert.equal(plans[0]?.price, '500.00');
  },
  async mySubscription(pool, customers) {
    const { mySubscription } = await request(pool, 'MySubscription', MY_SUBSCRIPTION, {}, customers.nextToken());
    assert.equal(mySubscription.isActive, true);
    assert.equal(mySubscription.plan.code, 'basic');
  },
  async checkout(pool, customers) {
    const token = customers.nextToken();
    const { planId } = customers;
    const { initiatePayment: opened } = await request(pool, 'InitiatePayment', INITIATE, { planId }, token);
    assert.equal(opened.status, 'INITIATED');
    const { pidx } = opened;
    const { verifyPayment: paid } = await request(pool, 'VerifyPayment', VERIFY, { pidx }, token);
    assert.equal(paid.status, 'COMPLETED');
    assert.equal(paid.amountPaisa, 50_000);
    assert.equal(paid.transactionId, `transaction-${pidx}`);
    assert.equal(paid.subscription.isActive, true);
  },
} satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
export const operationNames = Object.keys(operations) as OperationName[];

/** Not one of the operations that are compared: the peers do not have it. */
export const myPayments: Operation = async (pool, customers) => {
  const { myPayments: page } = await request(pool, 'MyPayments', MY_PAYMENTS, {}, customers.nextToken());
  assert.ok(page.edges.length >= 1);
};

/** The fields that are checked above. */
interface Data {
  plans: { price: string }[];
  mySubscription: { isActive: boolean; plan: { code: string } };
  initiatePayment: { status: string; pidx: string };
  verifyPayment: { status: string; amountPaisa: number; transactionId: string; subscription: { isActive: boolean } };
  myPayments: { edges: unknown[] };
}

async function request(
  pool: Pool,
  operationName: string,
  query: string,
  variables: object = {},
  token: string | null = null,
): Promise<Data> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ operationName, query, variables }),
  });
  const { data, errors } = (await body.json()) as { data: Data; errors?: unknown };
  assert.equal(statusCode, 200);
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}
