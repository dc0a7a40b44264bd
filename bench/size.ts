import 'reflect-metadata';
import { signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { spread } from './support/figures.ts';
import { fill } from './support/fill.ts';
import { load } from './support/load.ts';
import { operations, page } from './support/operations.ts';
import { cpuMsOfFamily } from './support/process.ts';
import { startKhalti, startSubject } from './support/subjects.ts';

// Whether anything takes longer beside a million payments than beside ten thousand; a customer has ten in both. Ratios of
// the median time and of the database's processor time. Usage: npm run bench:size [-- rounds]
const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = 3;
const CONNECTIONS = 8;
const FEW = 10_000;
const MANY = 1_000_000;
const measured = { mySubscription: operations.mySubscription, checkout: operations.checkout, myPayments: page };

const postgres = await startPostgres();
const khalti = await startKhalti();
const few = await prepare('few', FEW);
const many = await prepare('many', MANY);

for (const [name, operation] of Object.entries(measured)) {
  const times: number[] = [];
  const cpu: number[] = [];
  // The first is for the engine to compile what is hot.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const beside = { few: await measure(few), many: await measure(many) };
    if (round === 0) continue;
    times.push(beside.many.p50Ms / beside.few.p50Ms);
    cpu.push(beside.many.databaseCpuMs / beside.few.databaseCpuMs);
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
