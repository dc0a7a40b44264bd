import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLInputObjectType } from 'graphql';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { exportedLists } from '../../../src/admin/exports/exported-lists.ts';
import { connectionPool } from '../../../src/database/connect-database.ts';
import { type App, startApp } from '../../support/app.ts';
import { Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import { waitUntil } from '../../support/wait-until.ts';

let app: App;
let owner: TestOperator;
// Fills tables, which may take longer than a request may.
let client: pg.Client;
beforeAll(async () => {
  app = await startApp();
  client = new pg.Client({ connectionString: app.database.url });
  await client.connect();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(async () => {
  await client.end();
  await app.close();
});

const lists = [
  ['payments', 'PaymentFilter'],
  ['refunds', 'RefundFilter'],
  ['customers', 'CustomerFilter'],
  ['audit', 'AuditFilter'],
] as const;

const get = (path: string, operator: TestOperator | null = owner) =>
  fetch(`${app.url}/admin/export/${path}`, { headers: operator ? { cookie: operator.cookie } : {} });

/** As a spreadsheet program shows it: rows by the names of the columns, and the last line. */
async function open(path: string): Promise<{ rows: Record<string, string>[]; last: string; text: string }> {
  const response = await get(path);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { Sheets, SheetNames } = read(bytes, { type: 'buffer', raw: true });
  const sheet = Sheets[String(SheetNames[0])];
  if (!sheet) throw new Error('The file has no sheet');
  for (const [cell, value] of Object.entries(sheet)) {
    expect({ cell, formula: (value as { f?: string }).f }).toEqual({ cell, formula: undefined });
  }
  const rows = utils.sheet_to_json<Record<string, string>>(sheet, { raw: false, defval: '' });
  const last = String(Object.values(rows.pop() ?? {})[0]);
  return { rows, last, text: bytes.toString() };
}

async function codeOf(response: Response): Promise<{ status: number; code: string | undefined }> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return { status: response.status, code: errors[0]?.extensions.code };
}

async function addUser(name: string): Promise<string> {
  const id = uuid();
  await client.query('insert into users (id, email, name, created_at) values ($1, $2, $3, now())', [
    id,
    `${id}@example.com`,
    name,
  ]);
  return id;
}

async function addPayments(userId: string, count: number): Promise<void> {
  await client.query(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, status, paid_at, pidx, created_at, updated_at)
     select gen_random_uuid(), $1, id, 1234567, 30, 'COMPLETED', '2026-07-16T18:15:00Z', $2::text || n, now(), now()
     from plans, generate_series(1, $3::int) n where code = 'basic'`,
    [userId, `${userId}-`, count],
  );
}

describe('GET /admin/export/customers.csv', () => {
  it('is read by a spreadsheet program as it is, and no name is run as a formula', async () => {
    const names = [
      '=HYPERLINK("http://evil.example","Click")',
      '+1+1',
      '-2',
      '@SUM(A1)',
      '\tTab',
      'Sita "Devi", of\r\nPatan',
      'सीता देवी 🙏',
    ];
    for (const name of names) await addUser(name);
    const { rows, last, text } = await open('customers.csv');
    expect(text.startsWith('\uFEFFCustomer,Name,')).toBe(true);
    expect(text.endsWith(`\r\n# ${rows.length} rows\r\n`)).toBe(true);
    expect(last).toBe(`# ${rows.length} rows`);
    const shown = rows.map(({ Name }) => Name?.replaceAll('\r\n', '\n'));
    const expected = names.map((name) => (/^[=+\-@\t]/.test(name) ? `'${name}` : name.replaceAll('\r\n', '\n')));
    expect(shown).toEqual(expect.arrayContaining(expected));
  });
});

