import 'reflect-metadata';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { LEAST_CAME_BACK } from '../src/payments/follow-up-priority.ts';
import { addJobs, jobsAsJson } from '../src/queue/add-jobs.ts';
import { type BenchDatabase, startPostgres } from './support/data.ts';
import { startFaultyKhalti } from './support/faulty-khalti.ts';
import { fill } from './support/fill.ts';
import { cpuMsOf } from './support/process.ts';
import { startWorker } from './support/subjects.ts';

// Measures how fast one worker follows up a backlog when Khalti answers in 50 ms: without faults, and with 30 % of them. One
// payment of ten is paid and its customer is back, one of ten is paid and nobody knows. Each part ends after two minutes at
// most. Usage: npm run bench:follow-up [-- payments]
const PAYMENTS = Number(process.argv[2] ?? 3_000);
const KINDS = [
  { prefix: 'paid-back', customers: 'who came back' },
  { prefix: 'paid-away', customers: 'who did not' },
];
const EVERY = 10;
const DELAY_MS = 50;
const FAULTY = 0.3;
const MEASURED_FOR_MS = 120_000;

const postgres = await startPostgres();
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`);
await measure(await postgres.create('clean'), 0);
await measure(await postgres.create('faulty'), FAULTY);
await postgres.stop();
process.exit();

async function measure({ url, pool }: BenchDatabase, faulty: number): Promise<void> {
  await fill(pool, { users: PAYMENTS, payments: 0 });
  await openPayments(pool);
  const khalti = await startFaultyKhalti(DELAY_MS, faulty);
  const worker = await startWorker(url, khalti.url);
  const cpuBefore = cpuMsOf(worker.pid);
  const endAt = Date.now() + MEASURED_FOR_MS;
  while ((await countDue(pool)) > 0 && Date.now() < endAt) await sleep(50);
  const begunAt = khalti.firstAt ?? Date.now();
  const tookMs = Date.now() - begunAt;
  const cpuMs = cpuMsOf(worker.pid) - cpuBefore;
  const done = PAYMENTS - (await countDue(pool));
  const title = faulty === 0 ? 'without faults' : `with ${faulty * 100} % faults`;
  console.log(
    `${title}: ${((done / tookMs) * 1000).toFixed(0)} payments/s (${done} in ${(tookMs / 1000).toFixed(1)} s)`,
  );
  console.log(
    `  worker: ${(cpuMs / done).toFixed(2)} ms of processor time for each; ${khalti.mostAtOnce} lookups at once at most`,
  );
  while ((await countUnsettled(pool)) > 0 && Date.now() < endAt) await sleep(200);
  for (const { prefix, customers } of KINDS) {
    const { granted, lastAt } = await readPaid(pool, prefix);
    const seconds = (((lastAt?.getTime() ?? begunAt) - begunAt) / 1000).toFixed(1);
    console.log(
      `  paid, of customers ${customers}: ${granted} of ${PAYMENTS / EVERY} have access, the last after ${seconds} s`,
    );
  }
  await worker.stop();
  await khalti.stop();
}

/** Opens a payment for each customer. Its first follow-up is due. */
async function openPayments(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string; pidx: string }>(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, payment_url, status, created_at,
        updated_at, expires_at)
      select gen_random_uuid(), u.id, p.id, 50000, 30,
        case place % ${EVERY} when 0 then 'paid-back' when 1 then 'paid-away' else 'left' end || '-' || place,
        'http://localhost/', 'INITIATED', now() - interval '10 minutes', now(), now() + interval '50 minutes'
      from (select id, row_number() over () as place from users) u join plans p on p.code = 'basic'
      order by place returning id, pidx`,
  );
  const jobs = rows.map(({ id, pidx }) => {
    const priority = pidx.startsWith('paid-back') ? LEAST_CAME_BACK : 0;
    return { name: 'followUpPayment' as const, data: { paymentId: id }, key: id, priority };
  });
  await pool.query(addJobs('$1'), [jobsAsJson(jobs)]);
  await pool.query('vacuum analyze payments');
}

async function countDue(pool: Pool): Promise<number> {
  return count(
    pool,
    `select count(*)::int as count from pgboss.job where name = 'followUpPayment'
       and (state = 'active' or state in ('created', 'retry') and start_after <= now())`,
  );
}

async function countUnsettled(pool: Pool): Promise<number> {
  return count(pool, "select count(*)::int as count from payments where pidx like 'paid-%' and status <> 'COMPLETED'");
}

async function count(pool: Pool, question: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(question);
  return rows[0]?.count ?? 0;
}

async function readPaid(pool: Pool, prefix: string): Promise<{ granted: number; lastAt: Date | null }> {
  const { rows } = await pool.query<{ granted: number; lastAt: Date | null }>(
    `select count(*)::int as granted, max(paid_at) as "lastAt" from payments
     where status = 'COMPLETED' and pidx like $1`,
    [`${prefix}-%`],
  );
  return rows[0] ?? { granted: 0, lastAt: null };
}
