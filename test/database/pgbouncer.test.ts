import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { REQUEST_LIMITS } from '../../src/database/connection-settings.ts';
import { findPooling } from '../../src/database/find-pooling.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { type App, type AppOptions, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { type PgBouncer, pgbouncerVersion, startPgBouncer } from '../support/pgbouncer.ts';
import { openStream } from '../support/stream.ts';
import { waitUntil } from '../support/wait-until.ts';

jest.setTimeout(120_000);

const AT_ONCE = 60;
// Receipts of earlier tests are sent first.
const SENT_WITHIN_MS = 60_000;
// From 1.21 on, PgBouncer keeps prepared statements in transaction mode too, if it is told how many.
const keepsPrepared = Number(pgbouncerVersion?.split('.')[1]) >= 21;
const modes = [
  { name: 'session', settings: { pool_mode: 'session' }, found: { mode: 'SESSION', keepsPrepared: true } },
  { name: 'transaction', settings: { pool_mode: 'transaction' }, found: { mode: 'TRANSACTION', keepsPrepared: false } },
  ...(keepsPrepared
    ? [
        {
          name: 'transaction, with prepared statements',
          settings: { pool_mode: 'transaction', max_prepared_statements: '100' },
          found: { mode: 'TRANSACTION', keepsPrepared: true },
        },
      ]
    : []),
];
const describeWithPgBouncer = pgbouncerVersion ? describe : describe.skip;

let beside: App;
let mailbox: Mailbox;
let admin: pg.Client;
beforeAll(async () => {
  beside = await startApp();
  mailbox = await startMailbox();
  admin = new pg.Client({ connectionString: beside.database.url });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await mailbox?.close();
  await beside?.close();
});

/** A server hashes only so many passwords at once. */
async function signUpAll(app: App): Promise<Customer[]> {
  const customers: Customer[] = [];
  while (customers.length < AT_ONCE) {
    customers.push(...(await Promise.all(Array.from({ length: 12 }, () => Customer.signUp(app)))));
  }
  return customers;
}

async function checkOut(app: App, customer: Customer): Promise<string> {
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'complete');
  return (await customer.verify(pidx)).status;
}

const settingsSeenBy = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
  const { rows } = await client.query(
    `select ${names.map((name) => `current_setting('${name}')`).join(" || ' ' || ")} s`,
  );
  await client.end();
  return rows[0].s;
};

describeWithPgBouncer(`PgBouncer ${pgbouncerVersion ?? '(not installed)'}`, () => {
  describe.each(modes)('in $name mode', ({ settings, found }) => {
    let pooler: PgBouncer;
    let app: App;
    beforeEach(async () => {
      pooler = await startPgBouncer(beside.database.url, settings);
      app = await start();
    });
    afterEach(async () => {
      await app?.close();
      await pooler?.close();
    });

    const start = (options: Pick<AppOptions, 'limits'> = {}) =>
      startApp({
        beside,
        env: {
          DATABASE_URL: pooler.url,
          DATABASE_DIRECT_URL: beside.database.url,
          SMTP_URL: mailbox.url,
          OPERATOR_EMAIL: 'operator@example.com',
        },
        ...options,
      });

    it('is recognised, also while others use the pooler', async () => {
      const over = new AbortController();
      const others = Array.from({ length: 10 }, async () => {
        const client = new pg.Client({ connectionString: pooler.url });
        await client.connect();
        while (!over.signal.aborted) await client.query('select pg_sleep(0.001)');
        await client.end();
      });
      for (let time = 0; time < 10; time += 1) expect(await findPooling(pooler.url)).toEqual(found);
      over.abort();
      await Promise.all(others);
      expect(await findPooling(beside.database.url)).toEqual({ mode: 'NONE', keepsPrepared: true });
    });

    it(`serves ${AT_ONCE} checkouts at once without an error`, async () => {
      const customers = await signUpAll(app);
      const statuses = await Promise.all(customers.map((one) => checkOut(app, one)));
      expect(statuses).toEqual(Array.from({ length: AT_ONCE }, () => 'COMPLETED'));
      expect(app.logged.filter(({ level }) => ['warn', 'error', 'fatal'].includes(String(level)))).toEqual([]);
    });

    it('ends statements and waits for locks in time, and leaves no limit to other clients', async () => {
      const limited = await start({ limits: REQUEST_LIMITS });
      const { orm } = limited.services;
      await expect(orm.em.fork().execute('select pg_sleep(20)')).rejects.toMatchObject({ code: '57014' });
      const inTransaction = orm.em.fork().transactional((em) => em.execute('select pg_sleep(20)'));
      await expect(inTransaction).rejects.toMatchObject({ code: '57014' });
      await admin.query('begin; lock table plans in access exclusive mode');
      try {
        await expect(orm.em.fork().execute('select 1 from plans')).rejects.toMatchObject({ code: '55P03' });
      } finally {
        await admin.query('rollback');
      }
      const idle = orm.em.fork().transactional(async (em) => {
        await em.execute('select 1');
        await sleep(3_500);
        await em.execute('select 1');
      });
      await expect(idle).rejects.toThrow();
      await limited.close();
      expect(await settingsSeenBy(pooler.url)).toBe('0 0 0');
    });

    it('brings live updates, and runs jobs', async () => {
      await startJobs(app.services);
      const customer = await Customer.signUp(app);
      const { pidx } = await customer.initiate('basic');
      const stream = await openStream(app.url, pidx, customer.token);
      expect(await stream.next()).toMatchObject({ data: { paymentUpdated: { status: 'INITIATED' } } });
      await atKhalti(app, pidx, 'complete');
      await customer.verify(pidx);
      expect(await stream.next()).toMatchObject({ data: { paymentUpdated: { status: 'COMPLETED' } } });
      await waitUntil(
        () => mailbox.messages.some(({ to, text }) => to.includes(customer.email) && text.includes('500')),
        SENT_WITHIN_MS,
      );
    });

    it('serves again after the pooler was cut and has returned', async () => {
      const customer = await Customer.signUp(app);
      const { pidx } = await customer.initiate('basic');
      await atKhalti(app, pidx, 'complete');
      await pooler.cut();
      const { errors } = await customer.tryToVerify(pidx);
      expect(errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
      await pooler.restore();
      await waitUntil(async () => (await customer.tryToVerify(pidx)).errors.length === 0);
      expect(await customer.subscription()).toMatchObject({ isActive: true });
      const customers = await signUpAll(app);
      const statuses = await Promise.all(customers.map((one) => checkOut(app, one)));
      expect(new Set(statuses)).toEqual(new Set(['COMPLETED']));
    });
  });

  it('is recognised in transaction mode with a single connection to PostgreSQL', async () => {
    const pooler = await startPgBouncer(beside.database.url, { pool_mode: 'transaction', default_pool_size: '1' });
    expect(await findPooling(pooler.url)).toMatchObject({ mode: 'TRANSACTION' });
    await pooler.close();
  });

  it('in transaction mode needs DATABASE_DIRECT_URL', async () => {
    const pooler = await startPgBouncer(beside.database.url, { pool_mode: 'transaction' });
    const start = (direct: string) =>
      startApp({ beside, env: { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: direct } });
    await expect(start('')).rejects.toThrow('Set DATABASE_DIRECT_URL');
    await expect(start(`${pooler.url}?application_name=x`)).rejects.toThrow('DATABASE_DIRECT_URL is a pooler');
    await pooler.close();
  });
});
