import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntityProperty, ReferenceKind } from '@mikro-orm/core';
import { sendReceipt } from '../../src/jobs/send-receipt.ts';
import { Payment } from '../../src/payments/payment.ts';
import { PaymentStatus } from '../../src/payments/payment-status.ts';
import { readPaymentWithSubscription } from '../../src/payments/payment-with-subscription.ts';
import { ReviewDecision, ReviewReason } from '../../src/payments/review-reason.ts';
import { Subscription } from '../../src/subscriptions/subscription.ts';
import { ApiKey, ApiKeyScope } from '../../src/webhooks/api-key.ts';
import { createApiKey } from '../../src/webhooks/create-api-key.ts';
import { dispatchEvents } from '../../src/webhooks/dispatch-events.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts';
import { mailsSentBy } from '../support/mails-sent-by.ts';
import { TestOperator } from '../support/operator.ts';
import { recordStatements } from '../support/statements.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What a statement writes: `insert into payments`, with the names of its columns. */
interface Write {
  what: string;
  table: string;
  columns: string[];
}

// MikroORM quotes the names in its own statements, so these match hand-written statements only.
const INSERT = /insert into ([\w.]+) \(([^)]*)\)/g;
const UPDATE = /update (\w+)\s+set (.*?)(?=\s+where|\s+returning|\s*\)|$)/gs;
const UPSERT = /insert into (\w+) (?:(?!insert into).)*?do update\s+set (.*?)(?=\s+where|\s+returning|\s*\)|$)/gs;

const SOON_MS = 500;

function writesIn(text: string): Write[] {
  const find = (verb: string, pattern: RegExp, columnsOf: (list: string) => string[]) =>
    [...text.matchAll(pattern)].map(([, table = '', list = '']) => ({
      what: `${verb} ${table}`,
      table,
      columns: columnsOf(list),
    }));
  const names = (list: string) => list.split(',').map((name) => name.trim());
  const targets = (list: string) => [...list.matchAll(/(\w+) = /g)].map(([, name = '']) => name);
  return [
    ...find('insert into', INSERT, names),
    ...find('update', UPDATE, targets),
    ...find('upsert', UPSERT, targets),
  ];
}

function sourceFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.startsWith('migrations'))
    .map((file) => join(folder, file));
}

let app: App;
let provider: TestIdentityProvider;
let writes: Write[];
beforeAll(async () => {
  app = await startApp();
  provider = await startIdentityProvider();
  const texts = [
    ...(await record(app, buyAndSignOut)),
    ...(await record(app, extendEverybody)),
    ...(await record(app, adoptLostPayment)),
    ...(await record(app, tellBackend)),
    ...(await recordFirstVisit()),
  ];
  writes = texts.flatMap(writesIn).filter(({ table }) => !table.startsWith('pgboss.'));
});
afterAll(async () => {
  await provider.close();
  await app.close();
});

async function record(on: App, act: () => Promise<unknown>): Promise<string[]> {
  return (await recordStatements(on, act)).map(({ text }) => text);
}

async function buyAndSignOut(): Promise<void> {
  const customer = await Customer.signUp(app);
  const { id, pidx } = await customer.initiate('basic');
  // The third equal answer replaces the second one.
  for (let times = 0; times < 3; times += 1) await customer.verify(pidx);
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
  await mailsSentBy(app, (services) => sendReceipt(services, { paymentId: id }));
  const query = `query ($pidx: ID!) { payment(pidx: $pidx) { receipt { url } } }`;
  const { data } = await customer.ask<{ payment: { receipt: { url: string } } }>(query, { pidx });
  await fetch(data.payment.receipt.url, { headers: { authorization: `Bearer ${customer.token}` } });
  await customer.ask('mutation { signOut }');
}

async function adoptLostPayment(): Promise<void> {
  const owner = await TestOperator.signedIn(app, 'OWNER');
  const customer = await Customer.signUp(app);
  const { id, pidx } = await customer.initiate('basic');
  await app.services.orm.em.fork().nativeUpdate(Payment, { id }, { pidx: 'other' });
  await owner.ask(
    'mutation ($pidx: ID!, $userId: ID!, $planId: ID!) { adoptPayment(pidx: $pidx, userId: $userId, planId: $planId) { id } }',
    { pidx, userId: customer.id, planId: (await customer.plan('basic')).id },
  );
}

