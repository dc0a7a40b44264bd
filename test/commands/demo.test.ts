import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { RefundStatus } from '../../src/payments/refund-status.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { type App, startApp } from '../support/app.ts';
import { TestOperator } from '../support/operator.ts';
import { cleanUp, runCommand } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';
import { recordAtKhalti, requestRefund, send } from '../support/refunds.ts';

const file = join(resolve(import.meta.dirname, '../../dist/src/commands'), 'demo.js');
const CUSTOMERS = 200;
const DAY_MS = 24 * 60 * 60 * 1000;

let app: App;
let owner: TestOperator;
let first: { code: number | null; output: string };
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
  first = await run(atSimulator(), '--customers', String(CUSTOMERS));
}, 120_000);
afterAll(async () => {
  await app.close();
  await cleanUp();
});

function atSimulator(): Record<string, string> {
  const { baseUrl, secretKey } = app.simulator;
  return { DATABASE_URL: app.database.url, KHALTI_BASE_URL: baseUrl, KHALTI_SECRET_KEY: secretKey };
}

async function run(env: Record<string, string>, ...args: string[]): Promise<{ code: number | null; output: string }> {
  return runIn(newFolder(), env, ...args);
}

async function runIn(folder: string, env: Record<string, string>, ...args: string[]) {
  const command = await runCommand(folder, process.execPath, [file, ...args], { env });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

const query = <Row = Record<string, unknown>>(text: string): Promise<Row[]> =>
  app.services.orm.em.fork().execute<Row[]>(text);

async function count(from: string): Promise<number> {
  const [row] = await query<{ count: number }>(`select count(*)::int as count from ${from}`);
  return Number(row?.count);
}

describe('npm run demo', () => {
  it('makes so many customers, who are clearly marked, and says what it made', async () => {
    expect(first.code).toBe(0);
    expect(first.output).toContain(`customers  ${CUSTOMERS}, such as customer-1.seed-1@demo.example.com`);
    expect(first.output).toContain('/admin');
    const isMarked = `email like 'customer-%.seed-1@demo.example.com' and name like 'Demo customer %'`;
    expect(await count(`users where ${isMarked} and password_hash is null`)).toBe(CUSTOMERS);
    expect(await count(`refunds where reason not like 'Demo data%'`)).toBe(0);
    expect(await count(`grants where reason not like 'Demo data%'`)).toBe(0);
    expect(await count(`audit_entries where actor_id = 'demo' and reason not like 'Demo data%'`)).toBe(0);
    expect(await count(`audit_entries where actor_kind = 'COMMAND' and actor_id = 'demo'`)).toBeGreaterThan(10);
  });

  it('makes nothing in the future, and has something of everything', async () => {
    for (const column of ['users.created_at', 'payments.created_at', 'payments.paid_at', 'refunds.done_at']) {
      const [table, name] = column.split('.');
      expect(await count(`${table} where ${name} > now()`)).toBe(0);
    }
    const statuses = await query<{ status: string }>('select distinct status::text from payments');
    expect(statuses.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['INITIATED', 'PENDING', 'COMPLETED', 'CANCELED', 'EXPIRED', 'REFUNDED', 'NEEDS_REVIEW']),
    );
    expect(
      await count(
        `extensions e where completed_at is not null and exists (select from grants where extension_id = e.id)`,
      ),
    ).toBe(1);
    expect(await count('users where blocked_at is not null')).toBe(1);
    expect(await count('(select plan_id from payments group by plan_id) x')).toBe(3);
  });

  it('shows operators what to look at', async () => {
    const { data } = await owner.ask<{ attention: Record<string, unknown> }>(
      '{ attention { reviews unknownRefunds pendingForADay failedMails isKeyRefused } }',
    );
    expect(data.attention).toEqual({
      reviews: 3,
      unknownRefunds: 2,
      pendingForADay: 4,
      failedMails: 3,
      isKeyRefused: false,
    });
  });

  it('adds no job and no mail for what was long ago', async () => {
    expect(await query(`select distinct name, state::text from pgboss.job`)).toEqual([
      { name: 'sendReceipt', state: 'failed' },
    ]);
  });

  it('shows money in each of twelve months', async () => {
    const to = new Date().toISOString().slice(0, 10);
    const from = new Date(Date.now() - 364 * DAY_MS).toISOString().slice(0, 10);
    const { data } = await owner.ask<{ figures: { collectedPaisa: number; paidBackPaisa: number }[] }>(
      'query ($from: Date!, $to: Date!) { figures(from: $from, to: $to, by: MONTH) { collectedPaisa paidBackPaisa } }',
      { from, to },
    );
    expect(data.figures.filter(({ collectedPaisa }) => collectedPaisa > 0).length).toBeGreaterThanOrEqual(12);
    expect(data.figures.filter(({ paidBackPaisa }) => paidBackPaisa > 0).length).toBeGreaterThanOrEqual(3);
  });
});

