import { Pool } from 'undici';
import { type Customers } from './customers.ts';
import { type Operation } from './operations.ts';

export interface Measured {
  count: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Repeats an operation on all connections at the same time until the time is over. */
export async function load(
  url: string,
  operation: Operation,
  customers: Customers,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Measured> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const tookMs: number[] = [];
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  const runUntilEnd = async () => {
    for (let at = performance.now(); at < endAt; at = performance.now()) {
      await operation(pool, customers);
      tookMs.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, runUntilEnd));
  const perSecond = (tookMs.length / (performance.now() - startedAt)) * 1000;
  await pool.close();
  tookMs.sort((a, b) => a - b);
  const at = (share: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0;
  return { count: tookMs.length, perSecond, p50Ms: at(0.5), p99Ms: at(0.99) };
}
