import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../../src/database/connect-database.ts';
import { type App, startApp } from '../../support/app.ts';
import { fillPayments } from '../../support/fill-payments.ts';
import { TestOperator } from '../../support/operator.ts';
import { type Recorded, recordStatements } from '../../support/statements.ts';

let app: App;
let viewer: TestOperator;
beforeAll(async () => {
  app = await startApp();
  viewer = await TestOperator.signedIn(app, 'OWNER');
  const pool = await connectionPool(app.services.orm);
  await fillPayments(pool, { users: 20_000, payments: 20_000 });
  await pool.query(`insert into sent_messages (key, sent_at)
    select 'receipt-' || id, created_at from payments
    union all select 'ended-' || user_id || '-0', ends_at from subscriptions`);
  await pool.query('vacuum analyze sent_messages');
}, 180_000);
afterAll(() => app.close());

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
  'attention { reviews pendingForADay unknownRefunds reviewPayments { id } pendingPayments { id } isKeyRefused }',
  `endingSoon(from: ${FROM}, to: "2026-01-03T00:00:00Z", paidAgain: true) { edges { node { endsAt } } }`,
  'endingAccess(from: "2026-01-01", to: "2026-01-03") { ending paidAgain }',
  `customer(id: "${UUID}") { messages { kind at } sessionsEndedAt }`,
  'search(text: "filled123") { id }',
  'search(text: "filled") { id }',
  `search(text: "${UUID}") { id }`,
  `payment(id: "${UUID}") { story { title } refunds { id } period { id } }`,
];

describe('the plans of the lists', () => {
  it.each([...lists, ...others])('{ %s } scans no table', async (query) => {
    const recorded = await recordStatements(app, async () => {
      expect((await viewer.ask(`{ ${query} }`)).errors).toEqual([]);
    });
    const scanned: string[] = [];
    for (const statement of recorded.filter(({ text }) => /^\s*(\(?select|with)/i.test(text))) {
      scanned.push(...(await scannedBy(statement)));
    }
    expect(scanned).toEqual([]);
  });
});

async function scannedBy({ text, values }: Recorded): Promise<string[]> {
  const pool = await connectionPool(app.services.orm);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values });
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  return plan.match(/Seq Scan on (payments|users|refunds|periods|subscriptions|sent_messages)\b.*/g) ?? [];
}
