import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectDatabase, type Database } from '../../src/database/connect-database.ts';
import { entities } from '../../src/entities.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { addJobs } from '../../src/queue/add-jobs.ts';
import { prepareQueues } from '../../src/queue/queues.ts';
import { type App, startApp } from '../support/app.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { waitUntil } from '../support/wait-until.ts';

const VERSION_BEFORE = 'Migration20261125045701';
const USER = '00000000-0000-7000-8000-000000000001';
const PLAN = '00000000-0000-7000-8000-000000000002';
const TAKEN = 'transaction-taken';

interface OldPayment {
  status: string;
  pidx?: string;
  transactionId?: string;
  /** Khalti's answers to lookups, in the order of time: an hour lies between two. */
  lookups?: string[];
  hasPeriod?: boolean;
}

const body = (status: string, values: object = {}) =>
  JSON.stringify({ pidx: 'x', total_amount: 50_000, status, transaction_id: null, fee: 0, refunded: false, ...values });
const HTML = '<html>502 Bad Gateway</html>';

const old: Record<string, OldPayment> = {
  created: { status: 'CREATED' },
  failed: { status: 'FAILED' },
  initiated: { status: 'INITIATED', lookups: [HTML, body('Initiated')] },
  pending: { status: 'PENDING', lookups: [body('Pending')] },
  canceled: { status: 'CANCELED', lookups: [body('User canceled')] },
  expired: { status: 'EXPIRED', lookups: ['', body('Expired')] },
  completed: {
    status: 'COMPLETED',
    transactionId: TAKEN,
    lookups: [body('Initiated'), body('Completed'), body('Completed')],
    hasPeriod: true,
  },
  spaced: { status: 'COMPLETED', lookups: [HTML, '{ "status" : "completed" }'], hasPeriod: true },
  unanswered: { status: 'COMPLETED', lookups: [], hasPeriod: true },
  refunded: {
    status: 'REFUNDED',
    transactionId: 'transaction-refunded',
    lookups: [body('Completed'), HTML, body('Refunded', { refunded: true }), body('Refunded', { refunded: true })],
    hasPeriod: true,
  },
  refundedInPart: {
    status: 'PARTIALLY_REFUNDED',
    lookups: [body('Completed'), body('Partially refunded'), body('Partially Refunded')],
    hasPeriod: true,
  },
  refundedAtFirstSight: { status: 'REFUNDED', lookups: [body('Refunded', { refunded: true })] },
  otherAmount: { status: 'NEEDS_REVIEW', lookups: [body('Completed', { total_amount: 4_000_000_000 }), HTML] },
  transactionTaken: { status: 'NEEDS_REVIEW', lookups: [HTML, body('Completed', { transaction_id: TAKEN })] },
  partRefund: { status: 'NEEDS_REVIEW', lookups: [body('Partially refunded', { transaction_id: 'other' })] },
  unreadable: { status: 'NEEDS_REVIEW', lookups: [body('Completed', { total_amount: '500.00' })] },
  unreadableHtml: { status: 'NEEDS_REVIEW', lookups: [HTML] },
  unreadableUnanswered: { status: 'NEEDS_REVIEW', lookups: [] },
};

const names = Object.keys(old);
const idOf = (name: string) => `00000000-0000-7000-9000-${String(names.indexOf(name) + 1).padStart(12, '0')}`;
const OPENED_AT = Date.UTC(2026, 10, 1);
const UPDATED_AT = new Date(Date.UTC(2026, 10, 20));
const HOUR_MS = 3_600_000;
const lookupAt = (index: number) => new Date(OPENED_AT + (index + 1) * HOUR_MS);

