import 'reflect-metadata';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { CheckoutRush } from './support/checkout-rush.ts';
import { signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { median, spread } from './support/figures.ts';
import { fill, STANDARD_DATA } from './support/fill.ts';
import { load } from './support/load.ts';
import { operations } from './support/operations.ts';
import { startKhalti, startSubject } from './support/subjects.ts';

// Measures how a slow Khalti affects other requests: the 99th percentile of `plans` and `mySubscription` while 200 customers
// check out again and again, with answers that take 500 ms, as a ratio to the same without checkouts. Also counts the database
// connections in use while all checkouts wait. Usage: npm run bench:slow-gateway [-- rounds]
const ROUNDS = Number(process.argv[2] ?? 6);
const SECONDS = 4;
const CHECKOUTS = 200;
const DELAY_MS = 500;
const CONNECTIONS = 32;
const LOAD = { connections: CONNECTIONS, seconds: SECONDS };

const postgres = await startPostgres();
const database = await postgres.create('bench');
await fill(database.pool, STANDARD_DATA);
const khalti = await startKhalti();
const server = await startSubject('ours', database.url, khalti.url);
const customers = await signInCustomers(database);
const checkouts = new CheckoutRush(server.url, customers, CHECKOUTS);

await setKhaltiDelay(0);
for (const operation of Object.values(operations)) {
  await load(server.url, operation, customers, LOAD);
}
await setKhaltiDelay(DELAY_MS);

const ratios: Record<string, number[]> = { plans: [], mySubscription: [] };
for (let round = 1; round <= ROUNDS; round += 1) {
  for (const name of ['plans', 'mySubscription'] as const) {
    const alone = await load(server.url, operations[name], customers, LOAD);
    const allCheckedOut = checkouts.go(SECONDS);
    const during = await load(server.url, operations[name], customers, LOAD);
    await allCheckedOut;
    ratios[name]?.push(during.p99Ms / alone.p99Ms);
    console.log(
      `round ${round} of ${ROUNDS}: ${name} p99 ${alone.p99Ms.toFixed(1)} ms alone, ${during.p99Ms.toFixed(1)} ms while ${CHECKOUTS} check out`,
    );
  }
}
for (const [name, values] of Object.entries(ratios))
  console.log(`${name}: p99 during checkouts ÷ alone = ${spread(values)}`);
console.log(
  `checkouts: ${checkouts.checkedOut}, and ${checkouts.refused} refused with a retryable error; load of the machine: ${loadavg()[0]?.toFixed(1)}`,
);

const inUse = await connectionsInUseWhileAllWait();
console.log(
  `Database connections in use while ${CHECKOUTS} checkouts wait for Khalti: ${median(inUse)} (maximum ${Math.max(...inUse)} of ${inUse.length} samples)`,
);

checkouts.stop();
await server.stop();
await khalti.stop();
await postgres.stop();
process.exit();

async function setKhaltiDelay(delayMs: number): Promise<void> {
  await fetch(`${khalti.url}/delay`, { method: 'PUT', body: JSON.stringify({ delayMs }) });
}

/** Samples from when all checkouts have sent their request to Khalti until shortly before the first answer. */
async function connectionsInUseWhileAllWait(): Promise<number[]> {
  const waitMs = 2_000;
  await setKhaltiDelay(waitMs);
  const allCheckedOut = checkouts.go(0);
  await sleep(waitMs / 2);
  const samples: number[] = [];
  for (const endAt = Date.now() + waitMs / 4; Date.now() < endAt; await sleep(10)) {
    const { rows } = await database.pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    );
    samples.push(rows[0]?.count ?? 0);
  }
  await allCheckedOut;
  return samples;
}
