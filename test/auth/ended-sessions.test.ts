import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isSignedIn, tokenFor } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { waitUntil } from '../support/wait-until.ts';

let app: App;
let beside: App;
beforeAll(async () => {
  app = await startApp({ env: { AUTH_ATTEMPTS_PER_ACCOUNT: '1000' } });
  beside = await startApp({ beside: app });
});
afterAll(async () => {
  await beside?.close();
  await app?.close();
});

async function reset(customer: Customer, password = 'battery staple'): Promise<string> {
  const { data } = await app.ask<{ resetPassword: { token: string } }>(
    'mutation ($token: String!, $password: String!) { resetPassword(token: $token, password: $password) { token } }',
    { token: await tokenFor(app, customer, 'RESET_PASSWORD'), password },
  );
  return data.resetPassword.token;
}

async function signIn(email: string, password: string, on = app): Promise<string | null> {
  const { data } = await on.ask<{ signIn: { token: string } } | null>(
    'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
    { email, password },
  );
  return data?.signIn.token ?? null;
}

describe('a new password', () => {
  it('ends all other sessions of this user only, at once in this process and soon in all others', async () => {
    const [customer, other] = [await Customer.signUp(app), await Customer.signUp(beside)];
    const earlier = [customer.token, await signIn(customer.email, 'correct horse', beside)];
    // In the same second as the last sign-in: tokens must not be compared by the second.
    const fresh = await reset(customer);
    for (const token of earlier) expect(await isSignedIn(app, String(token))).toBe(false);
    for (const token of earlier) await waitUntil(async () => !(await isSignedIn(beside, String(token))), 2_000);
    for (const on of [app, beside]) {
      expect(await isSignedIn(on, fresh)).toBe(true);
      expect(await isSignedIn(on, other.token)).toBe(true);
      expect(await isSignedIn(on, String(await signIn(customer.email, 'battery staple', on)))).toBe(true);
    }
  });

  it('ends the session that an earlier reset has opened', async () => {
    const customer = await Customer.signUp(app);
    const first = await reset(customer);
    const second = await reset(customer, 'yet another one');
    expect(await isSignedIn(app, first)).toBe(false);
    expect(await isSignedIn(app, second)).toBe(true);
  });

  it('leaves no session of the old password, not even from a simultaneous sign-in', async () => {
    for (let round = 0; round < 4; round += 1) {
      const customer = await Customer.signUp(app);
      const signIns = Array.from({ length: 8 }, async (_, i) => {
        await new Promise((resolve) => setTimeout(resolve, i * 15));
        return signIn(customer.email, 'correct horse');
      });
      const fresh = await reset(customer);
      for (const token of await Promise.all(signIns)) if (token) expect(await isSignedIn(app, token)).toBe(false);
      expect(await isSignedIn(app, fresh)).toBe(true);
    }
  });

  it('is known to a process that starts later, which checks tokens without the database', async () => {
    const customer = await Customer.signUp(app);
    const fresh = await reset(customer);
    const proxy = await startCuttingProxy(app.database.url);
    const later = await startApp({ beside: app, env: { DATABASE_URL: proxy.url } });
    proxy.interrupt();
    const query = '{ mySubscription { isActive } }';
    expect((await later.ask(query, {}, customer.token)).code).toBe('UNAUTHENTICATED');
    // This token is valid; then the query fails without the database.
    expect((await later.ask(query, {}, fresh)).code).toBe('SERVICE_UNAVAILABLE');
    await later.close();
    await proxy.close();
  });

  it('reaches a process whose connection to the database was lost', async () => {
    const customer = await Customer.signUp(app);
    const proxy = await startCuttingProxy(app.database.url);
    const cutOff = await startApp({ beside: app, env: { DATABASE_URL: proxy.url } });
    expect(await isSignedIn(cutOff, customer.token)).toBe(true);
    proxy.interrupt();
    const fresh = await reset(customer);
    expect((await cutOff.ask('{ mySubscription { isActive } }', {}, customer.token)).code).toBe('SERVICE_UNAVAILABLE');
    await proxy.restore();
    await waitUntil(async () => (await cutOff.ask('{ me { id } }', {}, customer.token)).data !== null);
    await waitUntil(async () => !(await isSignedIn(cutOff, customer.token)));
    expect(await isSignedIn(cutOff, fresh)).toBe(true);
    // It receives notifications again.
    const newest = await reset(customer, 'yet another one');
    await waitUntil(async () => !(await isSignedIn(cutOff, fresh)), 2_000);
    expect(await isSignedIn(cutOff, newest)).toBe(true);
    await cutOff.close();
    await proxy.close();
  });

  it('stays in effect after the lifetime of sessions was shortened', async () => {
    const customer = await Customer.signUp(app);
    const brief = await startApp({ beside: app, env: { AUTH_SESSION_DAYS: '0.00001' } });
    await waitUntil(async () => !(await isSignedIn(brief, customer.token)), 5_000);
    expect(await isSignedIn(app, customer.token)).toBe(true);
    await brief.close();
  });
});
