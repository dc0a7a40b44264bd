import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, startCluster } from '../cluster.ts';
import { addShoppers, beginShopping, checkOut, type Shopping } from '../customers.ts';
import { memoryKept } from '../memory-kept.ts';
import { randomFrom } from '../random-from.ts';
import { residentMb } from '../resident-mb.ts';

const SHOPPERS = 20;
const SAMPLES = 60;
const HOUR_MS = 60 * 60 * 1000;
const MEMORY = 'resident memory of the server, MB';
const WORKER_MEMORY = 'resident memory of the worker, MB';
const KEPT = 'of that, what the server keeps, MB';
const WORKER_KEPT = 'of that, what the worker keeps, MB';
// Memory grows at first: caches fill, code is compiled.
const WARM_UP_SHARE = 0.3;

interface Sample {
  at: number;
  values: Record<string, number>;
}

export interface Trend {
  first: number;
  last: number;
  perHour: number;
}

export interface SoakResult {
  checkouts: number;
  trends: Record<string, Trend>;
}

/** Checks out at a modest pace, and reports how memory, connections, jobs and file descriptors change. */
export async function runSoak(options: { seconds: number; perSecond: number; seed: number }): Promise<SoakResult> {
  const cluster = await startCluster({ servers: 1, workers: 1 }, ['--inspect=127.0.0.1:0']);
  try {
    const shopping = await beginShopping(cluster, randomFrom(options.seed));
    const endAt = Date.now() + options.seconds * 1000;
    const [samples] = await Promise.all([watch(cluster, endAt), shop(shopping, endAt, options.perSecond)]);
    const { settled, kept } = samples;
    return {
      checkouts: shopping.checkouts,
      trends: { ...trendsOf(settled), ...trendsOf(kept) },
    };
  } finally {
    await cluster.close();
  }
}

async function shop(shopping: Shopping, endAt: number, perSecond: number): Promise<void> {
  const shoppers = await addShoppers(shopping.cluster, SHOPPERS);
  const everyMs = (1000 * SHOPPERS) / perSecond;
  await Promise.all(
    shoppers.map(async (shopper) => {
      await sleep(shopping.random() * everyMs);
      for (let next = Date.now(); next < endAt; next += everyMs) {
        await checkOut(shopping, shopper);
        await sleep(Math.max(0, next + everyMs - Date.now()));
      }
    }),
  );
}

async function watch(cluster: Cluster, endAt: number): Promise<{ settled: Sample[]; kept: Sample[] }> {
  const everyMs = (endAt - Date.now()) / SAMPLES;
  const samples: Sample[] = [];
  const kept: Sample[] = [];
  while (Date.now() < endAt) {
    samples.push({ at: Date.now(), values: await measure(cluster) });
    if (samples.length === SAMPLES * WARM_UP_SHARE) kept.push(await measureKept(cluster));
    await sleep(everyMs);
  }
  kept.push(await measureKept(cluster));
  return { settled: samples.slice(SAMPLES * WARM_UP_SHARE), kept };
}

async function measureKept({ servers: [server], workers: [worker] }: Cluster): Promise<Sample> {
  if (!server || !worker) throw new Error('A server and a worker must run');
  return { at: Date.now(), values: { [KEPT]: await memoryKept(server), [WORKER_KEPT]: await memoryKept(worker) } };
}

async function measure({ servers, workers, database }: Cluster): Promise<Record<string, number>> {
  const server = Number(servers[0]?.pid);
  const worker = Number(workers[0]?.pid);
  const { rows } = await database.query<{ connections: number; due: number }>(
    `select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
       (select count(*)::int from pgboss.job where state in ('created', 'retry') and start_after <= now()) as due`,
  );
  return {
    [MEMORY]: residentMb(server),
    [WORKER_MEMORY]: residentMb(worker),
    'file descriptors of the server': countDescriptors(server),
    'file descriptors of the worker': countDescriptors(worker),
    'connections to the database': Number(rows[0]?.connections),
    'jobs that are due': Number(rows[0]?.due),
  };
}

function countDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function trendsOf(samples: Sample[]): Record<string, Trend> {
  const names = Object.keys(samples[0]?.values ?? {});
  return Object.fromEntries(names.map((name) => [name, trendOf(samples, name)]));
}

/** The slope of the straight line through the samples that has the least squares. */
function trendOf(samples: Sample[], name: string): Trend {
  const points = samples.map(({ at, values }) => ({ x: at, y: values[name] ?? 0 }));
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = mean(({ x }) => (x - meanX) ** 2);
  const slope = spread === 0 ? 0 : mean(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  return {
    first: Math.round(points[0]?.y ?? 0),
    last: Math.round(points.at(-1)?.y ?? 0),
    perHour: Math.round(slope * HOUR_MS * 10) / 10,
  };
}
