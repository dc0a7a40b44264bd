import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { type Recorded, recordStatements } from '../support/statements.ts';

const DOUBLED = {
  name: 'doubled',
  asked: { number: 'int' },
  text: 'select 2 * asked.number as doubled where asked.number > 0',
};

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { DATABASE_POOL_SIZE: '9' } });
});
afterAll(() => app.close());

async function doubled(number: number): Promise<number | null> {
  const row = await app.services.sql.readBatched<{ doubled: number }>(DOUBLED, [number]);
  return row?.doubled ?? null;
}

/** Without the statements that set up a new connection. */
async function recordDoubled(act: () => Promise<unknown>): Promise<Recorded[]> {
  return (await recordStatements(app, act)).filter(({ text }) => text.includes(DOUBLED.text));
}

describe('readBatched', () => {
  it('answers simultaneous calls with one statement, each with its own row', async () => {
    let answers: (number | null)[] = [];
    const sent = await recordDoubled(async () => {
      answers = await Promise.all([3, 0, 1, 3, -5, 2].map(doubled));
    });
    expect(answers).toEqual([6, null, 2, 6, null, 4]);
    expect(sent).toHaveLength(1);
  });

  it('batches at most a hundred calls', async () => {
    const numbers = Array.from({ length: 250 }, (_, index) => index + 1);
    let answers: (number | null)[] = [];
    const sent = await recordDoubled(async () => {
      answers = await Promise.all(numbers.map(doubled));
    });
    expect(answers).toEqual(numbers.map((number) => 2 * number));
    const sizes = sent.map(({ values }) => (values[0] as unknown[]).length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([100, 100, 50]);
  });

  it('sends another statement for a later call', async () => {
    const sent = await recordDoubled(async () => {
      await doubled(1);
      await doubled(1);
    });
    expect(sent).toHaveLength(2);
  });

  it('passes any text unchanged', async () => {
    const texts = ['', 'NULL', 'null', '{}', '{"a",b}', '"', '\\', '\\"', "'", ',', ' spaced ', 'a\nb', 'पैसा', '💸'];
    const echo = { name: 'echo', asked: { value: 'text' }, text: 'select asked.value' };
    const answers = await Promise.all(
      [...texts, null].map((text) => app.services.sql.readBatched<{ value: string | null }>(echo, [text])),
    );
    expect(answers.map((answer) => answer?.value)).toEqual([...texts, null]);
  });

  it('fails for all calls of one batch, and for no later call', async () => {
    const tooMuch = 2 ** 31 - 1;
    const together = await Promise.allSettled([doubled(1), doubled(tooMuch)]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await doubled(1)).toBe(2);
  });
});

describe('write', () => {
  it('leaves a connection for reads, however many writes wait', async () => {
    const blocker = new pg.Client({ connectionString: app.database.url });
    await blocker.connect();
    await blocker.query('select pg_advisory_lock(1)');
    const write = (name: string) =>
      app.services.sql.write({ name, text: 'select pg_advisory_xact_lock_shared(1)', values: [] });
    // More kinds than connections.
    const writing = Array.from({ length: 40 }, (_, number) => write(`kind ${number % 12}`));

    expect(await doubled(1)).toBe(2);
    await blocker.end();
    expect(await Promise.all(writing)).toHaveLength(40);
  });
});

describe('simultaneous queries of several customers', () => {
  it('return to each customer only their own subscription and payments', async () => {
    const customers = await Promise.all(Array.from({ length: 12 }, () => Customer.signUp(app)));
    const bought = await Promise.all(
      customers.map(async (customer, index) => {
        if (index % 3 === 0) return null;
        const { pidx } = await customer.initiate(index % 3 === 1 ? 'basic' : 'standard');
        await atKhalti(app, pidx, 'complete');
        return customer.verify(pidx);
      }),
    );
    const query = (customer: Customer, pidx: string | undefined) =>
      customer.ask<{ mySubscription: object | null; payment: { pidx: string } | null }>(
        'query ($pidx: ID!) { mySubscription { endsAt plan { code } } payment(pidx: $pidx) { pidx } }',
        { pidx: pidx ?? 'none' },
      );
    const results = await Promise.all(customers.map((customer, index) => query(customer, bought[index]?.pidx)));
    const expected = bought.map((payment) => ({
      mySubscription: payment && { endsAt: payment.subscription?.endsAt, plan: payment.subscription?.plan },
      payment: payment && { pidx: payment.pidx },
    }));
    expect(results.map(({ data }) => data)).toEqual(expected);

    // A batch must not return a payment to another customer of the batch.
    const others = await Promise.all(
      customers.map((customer, index) => query(customer, bought[(index + 1) % 12]?.pidx)),
    );
    expect(others.map(({ data }) => data?.payment)).toEqual(customers.map(() => null));
  });
});
