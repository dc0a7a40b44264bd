import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, startCluster } from '../cluster.ts';
import { actAtKhalti, addShoppers, beginShopping, checkOut, type Shopping } from '../customers.ts';
import { randomFrom } from '../random-from.ts';
import { type Books, compareBooks } from './books.ts';
import { Disturbances, FAULTS } from './disturbances.ts';
import { Office } from './operators.ts';

const CHECKOUTS_FOR_EACH = 12;
const DRAIN_EVERY_MS = 1_000;
// Jobs that a killed worker has left as running.
const ORPHANED_AFTER_SECONDS = 20;

export interface ChaosOptions {
  checkouts: number;
  shoppersAtOnce: number;
  seed: number;
  /** How long the database is away at a time. */
  awayMs: number;
  disturbEveryMs: number;
  refundEveryMs: number;
  drainedWithinMs: number;
}

export interface ChaosResult {
  books: Books;
  facts: Record<string, number>;
}

/** Sells among crashes, and compares both sides' books once everything has been followed up. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed } = options;
  const cluster = await startCluster({ servers: 2, workers: 2 });
  try {
    const startedAt = Date.now();
    const emptyBytes = await sizeOf(cluster);
    const shopping = await beginShopping(cluster, randomFrom(seed));
    const office = new Office(cluster, randomFrom(seed + 1));
    await office.signIn();
    const disturbances = new Disturbances(cluster, randomFrom(seed + 2));
    cluster.simulator.setFaults(FAULTS(seed + 3));
    let isDone = false;
    const others = [
      disturbances.go(() => isDone, { everyMs: options.disturbEveryMs, awayMs: options.awayMs }),
      office.work(() => isDone, options.refundEveryMs),
    ];
    await shopUntil(shopping, options);
    isDone = true;
    await Promise.all(others);
    const soldMs = Date.now() - startedAt;
    const books = await drain(shopping, options.drainedWithinMs);
    const facts = {
      checkouts: shopping.checkouts,
      'plan changes begun': shopping.planChanges,
      'refunds by operators': office.refundsByOperators,
      'refunds on the dashboard': office.refundsOnDashboard,
      'extensions of everybody': office.extensions,
      ...disturbances.counts,
      ...books.facts,
      'kB of the database for a checkout': Math.round(
        ((await sizeOf(cluster)) - emptyBytes) / 1024 / shopping.checkouts,
      ),
      'seconds of selling': Math.round(soldMs / 1000),
      'seconds until all was settled': Math.round((Date.now() - startedAt - soldMs) / 1000),
    };
    return { books, facts };
  } finally {
    await cluster.close();
  }
}

async function sizeOf({ database }: Cluster): Promise<number> {
  const { rows } = await database.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(rows[0]?.bytes);
}

async function shopUntil(shopping: Shopping, { checkouts, shoppersAtOnce }: ChaosOptions): Promise<void> {
  const shoppers = await addShoppers(shopping.cluster, Math.ceil(checkouts / CHECKOUTS_FOR_EACH));
  const waiting = shoppers.slice();
  const serve = async () => {
    for (let shopper = waiting.pop(); shopper; shopper = waiting.pop()) {
      for (let n = 0; n < CHECKOUTS_FOR_EACH && shopping.checkouts < checkouts; n += 1)
        await checkOut(shopping, shopper);
    }
  };
  await Promise.all(Array.from({ length: shoppersAtOnce }, serve));
}

/** Ends all faults, lets links expire, and makes due what concerns unsettled payments, until the books agree. */
async function drain(shopping: Shopping, withinMs: number): Promise<Books> {
  const { cluster } = shopping;
  cluster.simulator.setFaults([]);
  await cluster.line.restore();
  await Promise.all([...cluster.servers, ...cluster.workers].map((program) => program.start()));
  for (const [pidx, payment] of cluster.simulator.payments) {
    if (payment.toJSON().status === 'Initiated') await actAtKhalti(cluster, pidx, 'expire');
  }
  // A payment that was settled within the hour is not looked up for a refund on the dashboard.
  await cluster.database.query(`update payments set updated_at = updated_at - interval '1 hour'`);
  const deadline = Date.now() + withinMs;
  for (;;) {
    const books = await compareBooks(shopping);
    if (Object.values(books.faults).every((count) => count === 0)) return books;
    if (Date.now() > deadline)
      return { ...books, examples: [...books.examples, ...(await jobsOf(cluster, books.unsettled))] };
    await makeDue(cluster, books.unsettled);
    await sleep(DRAIN_EVERY_MS);
  }
}

/** Why something is not settled: what the queue has of it. */
async function jobsOf({ database }: Cluster, paymentIds: string[]): Promise<string[]> {
  const { rows } = await database.query<{ job: string }>(
    `select concat_ws(' ', count(*), name, state, 'tried', retry_count, 'last', output::text) as job from pgboss.job
     where data->>'paymentId' = any($1) group by name, state, retry_count, output::text order by count(*) desc`,
    [paymentIds],
  );
  return rows.map(({ job }) => `of what is not settled: ${job}`);
}

async function makeDue({ database }: Cluster, paymentIds: string[]): Promise<void> {
  await database.query(
    // A job that waits already stands for one that was left as running: the queue takes one of each payment.
    `update pgboss.job job set start_after = now(), state = case
       when state <> 'active' then state
       when exists (select from pgboss.job other where other.name = job.name and other.state in ('created', 'retry')
         and other.singleton_key = job.singleton_key) then 'completed'
       else 'retry' end
     where (name, id) in (
       select name, id from pgboss.job
       where (state in ('created', 'retry') and start_after > now()
           or state = 'active' and started_on < now() - interval '${ORPHANED_AFTER_SECONDS} seconds')
         and (name in ('sendRefund', 'followUpRefund', 'extendEverybody', 'issueReceipts') or data->>'paymentId' = any($1))
       for update skip locked
     )`,
    [paymentIds],
  );
}
