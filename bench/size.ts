import 'reflect-metadata';
import { signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { spread } from './support/figures.ts';
import { fill } from './support/fill.ts';
import { load } from './support/load.ts';
import { myPayments, operations } from './support/operations.ts';
import { cpuMsOfFamily } from './support/process.ts';
import { startKhalti, startSubject } from './support/subjects.ts';

// Measures how the size of the database affects requests: median time and database processor time with a million
// payments, as a ratio to ten thousand. Each customer has ten payments in both. Usage: npm run bench:size [-- rounds]
const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = 3;
const CONNECTIONS = 8;
const FEW = 10_000;
const MANY = 1_000_000;
const measured = { mySubscription: operations.mySubscription, checkout: operations.checkout, myPayments };

const postgres = await startPostgres();
const khalti = await startKhalti();
const few = await prepare('few', FEW);
const many = await prepare('many', MANY);

for (const [name, operation] of Object.entries(measured)) {
  const times: number[] = [];
  const cpu: number[] = [];
  // The first round is a warm-up, and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const figures = { few: await measure(few), many: await measure(many) };
    if (round === 0) continue;
    times.push(figures.many.p50Ms / figures.few.p50Ms);
    cpu.push(figures.many.databaseCpuMs / figures.few.databaseCpuMs);
  }
  console.log(`${name}: median time ${spread(times)}, database CPU ${spread(cpu)}`);

  async function measure({ server, customers }: Awaited<ReturnType<typeof prepare>>) {
    const before = cpuMsOfFamily(postgres.pid);
    const loaded = await load(server.url, operation, customers, { connections: CONNECTIONS, seconds: SECONDS });
    return { ...loaded, databaseCpuMs: (cpuMsOfFamily(postgres.pid) - before) / loaded.count };
  }
}

await few.server.stop();
await many.server.stop();
await khalti.stop();
await postgres.stop();
process.exit();

async function prepare(name: string, payments: number) {
  const database = await postgres.create(name);
  await fill(database.pool, { users: payments / 10, payments });
  const server = await startSubject('ours', database.url, khalti.url);
  return { server, customers: await signInCustomers(database) };
}
