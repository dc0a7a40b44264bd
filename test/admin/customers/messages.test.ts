import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../../src/database/connect-database.ts';
import { type App, startApp } from '../../support/app.ts';
import { Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import { buy, requestRefund, send } from '../../support/refunds.ts';

interface Message {
  kind: string;
  at: string;
  hasFailed: boolean;
  jobId: string | null;
  paymentId: string | null;
}

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

async function run(sql: string, values: unknown[] = []): Promise<void> {
  await (await connectionPool(app.services.orm)).query(sql, values);
}

async function messagesTo({ id }: Customer): Promise<Message[]> {
  const { data, errors } = await owner.ask<{ customer: { messages: Message[] } }>(
    'query ($id: ID!) { customer(id: $id) { messages { kind at hasFailed jobId paymentId } } }',
    { id },
  );
  expect(errors).toEqual([]);
  return data.customer.messages;
}

const sent = (key: string, minutesAgo: number) =>
  run(`insert into sent_messages (key, sent_at) values ($1, now() - $2 * interval '1 minute')`, [key, minutesAgo]);

describe('CustomerRecord.messages', () => {
  it('has what was sent to this customer, and what has failed, the latest first', async () => {
    const [customer, other] = [await Customer.signUp(app), await Customer.signUp(app)];
    const { id } = await buy(app, customer);
    const { id: othersId } = await buy(app, other);
    const refund = (await requestRefund(owner, id)).data.requestRefund;
    await send(app, refund.id);
    await sent(`receipt-${id}`, 50);
    await sent(`reminder-${customer.id}-1000-7`, 40);
    await sent(`ended-${customer.id}-1000`, 30);
    await sent(`refunded-${refund.id}`, 20);
    await sent(`receipt-${othersId}`, 10);
    await sent(`reminder-${other.id}-1000-7`, 10);
    await run(`update pgboss.job set state = 'failed', completed_on = now() where data ->> 'paymentId' = $1`, [id]);
    const [first, second, ...rest] = await messagesTo(customer);
    for (const failed of [first, second]) {
      expect(failed).toMatchObject({ hasFailed: true, jobId: expect.any(String), paymentId: id });
    }
    expect([first?.kind, second?.kind].toSorted()).toEqual(['sendReceipt', 'sendRefunded']);
    const unfailed = { hasFailed: false, jobId: null };
    expect(rest).toMatchObject([
      { ...unfailed, kind: 'sendRefunded', paymentId: id },
      { ...unfailed, kind: 'sendEnded', paymentId: null },
      { ...unfailed, kind: 'sendReminder', paymentId: null },
      { ...unfailed, kind: 'sendReceipt', paymentId: id },
    ]);
    expect(await messagesTo(other)).toHaveLength(2);
  });

  it('has links that were sent lately, and at most 100 messages', async () => {
    const customer = await Customer.signUp(app);
    await run(
      `update pgboss.job set state = 'completed', completed_on = now()
       where name = 'sendEmailConfirmation' and data ->> 'userId' = $1`,
      [customer.id],
    );
    expect(await messagesTo(customer)).toMatchObject([{ kind: 'sendEmailConfirmation', hasFailed: false }]);
    await run(
      `insert into sent_messages (key, sent_at) select 'ended-' || $1 || '-' || n, now() from generate_series(1, 120) n`,
      [customer.id],
    );
    expect(await messagesTo(customer)).toHaveLength(100);
  });
});

describe('CustomerRecord.sessionsEndedAt', () => {
  it('is null until all sessions are ended', async () => {
    const { id } = await Customer.signUp(app);
    const read = async () =>
      (
        await owner.ask<{ customer: { sessionsEndedAt: string | null } }>(
          'query ($id: ID!) { customer(id: $id) { sessionsEndedAt } }',
          { id },
        )
      ).data.customer.sessionsEndedAt;
    expect(await read()).toBeNull();
    const { data } = await owner.ask<{ endSessions: { sessionsEndedAt: string } }>(
      'mutation ($id: ID!) { endSessions(userId: $id, reason: "A lost phone") { sessionsEndedAt } }',
      { id },
    );
    expect(data.endSessions.sessionsEndedAt).toEqual(expect.any(String));
    expect(await read()).toBe(data.endSessions.sessionsEndedAt);
  });
});