async function extendEverybody(): Promise<void> {
  const owner = await TestOperator.signedIn(app, 'OWNER');
  await owner.ask('mutation { extendEverybody(days: 1, reason: "An outage", idempotencyKey: "key") { id } }');
}

/** A backend asks, and is told of an access that has ended. */
async function tellBackend(): Promise<void> {
  const em = app.services.orm.em.fork();
  const scopes = [ApiKeyScope.ACCESS, ApiKeyScope.EVENTS];
  const { key } = await createApiKey(em, { name: 'Backend', scopes, expiresInDays: null });
  await em.flush();
  const customer = await Customer.signUp(app);
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
  await em.nativeUpdate(Subscription, { user: customer.id }, { endsAt: new Date(Date.now() + SOON_MS) });
  await fetch(`${app.url}/api/access?userId=${customer.id}`, { headers: { authorization: `Bearer ${key}` } });
  await sleep(SOON_MS);
  await dispatchEvents(app.services);
  await waitUntil(async () => (await em.fork().findOneOrFail(ApiKey, { name: 'Backend' })).lastUsedAt !== null);
}

/** The first request of a user of an identity provider. */
async function recordFirstVisit(): Promise<string[]> {
  const beside = await startApp({ beside: app, env: provider.env });
  const token = await provider.token({ sub: 'newcomer' });
  const texts = await record(beside, () => beside.ask('{ me { id } }', {}, token));
  await beside.close();
  return texts;
}

function columnsOf(table: string): EntityProperty[] {
  const metadata = [...app.services.orm.getMetadata().getAll().values()].find(({ tableName }) => tableName === table);
  if (!metadata) throw new Error(`No entity has the table ${table}`);
  return Object.values(metadata.properties).filter(({ fieldNames, persist }) => fieldNames && persist !== false);
}

describe('hand-written statements', () => {
  it('are all recorded by this test', () => {
    const inSource = sourceFiles('src').flatMap((file) => writesIn(readFileSync(file, 'utf8')));
    const expected = new Set(inSource.filter(({ table }) => !table.startsWith('pgboss.')).map(({ what }) => what));
    expect(expected.size).toBeGreaterThan(5);
    expect(new Set(writes.map(({ what }) => what))).toEqual(expected);
  });

  it('write only columns that the entities have', () => {
    for (const { what, table, columns } of writes) {
      const known = columnsOf(table).flatMap(({ fieldNames }) => fieldNames);
      expect({ what, unknown: columns.filter((column) => !known.includes(column)) }).toEqual({ what, unknown: [] });
    }
  });

  it('insert a value for each column that must have one', () => {
    for (const { what, table, columns } of writes.filter(({ what }) => what.startsWith('insert'))) {
      const required = columnsOf(table).filter((column) => !column.nullable && column.defaultRaw === undefined);
      const missing = required.flatMap(({ fieldNames }) => fieldNames).filter((column) => !columns.includes(column));
      expect({ what, missing }).toEqual({ what, missing: [] });
    }
  });

  it('read a payment with the same values as MikroORM, in all of its properties', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.initiate('basic', 'key');
    const em = app.services.orm.em.fork();
    const at = (minute: number) => new Date(Date.UTC(2031, 1, 3, 4, minute));
    const dates = { expiresAt: at(1), openingUntil: at(2), createdAt: at(3), updatedAt: at(4), paidAt: at(5) };
    const texts = { transactionId: `transaction-${id}`, failureCode: 'GATEWAY_UNAVAILABLE' };
    const claim = { reviewReason: ReviewReason.UNREADABLE, claimedPaisa: 3_000_000_000, claimedTransactionId: 'other' };
    const review = { reviewDecision: ReviewDecision.DISMISS, reviewedAt: at(6), reviewNote: 'A note' };
    const values = {
      ...review,
      status: PaymentStatus.CANCELED,
      feePaisa: 1,
      refundedPaisa: 2,
      ...claim,
      ...texts,
      ...dates,
    };
    await em.nativeUpdate(Payment, { id }, values);
    const expected = await em.findOneOrFail(Payment, id);

    const { payment } = await readPaymentWithSubscription(app.services.sql, id);
    const properties = columnsOf('payments').map(({ name, kind }) => {
      const value = expected[name as keyof Payment];
      expect({ name, value }).not.toEqual({ name, value: null });
      return [name, kind === ReferenceKind.SCALAR ? value : { id: (value as { id: string }).id }];
    });
    expect(Object.entries(payment).toSorted()).toEqual(properties.toSorted());
  });
});
