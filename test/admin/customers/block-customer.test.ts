import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { User } from '../../../src/users/user.ts';
import { isSignedIn, tokenFor } from '../../support/accounts.ts';
import { type App, startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../../support/identity-provider.ts';
import { TestOperator } from '../../support/operator.ts';
import { waitUntil } from '../../support/wait-until.ts';

interface CustomerData {
  blockedAt: string | null;
  updatedAt: string;
}

let app: App;
let beside: App;
let support: TestOperator;
beforeAll(async () => {
  app = await startApp();
  beside = await startApp({ beside: app });
  support = await TestOperator.signedIn(app, 'SUPPORT');
});
afterAll(async () => {
  await beside.close();
  await app.close();
});

const userOf = (id: string) => app.services.orm.em.fork().findOneOrFail(User, id);
const seen = async (id: string) => (await userOf(id)).updatedAt.toISOString();

async function act(deed: 'blockCustomer' | 'unblockCustomer', userId: string, changes: Record<string, unknown> = {}) {
  const values = { userId, seen: await seen(userId), reason: 'Fraud', ...changes };
  return support.ask<Record<typeof deed, CustomerData>>(
    `mutation ($userId: ID!, $seen: DateTime!, $reason: String!) {
      ${deed}(userId: $userId, seenUpdatedAt: $seen, reason: $reason) { blockedAt updatedAt }
    }`,
    values,
  );
}

function endSessions(userId: string, reason = 'A lost phone') {
  return support.ask(
    'mutation ($userId: ID!, $reason: String!) { endSessions(userId: $userId, reason: $reason) { id } }',
    {
      userId,
      reason,
    },
  );
}

function signIn(email: string, password: string) {
  return app.ask<{ signIn: { token: string } }>(
    'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
    { email, password },
  );
}

describe('blockCustomer', () => {
  it('ends the sessions in every process, and refuses the sign-in only with the right password', async () => {
    const customer = await Customer.signUp(app);
    const { data, errors } = await act('blockCustomer', customer.id);
    expect(errors).toEqual([]);
    expect(data.blockCustomer.blockedAt).not.toBeNull();
    expect(await isSignedIn(app, customer.token)).toBe(false);
    await waitUntil(async () => !(await isSignedIn(beside, customer.token)));
    expect((await signIn(customer.email, 'wrong horse')).code).toBe('INVALID_CREDENTIALS');
    const refused = await signIn(customer.email, 'correct horse');
    expect(refused.code).toBe('FORBIDDEN');
    expect(refused.errors[0]?.message).toBe('Your account is blocked. Contact us.');
    expect(refused.headers.get('set-cookie')).toBeNull();
  });

  it('refuses a new password, which would open a session', async () => {
    const customer = await Customer.signUp(app);
    const token = await tokenFor(app, customer, 'RESET_PASSWORD');
    await act('blockCustomer', customer.id);
    const reset = 'mutation ($token: String!) { resetPassword(token: $token, password: "battery staple") { token } }';
    expect((await app.ask(reset, { token })).code).toBe('FORBIDDEN');
    await act('unblockCustomer', customer.id);
    expect((await signIn(customer.email, 'correct horse')).code).toBeUndefined();
    expect((await app.ask(reset, { token })).code).toBeUndefined();
  });

  it('is undone by unblockCustomer; the access and the payments are as before', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await customer.verify(pidx);
    await act('blockCustomer', customer.id);
    const { data } = await act('unblockCustomer', customer.id);
    expect(data.unblockCustomer.blockedAt).toBeNull();
    expect(await isSignedIn(app, customer.token)).toBe(false);
    const { token } = (await signIn(customer.email, 'correct horse')).data.signIn;
    const again = new Customer(app, customer.email, token, customer.id);
    expect(await again.subscription()).toMatchObject({ isActive: true });
    expect((await again.initiate('basic')).status).toBe('INITIATED');
  });

  it('is done once for several operators at the same time; the others see that the customer has changed', async () => {
    const customer = await Customer.signUp(app);
    const seenUpdatedAt = await seen(customer.id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => act('blockCustomer', customer.id, { seen: seenUpdatedAt })),
    );
    const refused = answers.filter(({ code }) => code === 'CHANGED_MEANWHILE');
    expect(refused).toHaveLength(4);
    expect(refused[0]?.errors[0]?.extensions).toMatchObject({ current: { blockedAt: expect.any(String) } });
    const done = { targetId: customer.id, outcome: 'DONE' as never };
    expect(await app.services.orm.em.fork().count(AuditEntry, done)).toBe(1);
    expect((await act('blockCustomer', customer.id)).code).toBeUndefined();
    expect(await app.services.orm.em.fork().count(AuditEntry, done)).toBe(1);
  });

  it('leaves no session to a sign-in at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const customer = await Customer.signUp(app);
      const [{ data }] = await Promise.all([
        signIn(customer.email, 'correct horse'),
        act('blockCustomer', customer.id),
      ]);
      if (data) expect(await isSignedIn(app, data.signIn.token)).toBe(false);
    }
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a blank reason', { reason: ' ' }, 'BAD_USER_INPUT'],
    ['a reason with control characters', { reason: 'a\u0007' }, 'BAD_USER_INPUT'],
    ['an unknown customer', { userId: uuid() }, 'CUSTOMER_NOT_FOUND'],
    ['a customer that is no UUID', { userId: 'x' }, 'CUSTOMER_NOT_FOUND'],
    ['a customer who has changed', { seen: new Date(0).toISOString() }, 'CHANGED_MEANWHILE'],
    ['a date that is none', { seen: 'yesterday' }, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_what, changes, expected) => {
    const customer = await Customer.signUp(app);
    expect((await act('blockCustomer', customer.id, changes)).code).toBe(expected);
    expect(await isSignedIn(app, customer.token)).toBe(true);
  });
});

