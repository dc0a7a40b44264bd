import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { GatewayAnswer } from '../../../src/payments/gateway-answer.ts';
import { Payment } from '../../../src/payments/payment.ts';
import { PaymentStatus } from '../../../src/payments/payment-status.ts';
import { Refund, RefundAccess, RefundKind, RefundOrigin } from '../../../src/payments/refund.ts';
import { RefundStatus } from '../../../src/payments/refund-status.ts';
import { Period } from '../../../src/subscriptions/period.ts';
import { User } from '../../../src/users/user.ts';
import { isSignedIn, tokenFor } from '../../support/accounts.ts';
import { type App, startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { startIdentityProvider } from '../../support/identity-provider.ts';
import { TestOperator } from '../../support/operator.ts';
import { waitUntil } from '../../support/wait-until.ts';

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

const em = () => app.services.orm.em.fork();

async function erase(userId: string, changes: Record<string, unknown> = {}, by = owner) {
  const user = await em().findOneOrFail(User, userId);
  return by.ask<{ erasePersonalData: { name: string; email: string | null; erasedAt: string } }>(
    `mutation ($userId: ID!, $seen: DateTime!, $reason: String!) {
      erasePersonalData(userId: $userId, seenUpdatedAt: $seen, reason: $reason) { name email erasedAt }
    }`,
    { userId, seen: user.updatedAt.toISOString(), reason: 'Asked for it', ...changes },
  );
}

async function payer(): Promise<{ customer: Customer; paymentId: string }> {
  const customer = await Customer.signUp(app);
  const { id, pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
  return { customer, paymentId: id };
}

/** Every table's text in which `needle` stands. */
async function whereIs(needle: string): Promise<string[]> {
  const tables = await em().execute<{ name: string }[]>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
  );
  const found = [];
  for (const { name } of tables) {
    const [row] = await em().execute<{ count: number }[]>(
      `select count(*)::int from ${name} t where strpos(lower(t::text), lower(?)) > 0`,
      [needle],
    );
    if (row?.count) found.push(name);
  }
  return found;
}

describe('erasePersonalData', () => {
  it('erases the person everywhere, and keeps the books', async () => {
    const { customer, paymentId } = await payer();
    await tokenFor(app, customer, 'RESET_PASSWORD');
    const personal = { detail: 'A Customer, 9800000001', mobile: '9800000001', status: 'Completed', pidx: 'p' };
    const body = JSON.stringify(personal);
    const answer = { operation: 'lookup' as const, httpStatus: 200, receivedAt: new Date() };
    await em().insert(GatewayAnswer, { ...answer, id: uuid(), payment: paymentId, body });
    await em().insert(GatewayAnswer, { ...answer, id: uuid(), payment: paymentId, body: `<p>${customer.email}</p>` });
    const told = { about: 'mailRefused', kind: 'receipt', recipient: customer.email, reason: 'no' } as const;
    await em().transactional((tx) => app.services.jobs.add(tx, 'tellOperator', told));

    const { data, errors } = await erase(customer.id);
    expect(errors).toEqual([]);
    expect(data.erasePersonalData).toMatchObject({ name: 'Erased customer', email: null });
    expect(await whereIs(customer.email)).toEqual([]);
    expect(await whereIs('9800000001')).toEqual([]);
    const bodies = (await em().find(GatewayAnswer, { payment: paymentId })).map((one) => one.body);
    expect(bodies.join()).toContain('"status":"Completed","pidx":"p"');
    expect(bodies.join()).toMatch(/"total_amount":50000/);
    expect(await em().findOneOrFail(User, customer.id)).toMatchObject({ passwordHash: null, emailConfirmedAt: null });
    expect(await em().findOneOrFail(Payment, paymentId)).toMatchObject({ status: 'COMPLETED', amountPaisa: 50_000 });
    expect(await em().count(Period, { user: customer.id, revokedAt: null })).toBe(1);
    const entry = await em().findOneOrFail(AuditEntry, { targetId: customer.id });
    expect(entry).toMatchObject({ action: 'erasePersonalData', outcome: 'DONE' });
  });

  it('ends the sessions; the person cannot sign in, and the address is free for another account', async () => {
    const { customer } = await payer();
    await erase(customer.id);
    expect(await isSignedIn(app, customer.token)).toBe(false);
    const account = { email: customer.email, password: 'correct horse' };
    const signIn =
      'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }';
    expect((await app.ask(signIn, account)).code).toBe('INVALID_CREDENTIALS');
    const { data } = await app.ask<{ signUp: { token: string; user: { id: string } } }>(
      `mutation ($email: EmailAddress!, $password: String!) {
        signUp(email: $email, password: $password, name: "Another") { token user { id } }
      }`,
      account,
    );
    expect(data.signUp.user.id).not.toBe(customer.id);
    const again = new Customer(app, customer.email, data.signUp.token, data.signUp.user.id);
    expect(await again.subscription()).toBeNull();
  });

  it.each([PaymentStatus.CREATED, PaymentStatus.INITIATED, PaymentStatus.PENDING, PaymentStatus.NEEDS_REVIEW])(
    'is not possible while a payment is %s',
    async (status) => {
      const customer = await Customer.signUp(app);
      const { id } = await customer.initiate('basic');
      await em().nativeUpdate(Payment, id, { status });
      expect((await erase(customer.id)).code).toBe('NOT_POSSIBLE');
      expect(await isSignedIn(app, customer.token)).toBe(true);
      await em().nativeUpdate(Payment, id, { status: PaymentStatus.EXPIRED });
      expect((await erase(customer.id)).code).toBeUndefined();
    },
  );

  it.each([RefundStatus.REQUESTED, RefundStatus.SENDING, RefundStatus.UNKNOWN])(
    'is not possible while a refund is %s',
    async (status) => {
      const { customer, paymentId } = await payer();
      const tx = em();
      const payment = await tx.findOneOrFail(Payment, paymentId);
      const values = { origin: RefundOrigin.OPERATOR, kind: RefundKind.WHOLE, access: RefundAccess.REVOKE };
      const refund = new Refund({ ...values, payment, amountPaisa: 50_000, reason: 'Asked' });
      refund.status = status;
      await tx.persist(refund).flush();
      expect((await erase(customer.id)).code).toBe('NOT_POSSIBLE');
      await em().nativeUpdate(Refund, refund.id, { status: RefundStatus.NOT_DONE });
      expect((await erase(customer.id)).code).toBeUndefined();
    },
  );

  it('leaves no payment of an erased customer open when both happen at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const customer = await Customer.signUp(app);
      await customer.plan('basic');
      const [opened, erased] = await Promise.all([customer.tryToInitiate('basic'), erase(customer.id)]);
      expect([opened.code === undefined, erased.code === undefined]).not.toEqual([true, true]);
    }
  });

  it('is done once, for an operator who has confirmed, may do it, and has seen the customer as it is', async () => {
    const customer = await Customer.signUp(app);
    const unconfirmed = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    expect((await erase(customer.id, {}, unconfirmed)).code).toBe('STEP_UP_REQUIRED');
    expect((await erase(customer.id, {}, await TestOperator.signedIn(app, 'FINANCE'))).code).toBe('PERMISSION_DENIED');
    expect((await erase(customer.id, { reason: '' })).code).toBe('BAD_USER_INPUT');
    expect((await erase(customer.id, { seen: new Date(0).toISOString() })).code).toBe('CHANGED_MEANWHILE');
    for (const userId of [uuid(), 'x']) expect((await erase(customer.id, { userId })).code).toBe('CUSTOMER_NOT_FOUND');
    const codes = (await Promise.all([1, 2, 3].map(() => erase(customer.id)))).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['CUSTOMER_NOT_FOUND', 'CUSTOMER_NOT_FOUND', undefined]);
  });

  it('refuses old tokens of an identity provider, also after a restart; a newer one creates another account', async () => {
    const provider = await startIdentityProvider();
    const external = await startApp({ beside: app, env: provider.env });
    const me = async (token: string, on = external) =>
      (await on.ask<{ me: { id: string } | null }>('{ me { id } }', {}, token)).data.me?.id;
    const token = await provider.token({ sub: 'erased', email: 'erased@example.com' });
    const id = String(await me(token));
    await erase(id);
    await waitUntil(async () => (await me(token)) === undefined);
    const restarted = await startApp({ beside: app, env: provider.env });
    expect(await me(token, restarted)).toBeUndefined();
    expect(await whereIs('erased@example.com')).toEqual([]);
    const newer = await me(await provider.token({ sub: 'erased' }, { issued: '2s' }));
    expect([id, undefined]).not.toContain(newer);
    for (const one of [restarted, external, provider]) await one.close();
  });
});
