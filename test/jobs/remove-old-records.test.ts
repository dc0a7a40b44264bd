import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperatorRole } from '../../src/admin/permissions.ts';
import { planRemovals, removeOldRecords } from '../../src/jobs/remove-old-records.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

const DAY_MS = 24 * 60 * 60_000;
// Smaller than the tables, so that each is read in several pages.
const AT_ONCE = 2;
const BOOKS = ['payments', 'periods', 'subscriptions', 'refunds', 'receipts', 'audit_entries', 'users', 'plans'];

let app: App;
let customer: Customer;
beforeAll(async () => {
  app = await startApp();
  customer = await Customer.signUp(app);
});
afterAll(() => app.close());

function run<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
  return app.services.orm.em.fork().execute<Row[]>(statement, values);
}

async function books(): Promise<Record<string, unknown>> {
  const sums: Record<string, unknown> = {};
  for (const table of BOOKS) {
    [sums[table]] = await run(`select count(*)::int, md5(string_agg(t::text, ' ' order by t::text)) from ${table} t`);
  }
  return sums;
}

/** Which answers of Khalti are kept, as `operation status`. */
async function answersOf({ id }: { id: string }): Promise<string[]> {
  const rows = await run<{ operation: string; body: string }>(
    'select operation, body from gateway_answers where payment_id = ? order by received_at',
    [id],
  );
  return rows.map(({ operation, body }) => `${operation} ${/"status":"([^"]+)"/.exec(body)?.[1] ?? ''}`.trim());
}

const removeAfter = (days: number) => removeOldRecords(app.services, {}, new Date(Date.now() + days * DAY_MS), AT_ONCE);

async function countOf(table: string): Promise<number> {
  const [row] = await run<{ count: number }>(`select count(*)::int from ${table}`);
  return row?.count ?? 0;
}

describe('removeOldRecords', () => {
  it('removes what Khalti said long ago, except about money, refunds, and payments that are open', async () => {
    const paid = await customer.initiate('basic');
    await customer.verify(paid.pidx);
    await atKhalti(app, paid.pidx, 'complete');
    await customer.verify(paid.pidx);
    await run(
      `insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
       values (gen_random_uuid(), ?, 'refund', 200, '{}', now())`,
      [paid.id],
    );
    const open = await customer.initiate('standard');
    const canceled = await customer.initiate('premium');
    await atKhalti(app, canceled.pidx, 'cancel');
    await customer.verify(canceled.pidx);
    const before = await books();

    await removeAfter(364);
    expect(await answersOf(paid)).toEqual(['initiate', 'lookup Initiated', 'lookup Completed', 'refund']);
    await removeAfter(366);
    expect(await answersOf(paid)).toEqual(['lookup Completed', 'refund']);
    expect(await answersOf(open)).toEqual(['initiate']);
    expect(await answersOf(canceled)).toEqual([]);
    expect(await books()).toEqual(before);
  });

  it('removes messages, links, sessions and finished jobs after the days of each', async () => {
    await run(`insert into sent_messages (key, sent_at) select 'message-' || n, now() from generate_series(1, 5) n`);
    const operator = '00000000-0000-7000-8000-000000000001';
    await run(
      `insert into operators (id, email, name, password_hash, role, recovery_code_hashes, created_at, updated_at)
       values (?, 'operator@example.com', 'N', 'x', ?, '{}', now(), now())`,
      [operator, OperatorRole.OWNER],
    );
    await run(
      `insert into operator_sessions (id, operator_id, token_hash, address, created_at, last_used_at, expires_at)
       values (gen_random_uuid(), ?, 'x', '127.0.0.1', now(), now(), now())`,
      [operator],
    );
    await run('update account_tokens set expires_at = now()');
    await run('update open_sessions set expires_at = now()');
    await run(`update pgboss.job set state = 'completed', completed_on = now() where name = 'sendEmailConfirmation'`);
    const tables = ['sent_messages', 'account_tokens', 'operator_sessions'];
    const counts = async () => Promise.all(tables.map(countOf));
    const jobs = async () => countOf(`pgboss.job where name = 'sendEmailConfirmation'`);

    const [messages = 0, tokens = 0] = await counts();
    expect([messages, tokens, await jobs()]).toEqual([5, tokens, 1]);
    await removeAfter(6);
    expect(await jobs()).toBe(1);
    expect(await countOf('open_sessions')).toBe(0);
    await removeAfter(8);
    expect(await jobs()).toBe(0);
    await removeAfter(29);
    expect(await counts()).toEqual([5, tokens, 1]);
    await removeAfter(31);
    expect(await counts()).toEqual([5, 0, 1]);
    await removeAfter(91);
    expect(await counts()).toEqual([5, 0, 0]);
    await removeAfter(401);
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('waits once for its next day, however many workers start', async () => {
    await run(`delete from pgboss.job where name = 'removeOldRecords'`);
    await Promise.all([1, 2, 3].map(() => planRemovals(app.services)));
    expect(await app.services.jobs.boss.findJobs('removeOldRecords')).toHaveLength(1);
  });
});
