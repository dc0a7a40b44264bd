import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../src/database/connect-database.ts';
import { followUpPayment } from '../../src/jobs/follow-up-payment.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { addManyPayments } from '../support/many-payments.ts';
import { countStatements, type Recorded, recordStatements } from '../support/statements.ts';

// Counted rather than timed: an additional statement must be a decision, not an accident.
const PLANS = '{ plans { id name price } }';
const MY_SUBSCRIPTION = '{ mySubscription { endsAt isActive daysLeft plan { code } } }';
const PAGE =
  '{ myPayments(first: 20) { edges { node { id status amount plan { code } } } pageInfo { hasNextPage endCursor } } }';

let app: App;
let customer: Customer;
beforeAll(async () => {
  // One connection, so that its prepared statements can be read.
  app = await startApp({ env: { DATABASE_POOL_SIZE: '1' } });
  await addManyPayments(await connectionPool(app.services.orm), { users: 2_000, each: 20 });
  customer = await Customer.signUp(app);
  await buy();
});
afterAll(() => app.close());

async function buy(): Promise<string> {
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
  return pidx;
}

async function completed(): Promise<string> {
  return (await paid()).pidx;
}

async function paid() {
  const payment = await customer.initiate('basic');
  await atKhalti(app, payment.pidx, 'complete');
  return payment;
}

const operations = [
  { name: 'plans', prepare: async () => '', run: () => customer.ask(PLANS), statements: 0, transactions: 0 },
  {
    name: 'mySubscription',
    prepare: async () => '',
    run: () => customer.ask(MY_SUBSCRIPTION),
    statements: 1,
    transactions: 1,
  },
  { name: 'myPayments', prepare: async () => '', run: () => customer.ask(PAGE), statements: 1, transactions: 1 },
  {
    name: 'payment',
    prepare: buy,
    run: (pidx: string) => customer.ask('query ($pidx: ID!) { payment(pidx: $pidx) { status } }', { pidx }),
    statements: 1,
    transactions: 1,
  },
  {
    // Saves the payment, then its link.
    name: 'initiatePayment',
    prepare: async () => (await customer.plan('basic')).id,
    run: (planId: string) =>
      customer.ask('mutation ($planId: ID!) { initiatePayment(planId: $planId) { pidx paymentUrl } }', { planId }),
    statements: 2,
    transactions: 2,
  },
  {
    // Finds the payment, then settles it.
    name: 'verifyPayment of a paid payment',
    prepare: completed,
    run: (pidx: string) => customer.ask('mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }', { pidx }),
    statements: 2,
    transactions: 2,
  },
  {
    // Then also reads the access that it granted.
    name: 'verifyPayment of a paid payment, with its subscription',
    prepare: completed,
    run: (pidx: string) => customer.tryToVerify(pidx),
    statements: 3,
    transactions: 3,
  },
  {
    name: 'verifyPayment of a settled payment',
    prepare: buy,
    run: (pidx: string) => customer.ask('mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }', { pidx }),
    statements: 1,
    transactions: 1,
  },
  {
    // Finds the payment, and keeps Khalti's answer.
    name: 'verifyPayment of an open payment',
    prepare: async () => (await customer.initiate('basic')).pidx,
    run: (pidx: string) => customer.ask('mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }', { pidx }),
    statements: 2,
    transactions: 2,
  },
  {
    // Also plans the next one.
    name: 'a follow-up of an open payment',
    prepare: async () => (await customer.initiate('basic')).id,
    run: (paymentId: string) => followUpPayment(app.services, { paymentId }),
    statements: 3,
    transactions: 3,
  },
  {
    name: 'a follow-up of a paid payment',
    prepare: async () => (await paid()).id,
    run: (paymentId: string) => followUpPayment(app.services, { paymentId }),
    statements: 3,
    transactions: 3,
  },
];

describe.each(operations)('$name', ({ prepare, run, statements, transactions }) => {
  let recorded: Recorded[];
  beforeAll(async () => {
    const prepared = await prepare();
    recorded = await recordStatements(app, () => run(prepared));
  });

  it(`takes ${statements} statements in ${transactions} transactions`, () => {
    expect(countStatements(recorded)).toEqual({ statements, transactions });
  });

  it('uses indexes', async () => {
    for (const { text, values } of recorded) {
      if (/^\s*(begin|start transaction|commit|rollback)/i.test(text)) continue;
      const { rows } = await (await connectionPool(app.services.orm)).query(`explain ${text}`, values);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      // All plans fit into one page, and so do all queues: a full scan is the fastest way.
      expect(plan.replaceAll(/Seq Scan on (plans|queue)\b/g, '')).not.toContain('Seq Scan');
    }
  });
});

describe('a prepared statement', () => {
  it('is planned five times on a connection, and then never again', async () => {
    for (let times = 0; times < 20; times += 1) await buy();
    const pool = await connectionPool(app.services.orm);
    const { rows } = await pool.query(
      `select name, custom_plans::int as "customPlans", generic_plans > 0 as "isKept" from pg_prepared_statements
       where name in ('createPayment', 'saveOpened', 'findPaymentWithSubscription', 'saveCompleted', 'findSubscription') order by name`,
    );
    const names = ['createPayment', 'findPaymentWithSubscription', 'findSubscription', 'saveCompleted', 'saveOpened'];
    expect(rows).toEqual(names.map((name) => ({ name, customPlans: 5, isKept: true })));
  });
});
