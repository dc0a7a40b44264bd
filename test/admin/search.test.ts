import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer, type PaymentData } from '../support/customer.ts';
import { TestOperator } from '../support/operator.ts';

interface Hit {
  kind: string;
  id: string;
  title: string;
}

let app: App;
let viewer: TestOperator;
let customer: Customer;
let payment: PaymentData;
beforeAll(async () => {
  app = await startApp();
  viewer = await TestOperator.signedIn(app, 'VIEWER');
  customer = await Customer.signUp(app);
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'complete');
  payment = await customer.verify(pidx);
});
afterAll(() => app.close());

async function find(text: string): Promise<Hit[]> {
  const { data, errors } = await viewer.ask<{ search: Hit[] }>(
    'query ($text: String!) { search(text: $text) { kind id title } }',
    { text },
  );
  expect(errors).toEqual([]);
  return data.search;
}

describe('search', () => {
  it('finds a payment by pidx, transaction id and our id, with blanks around it', async () => {
    const { id, pidx, transactionId } = payment;
    for (const text of [pidx, String(transactionId), id, id.toUpperCase(), `\u00a0\u200b ${pidx}\t\n\ufeff`]) {
      expect(await find(text)).toMatchObject([{ kind: 'PAYMENT', id }]);
    }
  });

  it('finds a customer by id, and by the beginning of address or name, in any case', async () => {
    expect(await find(customer.id)).toMatchObject([{ kind: 'CUSTOMER', id: customer.id }]);
    for (const text of [customer.email.toUpperCase(), customer.email.slice(0, -4), 'a cUSTOM']) {
      expect((await find(text)).map(({ id }) => id)).toContain(customer.id);
    }
  });

  it.each(['', '   ', '\u200b', '%', '_', '\\', '%@', '\0', 'a\0', "'", '"; drop table users', 'x'.repeat(200)])(
    'finds nothing for %j',
    async (text) => {
      expect(await find(text)).toEqual([]);
    },
  );

  it('refuses text that is too long, and pages that are too large', async () => {
    for (const args of [`text: "${'x'.repeat(201)}"`, 'text: "a", first: 0', 'text: "a", first: 101']) {
      expect((await viewer.ask(`{ search(${args}) { id } }`)).code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('payment', () => {
  it('tells its story in order', async () => {
    interface Story {
      payment: { status: string; customer: { email: string }; story: { at: string; kind: string; detail: string }[] };
    }
    const { data, errors } = await viewer.ask<Story>(
      `query ($id: ID!) { payment(id: $id) { id pidx status amountPaisa paidAt refundedPaisa updatedAt customer { email }
        refunds { id sentence } story { at kind title detail } } }`,
      { id: payment.id },
    );
    expect(errors).toEqual([]);
    expect(data.payment).toMatchObject({ status: 'COMPLETED', customer: { email: customer.email } });
    const kinds = data.payment.story.map(({ kind }) => kind);
    expect(kinds[0]).toBe('OPENED');
    expect(kinds).toEqual(expect.arrayContaining(['ANSWER', 'PAID', 'JOB', 'ACCESS']));
    const times = data.payment.story.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(data.payment.story.find(({ kind }) => kind === 'ANSWER')?.detail).toContain(payment.pidx);
  });

  it('says what operators are told of it', async () => {
    const { jobs, orm } = app.services;
    const { id: paymentId } = payment;
    await orm.em.fork().transactional((em) => jobs.tellOperator(em, { about: 'pendingForADay', paymentId }));
    const titles = async () => {
      const { data } = await viewer.ask<{ payment: { story: { title: string }[] } }>(
        `{ payment(id: "${paymentId}") { story { title } } }`,
      );
      return data.payment.story.map(({ title }) => title);
    };
    expect(await titles()).toContain('Operators will be told: the payment is pending for a day');
    const told = `update pgboss.job set state = 'completed' where name = 'tellOperator' and data ->> 'paymentId' = ?`;
    await orm.em.fork().execute(told, [paymentId]);
    expect(await titles()).toContain('Operators were told: the payment is pending for a day');
    expect((await titles()).filter((title) => title.startsWith('tellOperator'))).toEqual([]);
  });

  it.each(['1', '', '01890000-0000-7000-8000-000000000000', '\0'])('is null for %j', async (id) => {
    const asked = 'query ($id: ID!) { payment(id: $id) { id } customer(id: $id) { id } }';
    const { data, errors } = await viewer.ask(asked, { id });
    expect({ data, errors }).toEqual({ data: { payment: null, customer: null }, errors: [] });
  });
});
