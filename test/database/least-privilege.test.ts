import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { prepareDatabase } from '../../src/commands/prepare-database.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { createDatabase } from '../support/database.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { TestOperator } from '../support/operator.ts';
import { buy, requestRefund } from '../support/refunds.ts';
import { waitUntil } from '../support/wait-until.ts';

const ROLE = `shop_app_${process.pid}_${Date.now()}`;
const DENIED = '42501';

let beside: App;
let app: App;
let mailbox: Mailbox;
let admin: pg.Client;
let limitedUrl: string;
beforeAll(async () => {
  beside = await startApp();
  mailbox = await startMailbox();
  admin = new pg.Client({ connectionString: beside.database.url });
  await admin.connect();
  limitedUrl = await grantAsDocumented(beside.database.url, admin);
  const env = { DATABASE_URL: limitedUrl, SMTP_URL: mailbox.url, OPERATOR_EMAIL: 'operator@example.com' };
  app = await startApp({ beside, env });
  await startJobs(app.services);
});
afterAll(async () => {
  await app?.close();
  await admin?.query(`drop owned by ${ROLE}`);
  await admin?.query(`drop role ${ROLE}`);
  await admin?.end();
  await mailbox?.close();
  await beside?.close();
});

/** Runs the statements of the documents, with the names of this test. */
async function grantAsDocumented(databaseUrl: string, owner: pg.Client): Promise<string> {
  const url = new URL(databaseUrl);
  const manual = readFileSync('docs/operating.md', 'utf8');
  const [, statements] = /### A role without rights[\s\S]*?```sql\n([\s\S]*?)```/.exec(manual) ?? [];
  const named = String(statements)
    .replaceAll('shop_app', ROLE)
    .replaceAll('shop_owner', url.username)
    .replace('on database shop ', `on database ${url.pathname.slice(1)} `);
  await owner.query(named);
  return Object.assign(url, { username: ROLE, password: 'change me' }).href;
}

const prepare = (databaseDirectUrl: string, isProduction: boolean) =>
  prepareDatabase({ databaseDirectUrl, isProduction });

describe('a role with the documented grants', () => {
  it('serves a checkout, its refund by an operator, the mail and a change of plans', async () => {
    const customer = await Customer.signUp(app);
    const payment = await buy(app, customer);
    expect(await customer.subscription()).toMatchObject({ isActive: true });
    const owner = await TestOperator.signedIn(app, 'OWNER');
    const { data, errors } = await requestRefund(owner, payment.id);
    expect(errors).toEqual([]);
    const isDone = async () => {
      const { rows } = await admin.query('select status from refunds where id = $1', [data.requestRefund.id]);
      return rows[0]?.status === 'DONE';
    };
    await waitUntil(isDone, 20_000);
    const subjects = () => mailbox.messages.filter(({ to }) => to.includes(customer.email)).length;
    // The confirmation of the address, the receipt and the refund.
    await waitUntil(() => subjects() >= 3, 20_000);
    expect(await customer.subscription()).toMatchObject({ isActive: false });
    const created = await owner.ask(
      `mutation { createPlan(code: "granted", name: "Granted", description: "Thirty days", pricePaisa: 5000, durationDays: 30) { code } }`,
    );
    expect(created.errors).toEqual([]);
    expect(await customer.plan('granted')).toMatchObject({ pricePaisa: 5_000 });
    const audited = await admin.query(`select action from audit_entries where outcome = 'DONE'`);
    expect(audited.rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['requestRefund', 'createPlan']));
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
    expect(app.logged.filter(({ level }) => ['warn', 'error', 'fatal'].includes(String(level)))).toEqual([]);
  });

  it('can neither change the audit nor any table', async () => {
    const client = new pg.Client({ connectionString: limitedUrl });
    await client.connect();
    const statements = [
      'update audit_entries set reason = null',
      'delete from audit_entries',
      'truncate audit_entries',
      'alter table audit_entries disable trigger all',
      'delete from mikro_orm_migrations',
      'create table public.added (id int)',
      'alter table payments add column added int',
      'drop table pgboss.job',
    ];
    for (const statement of statements) {
      const refused = client.query(statement).then(
        () => statement,
        ({ code, message }) => (code === DENIED || /must be owner/.test(message) ? 'refused' : message),
      );
      expect(await refused).toBe('refused');
    }
    await client.end();
  });

  it('starts without migrating, in production or not, and says what is pending', async () => {
    await prepare(limitedUrl, false);
    await prepare(limitedUrl, true);
    const { rows } = await admin.query(
      'delete from mikro_orm_migrations where id = (select max(id) from mikro_orm_migrations) returning name',
    );
    for (const isProduction of [false, true]) {
      await expect(prepare(limitedUrl, isProduction)).rejects.toThrow(`Migrations are pending: ${rows[0].name}`);
    }
    await admin.query('insert into mikro_orm_migrations (name) values ($1)', [rows[0].name]);
  });

  it('says that migrations are pending in an empty database', async () => {
    const empty = await createDatabase('template0');
    const url = Object.assign(new URL(empty.url), { username: ROLE, password: 'change me' }).href;
    for (const isProduction of [false, true]) {
      await expect(prepare(url, isProduction)).rejects.toThrow('run "npm run migrate"');
    }
    await empty.drop();
  });
});