describe('the books of npm run demo', () => {
  it('have one period for each paid payment, with its days, and no other', async () => {
    const paid = `status in ('COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED')`;
    const hasPeriod = 'exists (select from periods where payment_id = payments.id)';
    const isWhole = `(paid_at is not null and transaction_id is not null and fee_paisa = round(amount_paisa * 0.03))`;
    expect(await count(`payments where ${paid} and not (${hasPeriod} and ${isWhole})`)).toBe(0);
    expect(await count(`payments where not ${paid} and (${hasPeriod} or paid_at is not null)`)).toBe(0);
    const days = `coalesce(payments.duration_days, grants.days) * interval '24 hours'`;
    expect(
      await count(`periods left join payments on payments.id = payment_id left join grants on grants.id = grant_id
        where revoked_at is null and (ends_at - starts_at) is distinct from ${days}`),
    ).toBe(0);
    expect(
      await count(`payments where pidx is not null and gateway is distinct from '${app.services.khalti.gateway}'`),
    ).toBe(0);
    expect(await count('grants where not exists (select from periods where grant_id = grants.id)')).toBe(0);
  });

  it('let no periods of one customer overlap, and end access when the last one ends', async () => {
    expect(
      await count(`periods a join periods b on a.user_id = b.user_id and a.id < b.id
        where a.revoked_at is null and b.revoked_at is null and a.starts_at < b.ends_at and b.starts_at < a.ends_at`),
    ).toBe(0);
    expect(
      await count(`subscriptions s full join (
          select user_id, max(least(ends_at, coalesce(revoked_at, 'infinity'))) as ends_at from periods group by user_id
        ) p on p.user_id = s.user_id where p.ends_at is distinct from s.ends_at`),
    ).toBe(0);
  });

  it('have the sums of their refunds, and end access where a refund says so', async () => {
    expect(
      await count(`payments left join lateral (
          select case when bool_or(amount_paisa is null) then null else coalesce(sum(amount_paisa), 0) end as paisa,
            coalesce(bool_or(kind = 'WHOLE'), false) as is_whole, count(*) > 0 as is_refunded,
            coalesce(bool_or(access = 'REVOKE'), false) as is_revoked
          from refunds where payment_id = payments.id and status = 'DONE'
        ) done on true
        where refunded_paisa is distinct from paisa or is_whole <> (status = 'REFUNDED')
          or (is_refunded and not is_whole) <> (status = 'PARTIALLY_REFUNDED')
          or is_revoked <> exists (select from periods where payment_id = payments.id and revoked_at is not null)`),
    ).toBe(0);
    expect(await count(`refunds where status = 'DONE'`)).toBeGreaterThan(3);
  });

  it("agree with Khalti's own answers, which change nothing", async () => {
    const tables = ['payments', 'periods', 'subscriptions', 'refunds'];
    const state = () => Promise.all(tables.map((table) => query(`select * from ${table} order by 1`)));
    const before = await state();
    const em = app.services.orm.em.fork();
    const unknown = await query<{ id: string }>(`select payment_id as id from refunds where status = 'UNKNOWN'`);
    const payments = await em.find(Payment, { pidx: { $ne: null }, id: { $nin: unknown.map(({ id }) => id) } });
    // A link may end while this test runs.
    const closed = payments.filter(({ status }) => status !== PaymentStatus.INITIATED);
    expect(closed.length).toBeGreaterThan(CUSTOMERS);
    for (const payment of closed) await verifyPayment(app.services, { payment });
    expect(await state()).toEqual(before);
  }, 120_000);

  it('can be asked about, refunded and read as a story in the app', async () => {
    const [payment] = await query<{ id: string; pidx: string }>(
      `select id, pidx from payments where status = 'COMPLETED' order by created_at limit 1`,
    );
    const { id, pidx } = payment ?? { id: '', pidx: '' };
    const asked = await owner.ask<{ askKhalti: { statusText: string } }>(
      'mutation ($id: ID!) { askKhalti(paymentId: $id) { statusText } }',
      { id },
    );
    expect(asked.data.askKhalti.statusText).toBe('Completed');
    const { data } = await requestRefund(owner, id);
    expect((await send(app, data.requestRefund.id)).status).toBe(RefundStatus.DONE);
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ status: 'Refunded' });
    const read = await owner.ask<{ payment: { story: { title: string }[] } }>(
      'query ($id: ID!) { payment(id: $id) { story { title } } }',
      { id },
    );
    const titles = read.data.payment.story.map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual([
      expect.stringMatching(/^Opened for Rs/),
      'Khalti answered the initiate with 200',
    ]);
    expect(titles).toEqual(expect.arrayContaining(['Paid', 'Access begins', 'Sent: receipt']));
  });

  it('let a lookup decide an unknown refund that went back', async () => {
    const unknown = await query<{ id: string }>(`select payment_id as id from refunds where status = 'UNKNOWN'`);
    for (const { id } of unknown) {
      await owner.ask('mutation ($id: ID!) { askKhalti(paymentId: $id) { statusText } }', { id });
    }
    expect(await count(`refunds where status = 'UNKNOWN'`)).toBe(1);
  });
});

