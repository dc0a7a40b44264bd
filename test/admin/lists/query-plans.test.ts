import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Pool } from 'pg';
import { connectionPool } from '../../../src/database/connect-database.ts';
import { examineDueJobs } from '../../../src/doctor/examine-jobs.ts';
import { measureDatabase } from '../../../src/jobs/measure-database.ts';
import { type App, startApp } from '../../support/app.ts';
import { fillPayments } from '../../support/fill-payments.ts';
import { TestOperator } from '../../support/operator.ts';
import { type Recorded, recordStatements } from '../../support/statements.ts';

let app: App;
let viewer: TestOperator;
let ids: { payment: string; customer: string };
beforeAll(async () => {
  app = await startApp({ env: { METRICS_PORT: '65000' } });
  viewer = await TestOperator.signedIn(app, 'OWNER');
  const pool = await connectionPool(app.services.orm);
  await fillPayments(pool, { users: 20_000, payments: 20_000 });
  await pool.query(`insert into sent_messages (key, sent_at)
    select 'receipt-' || id, created_at from payments
    union all select 'ended-' || user_id || '-0', ends_at from subscriptions`);
  await pool.query('vacuum analyze sent_messages');
  await fillJobs(pool);
  const { rows } = await pool.query(
    `select id as payment, user_id as customer from payments where status = 'REFUNDED' limit 1`,
  );
  [ids] = rows;
}, 180_000);
afterAll(() => app.close());

const SCANS = /Seq Scan on (payments|users|refunds|periods|subscriptions|sent_messages|job\w*)\b.*/g;

// Not `totalCount`: of a table that is smaller than the limit of the count, PostgreSQL rightly reads all.
const FIELDS = '{ edges { node { id } } }';
const UUID = '01890000-0000-7000-8000-000000000000';
const FROM = '"2026-01-01T00:00:00Z"';

const cases = {
  payments: {
    sorts: ['NEWEST', 'OLDEST', 'PAID_LAST', 'PAID_FIRST', 'AMOUNT_HIGHEST', 'AMOUNT_LOWEST'],
    filters: [
      '',
      'statuses: [NEEDS_REVIEW]',
      'statuses: [COMPLETED]',
      'statuses: [PENDING, INITIATED]',
      `planIds: ["${UUID}"]`,
      `customerId: "${UUID}"`,
      `openedFrom: ${FROM}`,
      `openedTo: ${FROM}`,
      `paidFrom: ${FROM}`,
      `paidTo: ${FROM}`,
      'amountFromPaisa: 1',
      'amountToPaisa: 1',
      'text: "filled123@"',
      'text: "filled"',
    ],
  },
  customers: {
    sorts: ['NEWEST', 'OLDEST', 'EMAIL', 'NAME'],
    filters: [
      '',
      'text: "filled123@"',
      'text: "filled"',
      'isBlocked: true',
      'isBlocked: false',
      'hasAccess: true',
      'hasAccess: false',
      `createdFrom: ${FROM}`,
      `createdTo: ${FROM}`,
    ],
  },
  refunds: {
    sorts: ['NEWEST', 'OLDEST'],
    filters: [
      '',
      'statuses: [UNKNOWN]',
      'statuses: [DONE]',
      'origins: [KHALTI]',
      `createdFrom: ${FROM}`,
      `doneFrom: ${FROM}`,
      `doneTo: ${FROM}`,
      'amountFromPaisa: 1',
      'amountToPaisa: 1',
    ],
  },
};

const lists = Object.entries(cases).flatMap(([field, { sorts, filters }]) =>
  sorts.flatMap((sort) => filters.map((filter) => `${field}(sort: ${sort}, filter: { ${filter} }) ${FIELDS}`)),
);
const others = [
  'endingSoon(days: 30) { edges { node { endsAt customer { id } plan { code } } } }',
  'attention { reviews pendingForADay unknownRefunds failedMails failedMessages { jobId } reviewPayments { id } pendingPayments { id } isKeyRefused }',
  `endingSoon(from: ${FROM}, to: "2026-01-03T00:00:00Z", paidAgain: true) { edges { node { endsAt } } }`,
  'endingAccess(from: "2026-01-01", to: "2026-01-03") { ending paidAgain }',
  'customer(id: "{customer}") { messages { kind at } sessionsEndedAt }',
  'figures(from: "2026-11-01", to: "2026-11-05", by: DAY) { collectedPaisa paidBackPaisa newPaisa }',
  'openedToPaid(from: "2026-11-01", to: "2026-11-05", by: DAY) { opened }',
  'search(text: "filled123") { id }',
  'search(text: "filled") { id }',
  `search(text: "${UUID}") { id }`,
  'payment(id: "{payment}") { story { title } refunds { id } period { id } }',
];

