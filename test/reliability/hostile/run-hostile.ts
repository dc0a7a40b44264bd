import { setTimeout as sleep } from 'node:timers/promises';
import { callAny } from '../call-any.ts';
import { OPERATOR_EMAIL, startCluster } from '../cluster.ts';
import { addShoppers, beginShopping, checkOut, type Shopper, type Shopping } from '../customers.ts';
import { memoryKept } from '../memory-kept.ts';
import { randomFrom } from '../random-from.ts';
import { type RestartedProgram } from '../restarted-program.ts';
import { type Attack } from './attack.ts';
import { attackFromOutside } from './attack-from-outside.ts';

const GOOD_CUSTOMERS = 4;
const WARM_UP_SHARE = 0.2;
const MAX_SETTLED_AFTER_MS = 10_000;
const PLANS = '{ plans { id price } mySubscription { endsAt } }';

export interface HostileResult {
  attack: Attack;
  facts: Record<string, number | string>;
  mailsToOperators: string[];
  memoryRatio: number;
  logBytesForEach: number;
  p99Ratio: number;
  isAlive: boolean;
}

/** Good customers pay, first alone and then among hostile requests. */
export async function runHostile({ requests, seed }: { requests: number; seed: number }): Promise<HostileResult> {
  const cluster = await startCluster({ servers: 1, workers: 1 }, ['--inspect=127.0.0.1:0']);
  try {
    const [server] = cluster.servers;
    if (!server) throw new Error('There is no server.');
    const shopping = await beginShopping(cluster, randomFrom(seed));
    const shoppers = await addShoppers(cluster, GOOD_CUSTOMERS + 1);
    const token = String(shoppers[GOOD_CUSTOMERS]?.token);
    const warmUp = Math.ceil(requests * WARM_UP_SHARE);

    await buyDuring(shopping, shoppers, attackFromOutside(cluster, { seed: seed + 1, token, count: warmUp }));
    const aloneMs = await buyDuring(shopping, shoppers, sleep(Math.min(20_000, requests)));
    const memoryBefore = await settledMemory(server, requests);
    const written = server.written;
    const attacking = attackFromOutside(cluster, { seed: seed + 2, token, count: requests - warmUp });
    const amongMs = await buyDuring(shopping, shoppers, attacking);
    const result = await attacking;
    const memoryAfter = await settledMemory(server, requests);
    const isAlive = (await fetch(`${server.url}/health/ready`)).ok;
    const facts = {
      'hostile requests': requests,
      'good checkouts': shopping.checkouts,
      statuses: [...result.statuses].map(([status, count]) => `${status}: ${count}`).join(', '),
      'p99 alone, ms': Math.round(p99(aloneMs)),
      'p99 among them, ms': Math.round(p99(amongMs)),
      'memory before, MB': Math.round(memoryBefore),
      'memory after, MB': Math.round(memoryAfter),
      'log, bytes for each': Math.round((server.written - written) / (requests - warmUp)),
      'refusals to good customers': [...shopping.refusals].map(([code, count]) => `${code}: ${count}`).join(', '),
    };
    return {
      attack: result,
      facts,
      // A machine that is too busy to connect in a second is no client's mistake.
      mailsToOperators: cluster.mailbox.messages
        .filter(({ to, text }) => to.includes(OPERATOR_EMAIL) && !text.includes('The database was not available'))
        .map(({ text }) => text),
      memoryRatio: memoryAfter / memoryBefore,
      logBytesForEach: (server.written - written) / (requests - warmUp),
      p99Ratio: p99(amongMs) / p99(aloneMs),
      isAlive,
    };
  } finally {
    await cluster.close();
  }
}

/** How long the reads of the good customers took, in milliseconds, while they also check out. */
async function buyDuring(shopping: Shopping, shoppers: Shopper[], until: Promise<unknown>): Promise<number[]> {
  const over = new AbortController();
  const ends = until.finally(() => over.abort());
  const tookMs: number[] = [];
  const shop = async (shopper: Shopper) => {
    while (!over.signal.aborted) {
      const startedAt = performance.now();
      const { code } = await callAny(shopping.cluster, {
        query: PLANS,
        headers: { authorization: `Bearer ${shopper.token}` },
      });
      if (code !== undefined) shopping.refusals.set(code, (shopping.refusals.get(code) ?? 0) + 1);
      tookMs.push(performance.now() - startedAt);
      await checkOut(shopping, shopper);
    }
  };
  await Promise.all([ends, ...shoppers.slice(0, GOOD_CUSTOMERS).map(shop)]);
  return tookMs;
}

function p99(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0;
}

async function settledMemory(server: RestartedProgram, requests: number): Promise<number> {
  await sleep(Math.min(MAX_SETTLED_AFTER_MS, requests));
  return memoryKept(server);
}
