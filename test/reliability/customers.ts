import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { callAny } from './call-any.ts';
import { AUTH_SECRET, type Cluster } from './cluster.ts';

const PLANS = ['basic', 'standard', 'premium'];

const INITIATE = `mutation ($planId: ID!, $key: ID!, $startNow: Boolean) {
  initiatePayment(planId: $planId, idempotencyKey: $key, startNow: $startNow, despitePending: true) { pidx }
}`;
const VERIFY = 'mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }';

export interface Shopping {
  cluster: Cluster;
  random: () => number;
  planIds: Map<string, string>;
  /** Payments of which a server has said that they are completed. */
  acknowledged: Set<string>;
  /** How often each code was the final answer to a customer. */
  refusals: Map<string, number>;
  checkouts: number;
  planChanges: number;
}

export interface Shopper {
  id: string;
  token: string;
}

export async function beginShopping(cluster: Cluster, random: () => number): Promise<Shopping> {
  const { rows } = await cluster.database.query<{ id: string; code: string }>('select id, code from plans');
  const planIds = new Map(rows.map(({ id, code }) => [code, id]));
  return { cluster, random, planIds, acknowledged: new Set(), refusals: new Map(), checkouts: 0, planChanges: 0 };
}

/** Customers with confirmed addresses, who are signed in. */
export async function addShoppers({ database, publicUrl }: Cluster, count: number): Promise<Shopper[]> {
  const { rows } = await database.query<{ id: string }>(
    `insert into users (id, email, name, created_at)
     select gen_random_uuid(), 'customer-' || n || '@example.com', 'Customer ' || n, now() from generate_series(1, $1) n
     returning id`,
    [count],
  );
  return Promise.all(rows.map(async ({ id }) => ({ id, token: await tokenOf(id, publicUrl) })));
}

function tokenOf(id: string, issuer: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setIssuer(issuer)
    .setAudience('khalti-subscriptions')
    .setIssuedAt()
    .setExpirationTime('5h')
    .sign(new TextEncoder().encode(AUTH_SECRET));
}

/** One checkout: opened, then paid or not, then verified or left to the follow-up. */
export async function checkOut(shopping: Shopping, shopper: Shopper): Promise<void> {
  const { random, cluster } = shopping;
  const pidx = await open(shopping, shopper, random() < 0.15);
  if (!pidx) return;
  shopping.checkouts += 1;
  const fate = random();
  if (fate < 0.55) {
    await actAtKhalti(cluster, pidx, 'complete');
    const returns = random() < 0.2 ? 2 : 1;
    await Promise.all(Array.from({ length: returns }, () => verify(shopping, shopper, pidx)));
  } else if (fate < 0.75) await actAtKhalti(cluster, pidx, 'complete');
  else if (fate < 0.8) {
    await actAtKhalti(cluster, pidx, 'pending');
    await verify(shopping, shopper, pidx);
    await actAtKhalti(cluster, pidx, 'complete');
  } else if (fate < 0.9) {
    await actAtKhalti(cluster, pidx, 'cancel');
    await verify(shopping, shopper, pidx);
  } else if (fate < 0.97) await actAtKhalti(cluster, pidx, 'expire');
}

async function open(shopping: Shopping, shopper: Shopper, startNow: boolean): Promise<string | null> {
  const code = PLANS[Math.floor(shopping.random() * PLANS.length)] ?? 'basic';
  const variables = { planId: shopping.planIds.get(code), key: randomUUID(), startNow };
  const answer = await ask<{ initiatePayment: { pidx: string } }>(shopping, shopper, INITIATE, variables);
  // Without access, or with too little left to pay, there is nothing to change.
  if (startNow && answer.code !== undefined) return open(shopping, shopper, false);
  if (answer.code !== undefined) count(shopping.refusals, answer.code);
  else if (startNow) shopping.planChanges += 1;
  return answer.data?.initiatePayment?.pidx ?? null;
}

async function verify(shopping: Shopping, shopper: Shopper, pidx: string): Promise<void> {
  const { data, code } = await ask<{ verifyPayment: { status: string } }>(shopping, shopper, VERIFY, { pidx });
  if (code !== undefined) count(shopping.refusals, code);
  if (data?.verifyPayment?.status === 'COMPLETED') shopping.acknowledged.add(pidx);
}

function ask<Data>({ cluster }: Shopping, { token }: Shopper, query: string, variables: Record<string, unknown>) {
  return callAny<Data>(cluster, { query, variables, headers: { authorization: `Bearer ${token}` } });
}

/** What the customer, or a member of the staff on the dashboard, does at Khalti. */
export async function actAtKhalti({ simulator }: Cluster, pidx: string, act: string): Promise<void> {
  const response = await fetch(`${simulator.url}/simulator/payments/${pidx}/${act}`, { method: 'POST' });
  await response.arrayBuffer();
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
