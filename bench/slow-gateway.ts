import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { median, spread } from './support/figures.ts';
import { fill } from './support/fill.ts';
import { load } from './support/load.ts';
import { operations } from './support/operations.ts';
import { startKhalti, startSubject } from './support/subjects.ts';

// What a slow Khalti costs everybody else: the 99th percentile of `plans` and `mySubscription` while 200 checkouts wait for
// answers that take half a second longer, as a ratio to the same without checkouts; and how many database connections are
// in use while they wait. Usage: npm run bench:slow-gateway [-- rounds]
const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = 4;
const CHECKOUTS = 200;
const DELAY_MS = 500;
const CONNECTIONS = 32;

const postgres = await startPostgres();
const database = await postgres.create('bench');
await fill(database.pool, { users: 10_000, payments: 100_000 });
const khalti = await startKhalti();
const server = await startSubject('ours', database.url, khalti.url);
const customers = await signInCustomers(database);
const checkouts = new Pool(server.url, { connections: CHECKOUTS, pipelining: 1 });

await delay(0);
for (const operation of Object.values(operations)) {
  await load(server.url, operation, customers, { connections: CONNECTIONS, seconds: SECONDS });
}
await delay(DELAY_MS);

const ratios: Record<string, number[]> = { plans: [], mySubscription: [] };
for (let round = 1; round <= ROUNDS; round += 1) {
  for (const name of ['plans', 'mySubscription'] as const) {
    const alone = await load(server.url, operations[name], customers, { connections: CONNECTIONS, seconds: SECONDS });
    const checkingOut = checkOutAtOnce();
    const beside = await load(server.url, operations[name], customers, { connections: CONNECTIONS, seconds: SECONDS });
    await checkingOut;
    ratios[name]?.push(beside.p99Ms / alone.p99Ms);
    console.log(
      `round ${round} of ${ROUNDS}: ${name} p99 ${alone.p99Ms.toFixed(1)} ms alone, ${beside.p99Ms.toFixed(1)} ms beside ${CHECKOUTS} checkouts`,
    );
  }
}
for (const [name, values] of Object.entries(ratios)) console.log(`${name}: p99 beside ÷ alone = ${spread(values)}`);

const inUse = await connectionsInUseWhileAllWait();
console.log(
  `Database connections in use while ${CHECKOUTS} checkouts wait for Khalti: ${median(inUse)} (at most ${Math.max(...inUse)}, ${inUse.length} looks)`,
);

await checkouts.close();
await server.stop();
await khalti.stop();
await postgres.stop();
process.exit();

async function delay(delayMs: number): Promise<void> {
  await fetch(`${khalti.url}/delay`, { method: 'PUT', body: JSON.stringify({ delayMs }) });
}

function checkOutAtOnce(): Promise<void[]> {
  return Promise.all(Array.from({ length: CHECKOUTS }, () => operations.checkout(checkouts, customers)));
}

/** Looked at again and again from when the last of them has asked Khalti until just before the first is answered. */
async function connectionsInUseWhileAllWait(): Promise<number[]> {
  const waitMs = 2_000;
  await delay(waitMs);
  const all = Promise.all(Array.from({ length: CHECKOUTS }, () => operations.checkout(checkouts, customers)));
  await sleep(waitMs / 2);
  const looks: number[] = [];
  for (const endAt = Date.now() + waitMs / 4; Date.now() < endAt; await sleep(10)) {
    const { rows } = await database.pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    );
    looks.push(rows[0]?.count ?? 0);
  }
  await all;
  return looks;
}