let database: TestDatabase;
let orm: Database;
let client: pg.Client;
let before: Record<string, unknown[]>;
let beside: App;
beforeAll(async () => {
  beside = await startApp();
  database = await createDatabase('template0');
  orm = await connectDatabase({ url: database.url, entities, poolSize: 2 });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await orm.migrator.up({ to: VERSION_BEFORE });
  await prepareQueues(database.url);
  await client.query(`insert into users (id, email, name, created_at) values ('${USER}', 'a@example.com', 'A', now())`);
  await client.query(`insert into plans (id, code, name, description, price_paisa, duration_days, is_archived)
    values ('${PLAN}', 'old', 'Old', 'Old', 50000, 30, false)`);
  await client.query(`insert into subscriptions values ('${USER}', '${PLAN}', now(), now() + interval '30 days')`);
  for (const [name, payment] of Object.entries(old)) await save(name, payment);
  before = await everyRow();
  await orm.migrator.up();
  await prepareQueues(database.url);
});
afterAll(async () => {
  await client.end();
  await orm.close(true);
  await database.drop();
  await beside.close();
});

async function save(name: string, { status, transactionId, lookups = [], hasPeriod }: OldPayment): Promise<void> {
  const id = idOf(name);
  const values = [id, USER, PLAN, status, `pidx-${name}`, transactionId ?? null, new Date(OPENED_AT), UPDATED_AT];
  await client.query(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, status, pidx, transaction_id, fee_paisa,
       created_at, updated_at) values ($1, $2, $3, 50000, 30, $4, $5, $6, 5, $7, $8)`,
    values,
  );
  for (const [index, text] of ['{"pidx":"x","status":"Completed"}', ...lookups].entries()) {
    // The answer to initiating says nothing about money, whatever is in it.
    await client.query(`insert into gateway_answers values (gen_random_uuid(), $1, $2, 200, $3, $4)`, [
      id,
      index === 0 ? 'initiate' : 'lookup',
      text,
      index === 0 ? new Date(OPENED_AT) : lookupAt(index - 1),
    ]);
  }
  if (hasPeriod) {
    await client.query(
      `insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at, revoked_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
      [USER, PLAN, id, lookupAt(1), UPDATED_AT, status === 'REFUNDED' ? UPDATED_AT : null],
    );
  }
  const job = { name: 'followUpPayment', data: { paymentId: id }, key: id, startAfter: '2031-01-01T00:00:00Z' };
  await client.query(addJobs('$1'), [JSON.stringify([job])]);
}

/** All columns that the version before knows. */
async function everyRow(): Promise<Record<string, unknown[]>> {
  const tables = {
    payments: `id, user_id, plan_id, amount_paisa, duration_days, pidx, payment_url, expires_at, status, transaction_id,
      fee_paisa, refunded_paisa, idempotency_key, opening_until, failure_code, created_at, updated_at`,
    periods: 'id, user_id, plan_id, payment_id, starts_at, ends_at, revoked_at',
    gateway_answers: '*',
    users: 'id, email, name, password_hash, external_subject, created_at, email_confirmed_at, sessions_valid_from',
    plans: 'id, code, name, description, price_paisa, duration_days, is_archived',
    subscriptions: 'user_id, plan_id, starts_at, ends_at',
    'pgboss.job': '*',
  };
  const rows: Record<string, unknown[]> = {};
  for (const [table, columns] of Object.entries(tables)) {
    rows[table] = (await client.query(`select ${columns} from ${table} order by 1, 2, 3`)).rows;
  }
  return rows;
}

async function find<Row>(name: string, query: string): Promise<Row | undefined> {
  return (await client.query(query, [idOf(name)])).rows[0] as Row | undefined;
}

const paidAt = async (name: string) =>
  (await find<{ paid_at: Date | null }>(name, 'select paid_at from payments where id = $1'))?.paid_at;
const refundOf = (name: string) =>
  find(
    name,
    `select origin, kind, amount_paisa, is_amount_confirmed, access, status, evidence, done_at
     from refunds where payment_id = $1`,
  );
const reviewOf = (name: string) =>
  find<object>(name, `select review_reason, claimed_paisa::float8, claimed_transaction_id from payments where id = $1`);