describe('a second npm run demo', () => {
  it('adds nothing for the same seed, and more for another', async () => {
    const payments = await count('payments');
    const again = await run(atSimulator(), '--customers', '7');
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('Nothing was added') });
    expect(await count('payments')).toBe(payments);
    expect(await run(atSimulator(), '--customers', '7', '--days', '3', '--seed', '2')).toMatchObject({ code: 0 });
    expect(await count('users')).toBe(CUSTOMERS + 7);
  }, 180_000);

  it('fills the file of the simulator while no server runs', async () => {
    const folder = newFolder();
    const env = { DATABASE_URL: app.database.url };
    expect(await runIn(folder, env, '--customers', '5', '--seed', '3')).toMatchObject({ code: 0 });
    const pidxs = await query<{ pidx: string }>(
      `select pidx from payments join users on users.id = user_id where email like '%.seed-3@%' and pidx is not null`,
    );
    const kept = readFileSync(join(folder, '.data/simulator.json'), 'utf8');
    expect(pidxs.length).toBeGreaterThan(0);
    for (const { pidx } of pidxs) expect(kept).toContain(pidx);
  }, 180_000);
});

describe('npm run demo refuses', () => {
  it.each([
    ['in production', { NODE_ENV: 'production' }, 'NODE_ENV is production'],
    [
      'at Khalti',
      { KHALTI_BASE_URL: 'https://dev.khalti.com/api/v2/', KHALTI_SECRET_KEY: 'key' },
      "KHALTI_BASE_URL is Khalti's (dev.khalti.com)",
    ],
  ])('%s', async (_where, env, sentence) => {
    const refused = await run({ ...atSimulator(), ...env }, '--seed', '9');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining(sentence) });
    expect(await count(`users where email like '%.seed-9@%'`)).toBe(0);
  });

  it('in production that only .env names', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, '.env'), 'NODE_ENV=production\n');
    const refused = await runIn(folder, atSimulator(), '--seed', '9');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('NODE_ENV is production') });
    expect(existsSync(join(folder, '.data'))).toBe(false);
  });

  it('at a server that is not the simulator', async () => {
    const refused = await run({ ...atSimulator(), KHALTI_BASE_URL: `${app.url}/api/v2/` }, '--seed', '9');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('is not the simulator') });
  });

  it.each([
    ['--customers', '0'],
    ['--customers', '20001'],
    ['--days', '1.5'],
    ['--seed', 'x'],
    ['--size', '1'],
  ])('%s %s', async (name, value) => {
    const refused = await run(atSimulator(), name, value);
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
  });
});