describe('the plans of the lists', () => {
  it.each([...lists, ...others])('{ %s } scans no table', async (query) => {
    const scanned = await scannedDuring(async () => {
      const { data, errors } = await viewer.ask<object>(`{ ${withIds(query)} }`);
      expect(errors).toEqual([]);
      expect(Object.values(data)).not.toContain(null);
    });
    expect(scanned).toEqual([]);
  });

  it('of the search by the beginning of an address or a name read a part of the index of each', async () => {
    const recorded = await recordStatements(app, () => viewer.ask('{ search(text: "filled 12") { id } }'));
    const search = recorded.find(({ text }) => text.includes('lower(u.name)')) as Recorded;
    const plan = await planOf(search);
    expect(plan).toMatch(/users_email_in_order_index on users u[^\n]*\n *Index Cond: [^\n]* >= 'filled 12'/);
    expect(plan).toMatch(/users_name_in_order_index on users u[^\n]*\n *Index Cond: [^\n]* >= 'filled 12'/);
  });

  // Who has access, and who has renewed it, is a matter of all periods.
  it.each([
    'figures(from: "2026-11-01", to: "2026-11-05", by: DAY) { activePaid }',
    'renewalRates(from: "2026-11-01", to: "2026-11-30") { rate }',
    'currentValue { thirtyDayValuePaisa }',
  ])('of { %s } read the periods and their payments at most once', async (query) => {
    const scanned = await scannedDuring(() => viewer.ask(`{ ${query} }`));
    const tables = scanned.map((scan) => /^Seq Scan on (\w+)/.exec(scan)?.[1]);
    expect(tables.filter((table) => table !== 'periods' && table !== 'payments')).toEqual([]);
    expect(new Set(tables).size).toBe(tables.length);
  });

  it('of npm run doctor and of the metrics do not read all jobs', async () => {
    const { metrics } = app.services;
    if (metrics) measureDatabase(app.services, metrics);
    expect(await scannedDuring(() => examineDueJobs(app.services.orm))).toEqual([]);
    const scanned = await scannedDuring(async () => metrics?.asJson());
    expect(scanned.filter((scan) => scan.includes('job'))).toEqual([]);
    expect(app.logged.filter(({ msg }) => msg === 'a metric was not read')).toEqual([]);
  });
});

function withIds(query: string): string {
  return query.replace('{payment}', ids.payment).replace('{customer}', ids.customer);
}

async function scannedDuring(act: () => Promise<unknown>): Promise<string[]> {
  const scanned: string[] = [];
  for (const statement of (await recordStatements(app, act)).filter(({ text }) => /^\s*(\(?select|with)/i.test(text))) {
    const found = (await planOf(statement)).match(SCANS) ?? [];
    scanned.push(...found);
  }
  return scanned;
}

async function planOf({ text, values }: Recorded): Promise<string> {
  const pool = await connectionPool(app.services.orm);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** Most jobs are done. */
async function fillJobs(pool: Pool): Promise<void> {
  const names = ['sendReceipt', 'sendRefunded', 'followUpPayment', 'sendEmailConfirmation', 'tellOperator'];
  await pool.query(
    `insert into pgboss.job (name, data, state, created_on, start_after, completed_on, policy)
     select names[1 + n % 5], jsonb_build_object('paymentId', gen_random_uuid(), 'userId', gen_random_uuid()), 'completed',
       now() - n * interval '1 minute', now() - n * interval '1 minute', now() - n * interval '1 minute', 'standard'
     from generate_series(1, 30000) n, (select $1::text[] as names) names`,
    [names],
  );
  await pool.query('vacuum analyze pgboss.job');
}
