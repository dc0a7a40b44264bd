import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { type App, startApp } from '../../support/app.ts';
import { TestOperator } from '../../support/operator.ts';

let app: App;
let viewer: TestOperator;
beforeAll(async () => {
  app = await startApp();
  viewer = await TestOperator.signedIn(app, 'VIEWER');
});
afterAll(() => app.close());

const execute = (query: string, values: unknown[] = []) => app.services.orm.em.fork().execute(query, values);

async function addCustomer(): Promise<string> {
  const id = uuid();
  await execute(`insert into users (id, email, name, created_at) values (?, ?, 'A', now())`, [id, `${id}@example.com`]);
  return id;
}

interface Paid {
  paidAt: string | null;
  paisa?: number;
  status?: string;
  days?: number;
  startsAt?: string | null;
  feePaisa?: number;
  createdAt?: string | null;
}

async function pay(userId: string, paid: Paid): Promise<string> {
  const {
    paidAt,
    paisa = 50_000,
    status = 'COMPLETED',
    days = 30,
    startsAt = paidAt,
    feePaisa = 0,
    createdAt = paidAt,
  } = paid;
  const id = uuid();
  await execute(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, status, paid_at, fee_paisa, created_at, updated_at)
     select ?, ?, id, ?, ?, ?::payment_status, ?, ?, ?, now() from plans where code = 'basic'`,
    [id, userId, paisa, days, status, paidAt, feePaisa, createdAt],
  );
  if (startsAt === null) return id;
  await execute(
    `insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at)
     select ?, ?, id, ?, ?::timestamptz, ?::timestamptz + ? * interval '24 hours' from plans where code = 'basic'`,
    [uuid(), userId, id, startsAt, startsAt, days],
  );
  return id;
}

async function refund(paymentId: string, doneAt: string, paisa: number | null, status = 'DONE'): Promise<void> {
  await execute(
    `insert into refunds (id, payment_id, origin, kind, amount_paisa, is_amount_confirmed, access, reason, status, done_at,
       created_at, updated_at) values (?, ?, 'KHALTI', 'PART', ?, true, 'KEEP', 'r', ?::refund_status, ?, now(), now())`,
    [uuid(), paymentId, paisa, status, doneAt],
  );
}

async function figures<Row>(fields: string, from: string, to: string, by = 'DAY', field = 'figures'): Promise<Row[]> {
  const query = `query ($from: Date!, $to: Date!, $by: FigurePeriod!) { ${field}(from: $from, to: $to, by: $by) { ${fields} } }`;
  const { data, errors } = await viewer.ask<Record<string, Row[]>>(query, { from, to, by });
  expect(errors).toEqual([]);
  return data[field] ?? [];
}

const money = 'from collectedPaisa paidBackPaisa netPaisa isAtLeast';
const day = (from: string, collectedPaisa: number, paidBackPaisa = 0, isAtLeast = false) => ({
  from,
  collectedPaisa,
  paidBackPaisa,
  netPaisa: collectedPaisa - paidBackPaisa,
  isAtLeast,
});

describe('figures', () => {
  it("counts a payment on Nepal's day, and a refund on the day that it was done", async () => {
    const user = await addCustomer();
    await pay(user, { paidAt: '2021-03-01T18:14:59.999Z', paisa: 10_000 });
    const second = await pay(user, {
      paidAt: '2021-03-01T18:15:00Z',
      paisa: 20_000,
      status: 'REFUNDED',
      feePaisa: 300,
    });
    const third = await pay(user, {
      paidAt: '2021-03-02T10:00:00Z',
      paisa: 2_000_000_000,
      status: 'PARTIALLY_REFUNDED',
    });
    await pay(user, { paidAt: '2021-03-02T11:00:00Z', paisa: 2_000_000_000 });
    await pay(user, { paidAt: '2021-03-02T11:00:00Z', paisa: 7_000, status: 'NEEDS_REVIEW', startsAt: null });
    await refund(second, '2021-03-03T20:00:00Z', 20_000);
    await refund(third, '2021-03-05T05:00:00Z', null);
    await refund(third, '2021-03-05T05:00:00Z', 1_000);
    await refund(third, '2021-03-05T05:00:00Z', 9_000, 'REFUSED');
    expect(await figures(money, '2021-02-28', '2021-03-05')).toEqual([
      day('2021-02-28', 0),
      day('2021-03-01', 10_000),
      day('2021-03-02', 4_000_020_000),
      day('2021-03-03', 0),
      day('2021-03-04', 0, 20_000),
      day('2021-03-05', 0, 1_000, true),
    ]);
    expect(await figures('feePaisa payments refunds', '2021-03-01', '2021-03-05', 'MONTH')).toEqual([
      { feePaisa: 300, payments: 4, refunds: 3 },
    ]);
  });

  it('covers weeks from Sunday, months and Nepali months, cut off at both ends', async () => {
    const periods = (by: string, from: string, to: string) => figures('from to', from, to, by);
    expect(await periods('WEEK', '2026-11-20', '2026-11-29')).toEqual([
      { from: '2026-11-20', to: '2026-11-21' },
      { from: '2026-11-22', to: '2026-11-28' },
      { from: '2026-11-29', to: '2026-11-29' },
    ]);
    expect(await periods('MONTH', '2026-01-31', '2026-02-28')).toEqual([
      { from: '2026-01-31', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
    ]);
    expect(await figures('nepaliFrom', '2026-07-17', '2027-04-14', 'MONTH')).toEqual(
      expect.arrayContaining([{ nepaliFrom: '2083-04-01' }]),
    );
    expect(await periods('NEPALI_MONTH', '2026-07-16', '2026-08-16')).toEqual([
      { from: '2026-07-16', to: '2026-07-16' },
      { from: '2026-07-17', to: '2026-08-16' },
    ]);
  });

  it('tells new, renewed and returned customers apart', async () => {
    const user = await addCustomer();
    await pay(user, { paidAt: '2022-01-01T06:00:00Z', paisa: 1_000 });
    await pay(user, { paidAt: '2022-01-20T06:00:00Z', paisa: 2_000, startsAt: '2022-01-31T06:00:00Z' });
    await pay(user, { paidAt: '2022-03-31T06:00:00Z', paisa: 4_000 });
    await pay(user, { paidAt: '2022-05-31T06:00:00Z', paisa: 8_000 });
    expect(
      await figures('newPaisa renewedPaisa returnedPaisa', '2022-01-01', '2022-12-31', 'NEPALI_MONTH'),
    ).toContainEqual({
      newPaisa: 1_000,
      renewedPaisa: 0,
      returnedPaisa: 0,
    });
    const [all] = await figures<Record<string, number>>(
      'collectedPaisa newPaisa renewedPaisa returnedPaisa',
      '2022-05-01',
      '2022-05-31',
      'MONTH',
    );
    expect(all).toEqual({ collectedPaisa: 8_000, newPaisa: 0, renewedPaisa: 0, returnedPaisa: 8_000 });
    const [march] = await figures('renewedPaisa', '2022-03-01', '2022-03-31', 'MONTH');
    expect(march).toEqual({ renewedPaisa: 4_000 });
  });

  it('counts people with access at the end of the day, each once', async () => {
    const [paying, given] = [await addCustomer(), await addCustomer()];
    await pay(paying, { paidAt: '2023-01-01T06:00:00Z', days: 2 });
    await pay(paying, { paidAt: '2023-01-01T06:00:00Z', days: 3 });
    await grant(given, '2023-01-01T00:00:00Z', '2023-01-04T00:00:00Z', '2023-01-02T12:00:00Z');
    const active = (paid: number, complimentary: number) => ({
      activePaid: paid,
      activeTrial: 0,
      activeComplimentary: complimentary,
    });
    const fields = 'activePaid activeTrial activeComplimentary';
    expect(await figures(fields, '2022-12-31', '2023-01-04')).toEqual([
      active(0, 0),
      active(1, 1),
      active(1, 0),
      active(1, 0),
      active(0, 0),
    ]);
    expect(await figures(fields, '2190-01-01', '2190-01-01')).toEqual([
      { activePaid: null, activeTrial: null, activeComplimentary: null },
    ]);
  });

  it.each([
    ['2026-02-02', '2026-02-01', 'DAY'],
    ['2010-01-01', '2021-01-01', 'MONTH'],
    ['2025-01-01', '2026-12-31', 'DAY'],
    ['1999-12-31', '2000-01-01', 'DAY'],
    ['2200-01-01', '2200-01-01', 'DAY'],
    ['2027-04-01', '2027-04-30', 'NEPALI_MONTH'],
    ['2026-02-30', '2026-03-01', 'DAY'],
    ['2026-02-01T00:00:00Z', '2026-03-01', 'DAY'],
    ['2026-02-01', '2026-03-01', 'YEAR'],
  ])('refuses %s to %s by %s', async (from, to, by) => {
    const query = `query ($from: Date!, $to: Date!, $by: FigurePeriod!) { figures(from: $from, to: $to, by: $by) { from } }`;
    expect((await viewer.ask(query, { from, to, by })).code).toBe('BAD_USER_INPUT');
  });
});

async function grant(userId: string, startsAt: string, endsAt: string, revokedAt: string): Promise<void> {
  const em = app.services.orm.em.fork();
  const [author] = await em.find(Operator, {}, { limit: 1 });
  const id = uuid();
  await execute(
    `insert into grants (id, user_id, plan_id, days, reason, author_id, created_at)
     select ?, ?, id, 3, 'r', ?, now() from plans where code = 'basic'`,
    [id, userId, author?.id],
  );
  await execute(
    `insert into periods (id, user_id, plan_id, source, grant_id, starts_at, ends_at, revoked_at)
     select ?, ?, id, 'GRANT', ?, ?, ?, ? from plans where code = 'basic'`,
    [uuid(), userId, id, startsAt, endsAt, revokedAt],
  );
}

describe('renewalRates', () => {
  it('gives the share that paid again within 30 days, once these are over', async () => {
    const users = [await addCustomer(), await addCustomer(), await addCustomer()];
    for (const user of users) await pay(user, { paidAt: '2019-01-01T06:00:00Z' });
    await pay(String(users[0]), { paidAt: '2019-01-10T06:00:00Z', startsAt: '2019-01-31T06:00:00Z' });
    await pay(String(users[1]), { paidAt: '2019-03-10T06:00:00Z' });
    const ask = async (from: string, to: string) => {
      const query =
        'query ($from: Date!, $to: Date!) { renewalRates(from: $from, to: $to) { month ended renewed rate } }';
      return (await viewer.ask<{ renewalRates: object[] }>(query, { from, to })).data.renewalRates;
    };
    expect(await ask('2018-12-31', '2019-01-31')).toEqual([
      { month: '2018-12-01', ended: 0, renewed: 0, rate: null },
      { month: '2019-01-01', ended: 3, renewed: 1, rate: 1 / 3 },
    ]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await ask(today, today)).toMatchObject([{ renewed: null, rate: null }]);
  });
});

describe('openedToPaid', () => {
  it('counts by the day of opening', async () => {
    const user = await addCustomer();
    const statuses = ['CREATED', 'PENDING', 'COMPLETED', 'REFUNDED', 'CANCELED', 'EXPIRED', 'FAILED', 'NEEDS_REVIEW'];
    for (const status of statuses) {
      await pay(user, { paidAt: null, status, startsAt: null, createdAt: '2018-06-01T18:15:00Z' });
    }
    const fields = 'from opened completed pending canceled expired failed inReview';
    expect(await figures(fields, '2018-06-01', '2018-06-02', 'DAY', 'openedToPaid')).toEqual([
      { from: '2018-06-01', opened: 0, completed: 0, pending: 0, canceled: 0, expired: 0, failed: 0, inReview: 0 },
      { from: '2018-06-02', opened: 8, completed: 2, pending: 2, canceled: 1, expired: 1, failed: 1, inReview: 1 },
    ]);
  });
});

describe('currentValue', () => {
  it('is the value of 30 days of the paid periods that run, without what was refunded', async () => {
    const [first, second] = [await addCustomer(), await addCustomer()];
    const now = new Date(Date.now() - 60_000).toISOString();
    await pay(first, { paidAt: now, paisa: 365_000, days: 365 });
    const part = await pay(second, { paidAt: now, paisa: 50_000, status: 'PARTIALLY_REFUNDED' });
    await refund(part, now, 20_000);
    const { data } = await viewer.ask('{ currentValue { thirtyDayValuePaisa isAtMost activePaid activeTrial } }');
    expect(data).toEqual({
      currentValue: { thirtyDayValuePaisa: 60_000, isAtMost: false, activePaid: 2, activeTrial: 0 },
    });
  });
});

describe('endingAccess', () => {
  const DAY = '2027-03-10';
  const [START, END] = ['2027-03-09T18:15:00Z', '2027-03-10T18:15:00Z'];
  const at = (endsAt: string, days = 30) => new Date(Date.parse(endsAt) - days * 24 * 60 * 60 * 1000).toISOString();
  const free = (userId: string, startsAt: string) =>
    execute(
      `with given as (
         insert into grants (id, user_id, plan_id, days, reason, author_id, created_at)
         select gen_random_uuid(), ?::uuid, id, 5, 'x', gen_random_uuid(), now() from plans where code = 'basic'
         returning id, user_id, plan_id)
       insert into periods (id, user_id, plan_id, source, grant_id, starts_at, ends_at)
       select gen_random_uuid(), user_id, plan_id, 'GRANT', id, ?::timestamptz, ?::timestamptz + interval '120 hours'
       from given`,
      [userId, startsAt, startsAt],
    );
  const subscribe = () =>
    execute(`insert into subscriptions (user_id, plan_id, starts_at, ends_at)
      select user_id, (array_agg(plan_id))[1], min(starts_at), max(ends_at) from periods group by user_id
      on conflict (user_id) do update set ends_at = excluded.ends_at`);
  const listed = async (paidAgain: boolean | null) => {
    const { data, errors } = await viewer.ask<{ endingSoon: { edges: { node: { customer: { id: string } } }[] } }>(
      `query ($from: DateTime, $to: DateTime, $paidAgain: Boolean) {
        endingSoon(from: $from, to: $to, paidAgain: $paidAgain) { edges { node { customer { id } } } }
      }`,
      { from: START, to: END, paidAgain },
    );
    expect(errors).toEqual([]);
    return data.endingSoon.edges.map(({ node }) => node.customer.id);
  };

  it('counts people whose access ends on a day of Nepal, and those who have paid again; the list has the same', async () => {
    const [first, last, again, given, after] = [
      await addCustomer(),
      await addCustomer(),
      await addCustomer(),
      await addCustomer(),
      await addCustomer(),
    ];
    await pay(first, { paidAt: at(START) });
    await pay(last, { paidAt: at('2027-03-10T18:14:59Z') });
    await pay(again, { paidAt: at('2027-03-10T00:00:00Z') });
    await pay(again, { paidAt: at('2027-03-10T00:00:00Z'), startsAt: '2027-03-10T00:00:00Z' });
    await pay(given, { paidAt: at('2027-03-10T00:00:00Z') });
    await free(given, '2027-03-10T00:00:00Z');
    await pay(after, { paidAt: at(END) });
    const revoked = await pay(await addCustomer(), { paidAt: at(START) });
    await execute('update periods set revoked_at = ? where payment_id = ?', [START, revoked]);
    await subscribe();
    const { data, errors } = await viewer.ask<{ endingAccess: object[] }>(
      `{ endingAccess(from: "2027-03-09", to: "2027-03-11") { day ending paidAgain } }`,
    );
    expect(errors).toEqual([]);
    expect(data.endingAccess).toEqual([
      { day: '2027-03-09', ending: 0, paidAgain: 0 },
      { day: DAY, ending: 3, paidAgain: 1 },
      { day: '2027-03-11', ending: 1, paidAgain: 0 },
    ]);
    expect(await listed(null)).toEqual([first, again, last]);
    expect(await listed(true)).toEqual([again]);
    expect(await listed(false)).toEqual([first, last]);
  });

  it('refuses more than 400 days, and an end before the start', async () => {
    const ask = (from: string, to: string) => viewer.ask(`{ endingAccess(from: "${from}", to: "${to}") { ending } }`);
    expect((await ask('2026-01-01', '2027-12-31')).code).toBe('BAD_USER_INPUT');
    expect((await ask('2026-01-02', '2026-01-01')).code).toBe('BAD_USER_INPUT');
  });
});