describe('GET /admin/export/payments.csv', () => {
  it("has rupees and paisa, UTC and Nepal's date, and a line that counts the rows", async () => {
    const user = await addUser('A Customer');
    await addPayments(user, 4_500);
    const { rows, last } = await open(`payments.csv?text=${user}@example.com`);
    expect(last).toBe('# 4500 rows');
    expect(new Set(rows.map(({ Payment }) => Payment)).size).toBe(4_500);
    expect(rows[0]).toMatchObject({
      Status: 'COMPLETED',
      'Paid (UTC)': '2026-07-16T18:15:00Z',
      'Paid (Nepal)': '2026-07-17',
      'Amount (Rs)': '12345.67',
      'Amount (paisa)': '1234567',
    });
  });

  it.each(lists)('has every filter of the list of %s', async (name, input) => {
    const type = buildSchema(readFileSync('admin.graphql', 'utf8')).getType(input) as GraphQLInputObjectType;
    const filters = Object.keys(exportedLists[name].filters);
    expect(filters).toEqual(expect.arrayContaining(Object.keys(type.getFields())));
  });

  it('takes the filters of the list', async () => {
    const user = await addUser('Filtered');
    await addPayments(user, 3);
    const mine = `text=${user}@example.com`;
    const count = async (filter: string) => (await open(`payments.csv?${mine}&${filter}`)).last;
    expect(await count('statuses=COMPLETED,REFUNDED&statuses=FAILED')).toBe('# 3 rows');
    expect(await count('statuses=FAILED')).toBe('# 0 rows');
    expect(await count('paidFrom=2026-07-17&paidTo=2026-07-17')).toBe('# 3 rows');
    expect(await count('paidTo=2026-07-16')).toBe('# 0 rows');
    expect(await count('amountFromPaisa=1234567&amountToPaisa=1234567')).toBe('# 3 rows');
    expect(await count('amountFromPaisa=1234568')).toBe('# 0 rows');
    expect(await count(`customerId=${user}`)).toBe('# 3 rows');
    expect(await count('paidFrom=2026-07-16T18:15:00.000Z')).toBe('# 3 rows');
    expect(await count(`planIds=${uuid()}`)).toBe('# 0 rows');
  });

  it.each([
    'statuses=PAID',
    'statuses=',
    'planIds=x',
    'paidFrom=2026-02-30',
    'paidFrom=yesterday',
    'paidFrom=0001-01-01',
    'paidFrom=2026-01-01&paidFrom=2026-01-02',
    'text=%00',
    `text=${'x'.repeat(201)}`,
    'amount=1',
    '__proto__=1',
  ])('refuses the filter %s', async (filter) => {
    expect(await codeOf(await get(`payments.csv?${filter}`))).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  });

  it('holds no connection for a slow reader, and ends with it', async () => {
    const user = await addUser('Many');
    await addPayments(user, 30_000);
    const url = new URL(`${app.url}/admin/export/payments.csv`);
    const asked = request(url, { headers: { cookie: owner.cookie } }).end();
    const [response] = await once(asked, 'response');
    response.pause();
    const pool = await connectionPool(app.services.orm);
    await waitUntil(() => pool.idleCount === pool.totalCount);
    const statements = await countPages(async () => {
      await new Promise((done) => setTimeout(done, 300));
    });
    expect(statements).toBe(0);
    asked.destroy();
    await waitUntil(() => pool.idleCount === pool.totalCount);
  });
});

/** Pages that were read while `act` ran. */
async function countPages(act: () => Promise<void>): Promise<number> {
  const pool = await connectionPool(app.services.orm);
  let acquired = 0;
  const onAcquire = () => {
    acquired += 1;
  };
  pool.on('acquire', onAcquire);
  await act();
  pool.off('acquire', onAcquire);
  return acquired;
}

describe('GET /admin/export/…', () => {
  it.each(['payments', 'refunds', 'customers', 'periods', 'audit'])('exports %s, also without rows', async (name) => {
    const nothing = { payments: 'paidTo=2000-01-01', refunds: '', customers: 'createdTo=2000-01-01' };
    const filter = { ...nothing, periods: 'startsTo=2000-01-01', audit: 'to=2000-01-01' }[name];
    const response = await get(`${name}.csv?${filter}`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="${name}-[\\d-]+\\.csv"$`),
    );
    expect((await response.text()).split('\r\n').slice(1)).toEqual(['# 0 rows', '']);
  });

  it('needs a session, the permission, and for customers a fresh code', async () => {
    const support = await TestOperator.signedIn(app, 'SUPPORT');
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    const unconfirmed = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    const { token } = await Customer.signUp(app);
    const refusal = async (name: string, operator: TestOperator | null) => codeOf(await get(`${name}.csv`, operator));
    expect(await refusal('payments', null)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    const bearer = await fetch(`${app.url}/admin/export/payments.csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await codeOf(bearer)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await refusal('payments', support)).toEqual({ status: 403, code: 'PERMISSION_DENIED' });
    expect(await refusal('audit', support)).toEqual({ status: 403, code: 'PERMISSION_DENIED' });
    expect(await refusal('customers', finance)).toEqual({ status: 403, code: 'PERMISSION_DENIED' });
    expect(await refusal('customers', unconfirmed)).toEqual({ status: 403, code: 'STEP_UP_REQUIRED' });
    expect((await get('audit.csv', finance)).status).toBe(200);
  });

  it('is audited, also when it is refused', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    await get('refunds.csv', viewer);
    await (await get('payments.csv?text=anita@example.com', finance)).text();
    await (await get('refunds.csv?statuses=DONE', finance)).text();
    const entries = (operator: TestOperator) => app.services.orm.em.fork().find(AuditEntry, { actorId: operator.id });
    const known = { action: 'exportRefunds', targetKind: 'EXPORT', targetId: 'refunds.csv' };
    expect(await entries(viewer)).toMatchObject([{ ...known, outcome: 'REFUSED', code: 'PERMISSION_DENIED' }]);
    const after = { filter: { statuses: 'DONE' } };
    const [payments, refunds] = await entries(finance);
    expect(refunds).toMatchObject({ ...known, outcome: 'DONE', after });
    // The audit keeps no address, so that it survives an erasure.
    expect(payments?.after).toEqual({ filter: { text: '[text]' } });
  });
});
