import 'reflect-metadata';
import { freePort } from '../src/local/free-port.ts';
import { signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { spread } from './support/figures.ts';
import { fill, STANDARD_DATA } from './support/fill.ts';
import { load } from './support/load.ts';
import { type OperationName, operationNames, operations } from './support/operations.ts';
import { cpuMsOf, type Program } from './support/process.ts';
import { startKhalti, startSubject } from './support/subjects.ts';

// Measures what metrics cost: the server's processor time for a request with METRICS_PORT, as a ratio to the same without, in
// the same round. Usage: npm run bench:metrics [-- rounds]
const ROUNDS = Number(process.argv[2] ?? 12);
const SECONDS = 2;
const WARM_UP_SECONDS = 15;
const CONNECTIONS = 32;

const postgres = await startPostgres();
const database = await postgres.create('bench');
await fill(database.pool, STANDARD_DATA);
const khalti = await startKhalti();
const without = await startSubject('ours', database.url, khalti.url);
const measured = await startSubject('ours', database.url, khalti.url, {
  env: { METRICS_PORT: String(await freePort()) },
});
const customers = await signInCustomers(database);

const ratios = Object.fromEntries(operationNames.map((name) => [name, [] as number[]]));
// The first round is a warm-up, and is not counted.
for (let round = 0; round <= ROUNDS; round += 1) {
  const seconds = round === 0 ? WARM_UP_SECONDS : SECONDS;
  for (const name of operationNames) {
    // Each round starts with the other one.
    const first = round % 2 === 0 ? without : measured;
    const second = round % 2 === 0 ? measured : without;
    const cpu = new Map([[first, await cpuOf(first, name, seconds)]]);
    cpu.set(second, await cpuOf(second, name, seconds));
    if (round > 0) ratios[name]?.push((cpu.get(measured) ?? 0) / (cpu.get(without) ?? 1));
  }
  console.error(`round ${round} of ${ROUNDS}`);
}
for (const [name, values] of Object.entries(ratios))
  console.log(`${name}: CPU with metrics ÷ without = ${spread(values)}`);

await without.stop();
await measured.stop();
await khalti.stop();
await postgres.stop();
process.exit();

async function cpuOf({ pid, url }: Program, name: OperationName, seconds: number): Promise<number> {
  const before = cpuMsOf(pid);
  const { count } = await load(url, operations[name], customers, { connections: CONNECTIONS, seconds });
  return (cpuMsOf(pid) - before) / count;
}
