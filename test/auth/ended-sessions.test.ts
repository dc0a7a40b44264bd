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
  it('ends every other sign-in of this user and of nobody else, at once here and soon in every process', async () => {
    const [customer, other] = [await Customer.signUp(app), await Customer.signUp(beside)];
    const earlier = [customer.token, await signIn(customer.email, 'correct horse', beside)];
    // On the very heels of the last sign-in, so that seconds would not tell them apart.
    const fresh = await reset(customer);
    for (const token of earlier) expect(await isSignedIn(app, String(token))).toBe(false);
    for (const token of earlier) await waitUntil(async () => !(await isSignedIn(beside, String(token))), 2_000);
    for (const on of [app, beside]) {
      expect(await isSignedIn(on, fresh)).toBe(true);
      expect(await isSignedIn(on, other.token)).toBe(true);
      expect(await isSignedIn(on, String(await signIn(customer.email, 'battery staple', on)))).toBe(true);
    }
  });

  it('ends what an earlier new password began', async () => {
    const customer = await Customer.signUp(app);
    const first = await reset(customer);
    const second = await reset(customer, 'yet another one');
    expect(await isSignedIn(app, first)).toBe(false);
    expect(await isSignedIn(app, second)).toBe(true);
  });

  it('leaves no session to the old one, not even to a sign-in under way', async () => {
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

  it('is known to a process that starts later, and needs no database when a token is checked', async () => {
    const customer = await Customer.signUp(app);
    const fresh = await reset(customer);
    const line = await startCuttingProxy(app.database.url);
    const later = await startApp({ beside: app, env: { DATABASE_URL: line.url } });
    line.goAway();
    const query = '{ mySubscription { isActive } }';
    expect((await later.ask(query, {}, customer.token)).code).toBe('UNAUTHENTICATED');
    // Good, and then it is the database that is missed.
    expect((await later.ask(query, {}, fresh)).code).toBe('INTERNAL_SERVER_ERROR');
    await later.close();
    await line.close();
  });

  it('is made up for where the line to the database was cut meanwhile', async () => {
    const customer = await Customer.signUp(app);
    const line = await startCuttingProxy(app.database.url);
    const cutOff = await startApp({ beside: app, env: { DATABASE_URL: line.url } });
    expect(await isSignedIn(cutOff, customer.token)).toBe(true);
    line.goAway();
    const fresh = await reset(customer);
    expect((await cutOff.ask('{ mySubscription { isActive } }', {}, customer.token)).code).toBe(
      'INTERNAL_SERVER_ERROR',
    );
    await line.heal();
    await waitUntil(async () => (await cutOff.ask('{ me { id } }', {}, customer.token)).data !== null);
    await waitUntil(async () => !(await isSignedIn(cutOff, customer.token)));
    expect(await isSignedIn(cutOff, fresh)).toBe(true);
    // And it hears again.
    const newest = await reset(customer, 'yet another one');
    await waitUntil(async () => !(await isSignedIn(cutOff, fresh)), 2_000);
    expect(await isSignedIn(cutOff, newest)).toBe(true);
    await cutOff.close();
    await line.close();
  });

  it('does not come undone where sessions live shorter than they did', async () => {
    const customer = await Customer.signUp(app);
    const brief = await startApp({ beside: app, env: { AUTH_SESSION_DAYS: '0.00001' } });
    await waitUntil(async () => !(await isSignedIn(brief, customer.token)), 5_000);
    expect(await isSignedIn(app, customer.token)).toBe(true);
    await brief.close();
  });
});
