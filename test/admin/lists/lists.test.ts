import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../../src/database/connect-database.ts';
import { type App, startApp } from '../../support/app.ts';
import { createDatabase } from '../../support/database.ts';
import { fillPayments } from '../../support/fill-payments.ts';
import { TestOperator } from '../../support/operator.ts';
import { countStatements, recordStatements } from '../../support/statements.ts';

interface Page {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  totalCount: number;
  isExact: boolean;
}

const PAGE = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount isExact';
const PAYMENTS = 120;

let app: App;
let viewer: TestOperator;
beforeAll(async () => {
  app = await startApp();
  viewer = await TestOperator.signedIn(app, 'VIEWER');
  await fillPayments(await connectionPool(app.services.orm), { users: 60, payments: PAYMENTS });
});
afterAll(() => app.close());

async function page(field: string, args: string): Promise<Page> {
  const { data, errors } = await viewer.ask<Record<string, Page>>(`{ ${field}(${args}) { ${PAGE} } }`);
  expect(errors).toEqual([]);
  return data[field] as Page;
}

async function walk(field: string, args: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page = await page(field, `${args} first: 17 ${after ? `after: "${after}"` : ''}`);
    ids.push(...edges.map(({ node }) => node.id));
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}

describe('lists', () => {
  it.each([
    ['payments', 'NEWEST'],
    ['payments', 'OLDEST'],
    ['payments', 'PAID_LAST'],
    ['payments', 'PAID_FIRST'],
    ['payments', 'AMOUNT_HIGHEST'],
    ['payments', 'AMOUNT_LOWEST'],
    ['customers', 'NEWEST'],
    ['customers', 'OLDEST'],
    ['customers', 'EMAIL'],
    ['refunds', 'NEWEST'],
    ['refunds', 'OLDEST'],
  ])('%s sorted by %s: pages show each thing once, also those that are equal', async (field, sort) => {
    const { totalCount, isExact } = await page(field, `sort: ${sort}`);
    const ids = await walk(field, `sort: ${sort}`);
    expect(isExact).toBe(true);
    expect(new Set(ids).size).toBe(totalCount);
    expect(ids).toHaveLength(totalCount);
  });

  it('the reverse order is the exact reverse', async () => {
    for (const [one, other] of [
      ['NEWEST', 'OLDEST'],
      ['PAID_LAST', 'PAID_FIRST'],
      ['AMOUNT_HIGHEST', 'AMOUNT_LOWEST'],
    ]) {
      const forward = await walk('payments', `sort: ${one}`);
      expect(await walk('payments', `sort: ${other}`)).toEqual(forward.toReversed());
    }
  });

  it.each([
    ['payments', 'first: 0'],
    ['payments', 'first: 101'],
    ['customers', 'first: -1'],
    ['refunds', 'first: 2147483647'],
    ['endingSoon', 'first: 0'],
    ['endingSoon', 'days: 0'],
    ['payments', 'after: "nonsense"'],
    ['payments', 'after: ""'],
    ['refunds', 'after: "W10"'],
    ['payments', 'filter: { planIds: ["not a uuid"] }'],
    ['payments', 'filter: { customerId: "1" }'],
    ['payments', `filter: { text: "${'x'.repeat(201)}" }`],
    ['customers', `filter: { text: "${'x'.repeat(201)}" }`],
    ['payments', 'filter: { amountFromPaisa: 2, amountToPaisa: 1 }'],
    ['payments', 'filter: { openedFrom: "2026-02-01T00:00:00Z", openedTo: "2026-01-01T00:00:00Z" }'],
    ['payments', 'filter: { paidFrom: "0000-01-01T00:00:00Z" }'],
  ])('%s(%s) is refused', async (field, args) => {
    const { code } = await viewer.ask(`{ ${field}(${args}) { totalCount } }`);
    expect(code).toBe('BAD_USER_INPUT');
  });

  it('a cursor of another list, of another sort, or that was changed is refused', async () => {
    const { pageInfo } = await page('payments', 'first: 1');
    const changed = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const id = '01890000-0000-7000-8000-000000000000';
    for (const [field, args] of [
      ['customers', `after: "${pageInfo.endCursor}"`],
      ['payments', `sort: OLDEST after: "${pageInfo.endCursor}"`],
      ['payments', `after: "${changed(['payments-NEWEST', '2026-02-31 00:00:00+00', id])}"`],
      ['payments', `after: "${changed(['payments-NEWEST', '2026-02-01 00:00:00+00', 'x'])}"`],
      ['payments', `after: "${changed(['payments-NEWEST', String.fromCodePoint(0), id])}"`],
      ['payments', `sort: AMOUNT_LOWEST after: "${changed(['payments-AMOUNT_LOWEST', '99999999999999', id])}"`],
    ] as const) {
      expect([args, (await viewer.ask(`{ ${field}(${args}) { totalCount } }`)).code]).toEqual([args, 'BAD_USER_INPUT']);
    }
  });

  it('filters', async () => {
    const total = await walk('payments', '');
    const completed = await walk('payments', 'filter: { statuses: [COMPLETED] }');
    const others = await walk(
      'payments',
      'filter: { statuses: [CREATED, INITIATED, PENDING, CANCELED, EXPIRED, FAILED, REFUNDED, PARTIALLY_REFUNDED, NEEDS_REVIEW] }',
    );
    expect(completed.length).toBeGreaterThan(0);
    expect([...completed, ...others].toSorted()).toEqual(total.toSorted());
    const one = await page('payments', 'filter: { text: "  FILLED1@Example.com\u00a0" } first: 100');
    expect(one.totalCount).toBe(PAYMENTS / 60);
    for (const text of ['%', '_', 'filled\\\\', '\\u0000', 'filled1\\u0007']) {
      expect((await page('payments', `filter: { text: "${text}" }`)).totalCount).toBe(0);
    }
    expect((await page('customers', 'filter: { isBlocked: true }')).totalCount).toBe(0);
    const { totalCount: withAccess } = await page('customers', 'filter: { hasAccess: true }');
    const { totalCount: without } = await page('customers', 'filter: { hasAccess: false }');
    expect(withAccess + without).toBe(60);
  });

  it('reads a page of 50 with nested fields in as many statements as a page of one', async () => {
    const nested = `{ edges { node { id customer { email subscription { endsAt plan { code } } periods { plan { code } } }
      plan { code } refunds { sentence author { name } settledBy { name } } period { startsAt payment { id } } } }
      totalCount isExact }`;
    const statementsOf = async (first: number) => {
      const recorded = await recordStatements(app, () => viewer.ask(`{ payments(first: ${first}) ${nested} }`));
      return countStatements(recorded).statements;
    };
    const forOne = await statementsOf(1);
    const forFifty = await statementsOf(50);
    expect(forFifty).toBeLessThanOrEqual(forOne + 4);
    expect(forFifty).toBeLessThanOrEqual(16);
  });

  it('come from DATABASE_READ_URL if it is set, as figures and exports do, and single things do not', async () => {
    const [payment] = (await page('payments', 'first: 1')).edges;
    const everything = `{ payments { totalCount } figures(from: "2026-01-01", to: "2026-01-01", by: DAY) { payments }
      payment(id: "${payment?.node.id}") { id } }`;
    const copy = await createDatabase();
    const beside = await startApp({ beside: app, env: { DATABASE_READ_URL: copy.url } });
    const there = new TestOperator(beside, viewer.id, viewer.cookie);
    const { data } = await there.ask<{ payments: object; payment: object }>(everything);
    expect(data).toMatchObject({ payments: { totalCount: 0 }, payment: { id: payment?.node.id } });
    await beside.close();
    await copy.drop();
  });

  it('fail as retryable while that copy is away, and nothing else does', async () => {
    const beside = await startApp({ beside: app, env: { DATABASE_READ_URL: 'postgresql://user@127.0.0.1:1/away' } });
    const there = new TestOperator(beside, viewer.id, viewer.cookie);
    const { errors } = await there.ask('{ payments { totalCount } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
    expect((await there.ask('{ me { permissions } attention { unknownRefunds } }')).errors).toEqual([]);
    await beside.close();
  });

  it('keeps operators without READ_AUDIT from the audit, and shows it to others', async () => {
    expect((await viewer.ask('{ auditEntries { totalCount } }')).code).toBe('PERMISSION_DENIED');
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    const { errors } = await finance.ask(
      '{ auditEntries(filter: { outcomes: [REFUSED], from: "2026-01-01T00:00:00Z" }) { totalCount edges { node { id at action actor { name } } } } }',
    );
    expect(errors).toEqual([]);
  });
});