describe('endSessions', () => {
  it('ends all sessions of the customer, who can sign in again', async () => {
    const [customer, other] = [await Customer.signUp(app), await Customer.signUp(app)];
    const { token } = (await signIn(customer.email, 'correct horse')).data.signIn;
    for (let times = 0; times < 2; times += 1) expect((await endSessions(customer.id)).errors).toEqual([]);
    for (const ended of [customer.token, token]) expect(await isSignedIn(app, ended)).toBe(false);
    expect(await isSignedIn(app, other.token)).toBe(true);
    expect(await isSignedIn(app, (await signIn(customer.email, 'correct horse')).data.signIn.token)).toBe(true);
    expect((await endSessions(customer.id, '')).code).toBe('BAD_USER_INPUT');
    expect((await endSessions(uuid())).code).toBe('CUSTOMER_NOT_FOUND');
  });
});

describe('with an identity provider', () => {
  let provider: TestIdentityProvider;
  let external: App;
  beforeAll(async () => {
    provider = await startIdentityProvider();
    external = await startApp({ beside: app, env: provider.env });
  });
  afterAll(async () => {
    await external.close();
    await provider.close();
  });
  const me = (token: string) => external.ask<{ me: { id: string } | null }>('{ me { id } }', {}, token);

  it('refuses the tokens of a blocked customer at once, also new ones, until the customer is unblocked', async () => {
    const token = await provider.token({ sub: 'blocked' });
    const id = String((await me(token)).data.me?.id);
    await act('blockCustomer', id);
    await waitUntil(async () => (await me(token)).data?.me?.id !== id);
    const newer = await provider.token({ sub: 'blocked' }, { issued: '2s' });
    const refused = await external.ask('{ mySubscription { isActive } }', {}, newer);
    expect(refused.code).toBe('FORBIDDEN');
    expect(refused.errors[0]?.message).toBe('Your account is blocked. Contact us.');
    const restarted = await startApp({ beside: app, env: provider.env });
    expect((await restarted.ask('{ mySubscription { isActive } }', {}, newer)).code).toBe('FORBIDDEN');
    await restarted.close();
    await act('unblockCustomer', id);
    await waitUntil(async () => (await me(newer)).data?.me?.id === id);
  });

  it('refuses the tokens that were issued before the sessions were ended', async () => {
    const token = await provider.token({ sub: 'ended' });
    const id = String((await me(token)).data.me?.id);
    await endSessions(id);
    await waitUntil(async () => (await me(token)).data.me === null);
    expect((await me(await provider.token({ sub: 'ended' }, { issued: '2s' }))).data.me).toEqual({ id });
  });
});
