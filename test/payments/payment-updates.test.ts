import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type App, startApp } from '../support/app.ts';
import { signUpOn } from '../support/buy-on-program.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { cleanUp, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';
import { openStream } from '../support/stream.ts';

const STOPPED_WITHIN_MS = 3_000;

let app: App;
let other: App;

beforeAll(async () => {
  app = await startApp();
  other = await startApp({ beside: app });
});

afterAll(async () => {
  await other?.close();
  await app?.close();
  await cleanUp();
});

async function pendingPayment(): Promise<{ customer: Customer; pidx: string }> {
  const customer = await Customer.signUp(app);
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'pending');
  await customer.verify(pidx);
  return { customer, pidx };
}

describe('paymentUpdated', () => {
  it('sends the payment, then its changes by another process, and ends when it is settled', async () => {
    const { customer, pidx } = await pendingPayment();
    const stream = await openStream(other.url, pidx, customer.token);
    expect(await stream.next()).toMatchObject({ data: { paymentUpdated: { status: 'PENDING', subscription: null } } });
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    expect(await stream.next()).toMatchObject({
      data: { paymentUpdated: { status: 'COMPLETED', subscription: { isActive: true } } },
    });
    expect(await stream.next()).toBeNull();
  });

  it("refuses another customer's payment, and requests without a session", async () => {
    const { pidx } = await pendingPayment();
    const { token } = await Customer.signUp(app);
    expect(await (await openStream(app.url, pidx, token)).code()).toBe('PAYMENT_NOT_FOUND');
    expect(await (await openStream(app.url, 'unknown', token)).code()).toBe('PAYMENT_NOT_FOUND');
    expect(await (await openStream(app.url, pidx, null)).code()).toBe('UNAUTHENTICATED');
  });

  it("refuses in the customer's language: chosen in the browser, else of the account, else of Accept-Language", async () => {
    const customer = await Customer.signUp(app);
    const refusal = async (token: string | null, headers: Record<string, string>) =>
      (await (await openStream(app.url, 'unknown', token, { headers })).next())?.errors?.[0]?.message;
    const nepali = { 'accept-language': 'ne' };
    expect(await refusal(null, nepali)).toBe('कृपया साइन इन गर्नुहोस्।');
    expect(await refusal(customer.token, nepali)).toBe('You have no such payment.');
    await customer.ask('mutation { chooseLanguage(language: NE) { id } }');
    expect(await refusal(customer.token, { 'accept-language': 'en' })).toBe('तपाईंको यस्तो भुक्तानी छैन।');
    expect(await refusal(customer.token, { cookie: 'language=en' })).toBe('You have no such payment.');
  });

  it('sends changes that happen while its database connection is lost', async () => {
    const { customer, pidx } = await pendingPayment();
    const stream = await openStream(other.url, pidx, customer.token);
    await stream.next();
    const admin = new pg.Client({ connectionString: app.database.url });
    await admin.connect();
    try {
      const { rowCount } = await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where (query like 'listen %' or query like '%-- listening') and datname = current_database()",
      );
      expect(rowCount).toBeGreaterThan(0);
      await atKhalti(app, pidx, 'complete');
      await customer.verify(pidx);
      expect(await stream.next()).toMatchObject({ data: { paymentUpdated: { status: 'COMPLETED' } } });
    } finally {
      await admin.end();
    }
  });

  it('allows a customer five streams at a time, and another after one was closed', async () => {
    const { customer, pidx } = await pendingPayment();
    const open = () => openStream(app.url, pidx, customer.token);
    const streams = await Promise.all([open(), open(), open(), open(), open()]);
    for (const stream of streams) await stream.next();
    expect(await (await open()).code()).toBe('RATE_LIMITED');
    await streams[0]?.close();
    let code: string | undefined = 'RATE_LIMITED';
    while (code === 'RATE_LIMITED') {
      const stream = await open();
      code = await stream.code();
      await stream.close();
    }
    expect(code).toBeUndefined();
    await Promise.all(streams.map((stream) => stream.close()));
  });

  it('refuses invalid subscriptions and other operations, with the codes of the API', async () => {
    const { customer, pidx } = await pendingPayment();
    const refusal = async (query: string) => (await openStream(app.url, pidx, customer.token, { query })).code();
    expect(await refusal('mutation { signOut }')).toBe('BAD_USER_INPUT');
    expect(await refusal('subscription {')).toBe('GRAPHQL_PARSE_FAILED');
    expect(await refusal('subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await refusal('subscription ($pidx: ID!, $x: Int!) { paymentUpdated(pidx: $pidx) { id } }')).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    const response = await app.ask('subscription { paymentUpdated(pidx: "x") { id } }', {}, customer.token);
    expect(response.code).toBe('BAD_USER_INPUT');
  });

  it.each(['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded'])(
    'refuses %s, which a page of another site may send without a preflight',
    async (type) => {
      const { customer, pidx } = await pendingPayment();
      const stream = await openStream(app.url, pidx, customer.token, { type });
      expect(stream.status).toBeGreaterThanOrEqual(400);
    },
  );

  it('does not prevent the server from stopping', async () => {
    const program = await (await runProgram(newFolder())).ready();
    const token = await signUpOn(program);
    const { data } = await program.ask<{ plans: { id: string }[] }>('{ plans { id } }');
    const opened = await program.ask<{ initiatePayment: { pidx: string } }>(
      'mutation ($id: ID!) { initiatePayment(planId: $id) { pidx } }',
      { id: data.plans[0]?.id },
      token,
    );
    const stream = await openStream(program.url, opened.data.initiatePayment.pidx, token);
    expect(await stream.next()).toMatchObject({ data: { paymentUpdated: { status: 'INITIATED' } } });
    const { code, ms } = await program.end('SIGTERM');
    expect(await stream.next()).toBeNull();
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
  });
});
