import 'reflect-metadata';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { readConditions } from '../src/admin/exports/export-filter.ts';
import { exportRows } from '../src/admin/exports/export-rows.ts';
import { exportedLists } from '../src/admin/exports/exported-lists.ts';
import { connectDatabase } from '../src/database/connect-database.ts';
import { entities } from '../src/entities.ts';
import { type Services } from '../src/services.ts';
import { startPostgres } from './support/data.ts';
import { fill } from './support/fill.ts';

// Measures the resident memory of a process that exports a million payments. Usage: npm run bench:export [-- payments]
const PAYMENTS = Number(process.argv[2] ?? 1_000_000);
const SAMPLE_EVERY_MS = 200;

const postgres = await startPostgres();
const { url, pool } = await postgres.create('export');
await fill(pool, { users: Math.max(1, PAYMENTS / 10), payments: PAYMENTS });
const orm = await connectDatabase({ url, entities, poolSize: 2 });
const list = exportedLists.payments;

const before = residentMb();
const samples: number[] = [];
const sampling = setInterval(() => samples.push(residentMb()), SAMPLE_EVERY_MS);
const startedAt = performance.now();
let bytes = 0;
const pages = exportRows({ orm } as Services, list, readConditions(list.filters, {}));
const file = Readable.from(pages).on('data', (page: string) => {
  bytes += Buffer.byteLength(page);
});
file.pipe(createWriteStream('/dev/null'));
await once(file, 'end');
clearInterval(sampling);
const seconds = (performance.now() - startedAt) / 1_000;
const half = samples.slice(Math.floor(samples.length / 2));
console.log(`${PAYMENTS} payments: ${(bytes / 2 ** 20).toFixed(0)} MB in ${seconds.toFixed(1)} s`);
console.log(
  `resident memory: ${before} MB before, at most ${Math.max(...samples)} MB during, ${Math.max(...half)} MB in the second half`,
);
await orm.close(true);
await postgres.stop();
process.exit();

function residentMb(): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}