describe('the upgrade of a database of the version before', () => {
  it('keeps every row and every job', async () => {
    expect(await everyRow()).toEqual(before);
  });

  it('dates a payment by the first lookup that reported money, else by its last change', async () => {
    expect(await paidAt('completed')).toEqual(lookupAt(1));
    expect(await paidAt('spaced')).toEqual(lookupAt(1));
    expect(await paidAt('unanswered')).toEqual(UPDATED_AT);
    expect(await paidAt('refunded')).toEqual(lookupAt(0));
    expect(await paidAt('refundedInPart')).toEqual(lookupAt(0));
    expect(await paidAt('refundedAtFirstSight')).toEqual(lookupAt(0));
    const unpaid = names.filter((name) => !/COMPLETED|REFUNDED/.test(old[name]?.status ?? ''));
    for (const name of unpaid) expect({ name, paidAt: await paidAt(name) }).toEqual({ name, paidAt: null });
  });

  it('enters the refunds that Khalti has reported into the ledger, on the day that they were first seen', async () => {
    const whole = { kind: 'WHOLE', amount_paisa: 50_000, is_amount_confirmed: true, access: 'REVOKE' };
    const known = { origin: 'KHALTI', status: 'DONE', evidence: 'LOOKUP' };
    expect(await refundOf('refunded')).toEqual({ ...known, ...whole, done_at: lookupAt(2) });
    expect(await refundOf('refundedAtFirstSight')).toEqual({ ...known, ...whole, done_at: lookupAt(0) });
    const part = { kind: 'PART', amount_paisa: null, is_amount_confirmed: false, access: 'KEEP' };
    expect(await refundOf('refundedInPart')).toEqual({ ...known, ...part, done_at: lookupAt(1) });
    const { rows } = await client.query('select count(*)::int as count from refunds');
    expect(rows).toEqual([{ count: 3 }]);
  });

  it('gives each review its reason and what Khalti claims', async () => {
    const review = (reason: string, paisa: number | null, transactionId: string | null = null) => ({
      review_reason: reason,
      claimed_paisa: paisa,
      claimed_transaction_id: transactionId,
    });
    expect(await reviewOf('otherAmount')).toEqual(review('OTHER_AMOUNT', 4_000_000_000));
    expect(await reviewOf('transactionTaken')).toEqual(review('TRANSACTION_TAKEN', 50_000, TAKEN));
    expect(await reviewOf('partRefund')).toEqual(review('PART_REFUND', 50_000, 'other'));
    for (const name of ['unreadable', 'unreadableHtml', 'unreadableUnanswered']) {
      expect({ name, ...(await reviewOf(name)) }).toEqual({ name, ...review('UNREADABLE', null) });
    }
  });

  it('gives each period its source', async () => {
    const { rows } = await client.query('select distinct source, grant_id from periods');
    expect(rows).toEqual([{ source: 'PAYMENT', grant_id: null }]);
  });

  it('runs the jobs that were waiting', async () => {
    const response = await fetch(`${beside.simulator.baseUrl}epayment/initiate/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Key ${beside.simulator.secretKey}` },
      body: JSON.stringify({
        return_url: 'http://localhost/return',
        website_url: 'http://localhost',
        amount: 50_000,
        purchase_order_id: idOf('pending'),
        purchase_order_name: 'Old',
      }),
    });
    const { pidx } = (await response.json()) as { pidx: string };
    await fetch(`${beside.simulator.url}/simulator/payments/${pidx}/complete`, { method: 'POST' });
    await client.query('update payments set pidx = $1 where id = $2', [pidx, idOf('pending')]);
    await client.query('update pgboss.job set start_after = now() where singleton_key = $1', [idOf('pending')]);
    const app = await startApp({ beside, env: { DATABASE_URL: database.url } });
    await startJobs(app.services);
    await waitUntil(async () => (await paidAt('pending')) instanceof Date, 20_000);
    await app.close();
    const query = 'select status, source from payments join periods on payment_id = payments.id where payments.id = $1';
    expect(await find('pending', query)).toEqual({ status: 'COMPLETED', source: 'PAYMENT' });
  });

  it('can be reverted', async () => {
    const rows = await everyRow();
    await orm.migrator.down({ to: VERSION_BEFORE });
    expect(await everyRow()).toEqual(rows);
    await orm.migrator.up();
    expect(await paidAt('completed')).toEqual(lookupAt(1));
  });
});
