import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator } from '../simulator/simulator.ts';
import { readConfig } from '../src/config.ts';
import { connectDatabase, migrate } from '../src/database.ts';
import { startJobs } from '../src/jobs/start-jobs.ts';
import { startEmbeddedPostgres } from '../src/local/embedded-postgres.ts';
import { createLog } from '../src/log.ts';
import { buildServices, type Services } from '../src/services.ts';

// How long it takes to follow up 1,000 open payments, beside few settled ones and beside a million: a ratio near 1 says
// that the cost grows with what is open alone. Usage: npm run bench:follow-up [-- settled payments]
const OPEN = 1_000;
const FEW = 1_000;
const PART = 50_000;
const MANY = Number(process.argv[2] ?? 1_000_000);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), isThrowaway: true });
const simulator = await startSimulator({ port: 0 });
const admin = await connectDatabase(postgres.url, 2);

async function withServices<Result>(name: string, run: (services: Services) => Promise<Result>): Promise<Result> {
  await admin.em.fork().execute(`create database ${name}`);
  const databaseUrl = Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
  const orm = await connectDatabase(databaseUrl, 2);
  await migrate(orm, databaseUrl);
  await orm.close(true);
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl });
  const khalti = { baseUrl: simulator.baseUrl, secretKey: simulator.secretKey };
  const log = createLog({ logLevel: 'silent' });
  const services = await buildServices({ ...config, databaseUrl, khalti, authSecret: 'x'.repeat(32) }, log);
  return run(services).finally(() => services.close());
}

async function fill({ orm }: Services, settled: number): Promise<void> {
  const em = orm.em.fork();
  await em.execute(`insert into plans (id, code, name, description, price_paisa, duration_days, is_archived)
    values (gen_random_uuid(), 'basic', 'Basic', '', 50000, 30, false)`);
  await em.execute(`insert into users (id, email, name, created_at)
    select gen_random_uuid(), 'user' || n || '@example.com', 'User', now() from generate_series(1, 10000) n`);
  // In parts: no statement here may run for longer than those of the server.
  for (let first = 1; first <= settled; first += PART) {
    await em.execute(`insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, status,
        transaction_id, created_at, updated_at)
      select gen_random_uuid(), u.id, p.id, 50000, 30, 'pidx-' || n, 'COMPLETED', 'transaction-' || n,
        now() - interval '1 year', now() - interval '1 year'
      from generate_series(${first}, ${Math.min(settled, first + PART - 1)}) n
      join (select id, row_number() over () as place from users) u on u.place = 1 + n % 10000, plans p`);
  }
  await em.execute('analyze');
}

/** Opened at the simulator by hand, each with the job that its opening adds. */
async function open({ orm, khalti, jobs }: Services): Promise<void> {
  const em = orm.em.fork();
  const [plan] = await em.execute<{ id: string }[]>('select id from plans');
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

async function measure(settled: number): Promise<{ ms: number; plan: string[] }> {
  return withServices(`settled_${settled}`, async (services) => {
    await fill(services, settled);
    await open(services);
    const em = services.orm.em.fork();
    const plan = await em.execute<{ 'QUERY PLAN': string }[]>(
      `explain (analyze, costs off, timing off) select id from pgboss.job
       where name = 'followUpPayment' and state < 'active' and start_after < now() limit 5 for update skip locked`,
    );
    const startedAt = performance.now();
    await startJobs(services);
    for (;;) {
      // Asked of the jobs: to count payments would read all of them, and be what is measured.
      const [left] = await em.execute<{ count: string }[]>(
        `select count(*) from pgboss.job
         where name = 'followUpPayment' and state in ('created', 'retry', 'active') and start_after <= now()`,
      );
      if (left?.count === '0') break;
      await sleep(50);
    }
    return { ms: performance.now() - startedAt, plan: plan.map((line) => line['QUERY PLAN']) };
  });
}

const few = await measure(FEW);
console.log(`${OPEN} open beside ${FEW} settled: ${few.ms.toFixed(0)} ms`);
const many = await measure(MANY);
console.log(`${OPEN} open beside ${MANY} settled: ${many.ms.toFixed(0)} ms`);
console.log(`ratio: ${(many.ms / few.ms).toFixed(2)}`);
console.log(`how due jobs are found:\n${many.plan.join('\n')}`);

await admin.close(true);
await simulator.close();
await postgres.stop();
for (const made of [folder, postgres.folder]) rmSync(made, { recursive: true, force: true });
process.exit();
