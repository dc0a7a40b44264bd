import 'reflect-metadata';
import { connect } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInCustomers } from './support/customers.ts';
import { startPostgres } from './support/data.ts';
import { spread } from './support/figures.ts';
import { fill, STANDARD_DATA } from './support/fill.ts';
import { load } from './support/load.ts';
import { operationNames, operations } from './support/operations.ts';
import { type Program } from './support/process.ts';
import { startKhalti, startSubject } from './support/subjects.ts';

// Measures the requests per second with WEB_CONCURRENCY = all cores, as a ratio to one process. The load, the database
// and Khalti's stand-in use the same cores, so a separate machine gains more. Usage: npm run bench:cores [-- rounds]
const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = 3;
const CONNECTIONS = 32;
const PIPELINED = 4;
const processes = availableParallelism();

const postgres = await startPostgres();
const database = await postgres.create('bench');
await fill(database.pool, STANDARD_DATA);
const khalti = await startKhalti();
const one = await startSubject('ours', database.url, khalti.url);
const all = await startSubject('ours', database.url, khalti.url, { env: { WEB_CONCURRENCY: String(processes) } });
const customers = await signInCustomers(database);

for (const name of operationNames) {
  const options = { connections: CONNECTIONS, seconds: SECONDS };
  await compare(name, async ({ url }) => (await load(url, operations[name], customers, options)).perSecond);
}
await compare('plans, pipelined by a client that does not parse', ({ url }) => loadPipelined(url));

async function compare(title: string, perSecond: (program: Program) => Promise<number>): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ofOne = await perSecond(one);
    const ofAll = await perSecond(all);
    if (round > 0) ratios.push(ofAll / ofOne);
  }
  console.log(`${title}: requests/s of ${processes} processes ÷ one = ${spread(ratios)}`);
}

/** Uses almost no processor time, so that the server is the bottleneck. */
async function loadPipelined(url: string): Promise<number> {
  const { hostname, port, host } = new URL(url);
  const body = JSON.stringify({ query: '{ plans { id code name price durationDays } }' });
  const request = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  let answered = 0;
  const startedAt = performance.now();
  const sockets = Array.from({ length: CONNECTIONS }, () => {
    const socket = connect(Number(port), hostname, () => socket.write(request.repeat(PIPELINED)));
    return socket.on('data', (chunk) => {
      const count = chunk.toString('latin1').split('HTTP/1.1 200').length - 1;
      answered += count;
      if (count > 0) socket.write(request.repeat(count));
    });
  });
  await sleep(SECONDS * 1000);
  const perSecond = (answered / (performance.now() - startedAt)) * 1000;
  for (const socket of sockets) socket.destroy();
  return perSecond;
}

await all.stop();
await one.stop();
await khalti.stop();
await postgres.stop();
process.exit();
