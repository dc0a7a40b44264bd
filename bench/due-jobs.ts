import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator } from '../simulator/simulator.ts';
import { readConfig } from '../src/config.ts';
import { connectDatabase } from '../src/database/connect-database.ts';
import { entities } from '../src/entities.ts';
import { startJobs } from '../src/jobs/start-jobs.ts';
import { createLog } from '../src/logging/log.ts';
import { buildServices, type Services } from '../src/services.ts';
import { type BenchDatabase, startPostgres } from './support/data.ts';
import { fill } from './support/fill.ts';

// Measures how long it takes to follow up 1,000 open payments in a database with a million settled payments, as a ratio
// to one with ten thousand. Usage: npm run bench:due-jobs [-- settled payments]
const OPEN = 1_000;
const USERS = 10_000;
const FEW = 10_000;
const MANY = Number(process.argv[2] ?? 1_000_000);

const postgres = await startPostgres();
const simulator = await startSimulator({ port: 0 });

async function servicesOn(databaseUrl: string): Promise<Services> {
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl });
  const khalti = { baseUrl: simulator.baseUrl, secretKey: simulator.secretKey };
  const log = createLog({ logLevel: 'silent' });
  const orm = await connectDatabase({ url: databaseUrl, entities });
  return buildServices(
    { ...config, databaseUrl, databaseDirectUrl: databaseUrl, khalti, authSecret: 'x'.repeat(32) },
    orm,
    log,
  );
}

/** Opens payments at the simulator, each with its first job. */
async function openPayments({ orm, khalti, jobs }: Services): Promise<void> {
  const em = orm.em.fork();
  const [plan] = await em.execute<{ id: string }[]>("select id from plans where code = 'basic'");
  const users = await em.execute<{ id: string }[]>(`select id from users limit ${OPEN}`);
  for (const user of users) {
    const { pidx } = await khalti.initiate({
      id: user.id,
      name: 'Basic, 30 days',
      amountPaisa: 50_000,
      returnUrl: 'http://localhost/payments/return',
      websiteUrl: 'http://localhost',
      customer: {},
    });
    await fetch(`${simulator.url}/simulator/payments/${pidx}/expire`, { method: 'POST' });
    await orm.em.fork().transactional(async (tx) => {
      const [{ id } = { id: '' }] = await tx.execute<{ id: string }[]>(
        `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, status, created_at, updated_at)
         values (gen_random_uuid(), ?, ?, 50000, 30, ?, 'INITIATED', now(), now()) returning id`,
        [user.id, plan?.id, pidx],
      );
      await jobs.add(tx, 'followUpPayment', { paymentId: id }, { key: id });
    });
  }
}

async function measure({ url, pool }: BenchDatabase, settled: number): Promise<{ ms: number; plan: string[] }> {
  await fill(pool, { users: USERS, payments: settled });
  const services = await servicesOn(url);
  await openPayments(services);
  const plan = await pool.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, costs off, timing off) select id from pgboss.job
     where name = 'followUpPayment' and state < 'active' and start_after < now()
     order by priority desc, created_on limit 5 for update skip locked`,
  );
  const startedAt = performance.now();
  await startJobs(services);
  for (;;) {
    // Counts jobs, because counting payments would read all of them and distort the measurement.
    const left = await pool.query<{ count: string }>(
      `select count(*) from pgboss.job
       where name = 'followUpPayment' and state in ('created', 'retry', 'active') and start_after <= now()`,
    );
    if (left.rows[0]?.count === '0') break;
    await sleep(50);
  }
  const ms = performance.now() - startedAt;
  await services.close();
  return { ms, plan: plan.rows.map((line) => line['QUERY PLAN']) };
}

const few = await measure(await postgres.create('few'), FEW);
console.log(`${OPEN} open with ${FEW} settled: ${few.ms.toFixed(0)} ms`);
const many = await measure(await postgres.create('many'), MANY);
console.log(`${OPEN} open with ${MANY} settled: ${many.ms.toFixed(0)} ms`);
console.log(`ratio: ${(many.ms / few.ms).toFixed(2)}`);
console.log(`query plan for due jobs:\n${many.plan.join('\n')}`);

await simulator.close();
await postgres.stop();
process.exit();
