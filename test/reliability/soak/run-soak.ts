import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, startCluster } from '../cluster.ts';
import { addShoppers, beginShopping, checkOut, type Shopping } from '../customers.ts';
import { randomFrom } from '../random-from.ts';

const SHOPPERS = 20;
const SAMPLES = 60;
const HOUR_MS = 60 * 60 * 1000;
const MEMORY = 'resident memory of the server, MB';
const WORKER_MEMORY = 'resident memory of the worker, MB';
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
  const cluster = await startCluster({ servers: 1, workers: 1 });
  try {
    const shopping = await beginShopping(cluster, randomFrom(options.seed));
    const endAt = Date.now() + options.seconds * 1000;
    const samples: Sample[] = [];
    await Promise.all([shop(shopping, endAt, options.perSecond), watch(cluster, samples, endAt)]);
    const settled = samples.slice(Math.floor(samples.length * WARM_UP_SHARE));
    const names = Object.keys(settled[0]?.values ?? {});
    return {
      checkouts: shopping.checkouts,
      trends: Object.fromEntries(names.map((name) => [name, trendOf(settled, name)])),
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

async function watch(cluster: Cluster, samples: Sample[], endAt: number): Promise<void> {
  const everyMs = (endAt - Date.now()) / SAMPLES;
  while (Date.now() < endAt) {
    samples.push({ at: Date.now(), values: await measure(cluster) });
    await sleep(everyMs);
  }
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

function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function countDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
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
