import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { isSignedIn } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { waitUntil } from '../support/wait-until.ts';

const SECRET = 'a secret of thirty-two characters or more';

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

async function signIn({ email }: Customer): Promise<string> {
  const { data } = await app.ask<{ signIn: { token: string } }>(
    'mutation ($email: EmailAddress!) { signIn(email: $email, password: "correct horse") { token } }',
    { email },
  );
  return data.signIn.token;
}

function signOut(token: string | null, on = app) {
  return on.ask<{ signOut: boolean }>('mutation { signOut }', {}, token);
}

/** As earlier versions issued them. */
function olderToken(customer: Customer): Promise<string> {
  const jwt = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setSubject(customer.id).setIssuedAt();
  const issued = jwt.setIssuer(app.url).setAudience('khalti-subscriptions').setExpirationTime('7d');
  return issued.sign(new TextEncoder().encode(SECRET));
}

function rows(condition: string): Promise<object[]> {
  return app.services.orm.em.fork().execute(`select * from ended_sessions where ${condition}`);
}

describe('signOut', () => {
  it('ends the token, here at once and soon in every process, and no other session', async () => {
    const customer = await Customer.signUp(app);
    const other = await Customer.signUp(app);
    const [ended, kept] = await Promise.all([signIn(customer), signIn(customer)]);
    expect(ended).not.toBe(kept);
    expect(await isSignedIn(beside, ended)).toBe(true);
    const { data, headers } = await signOut(ended);
    expect(data.signOut).toBe(true);
    expect(headers.get('set-cookie')).toMatch(/^session=; .*Expires=Thu, 01 Jan 1970/);
    expect(await isSignedIn(app, ended)).toBe(false);
    await waitUntil(async () => !(await isSignedIn(beside, ended)), 2_000);
    for (const on of [app, beside]) {
      for (const token of [kept, customer.token, other.token, await signIn(customer)]) {
        expect(await isSignedIn(on, token)).toBe(true);
      }
    }
  });

  it('ends the sessions of the cookie and of the bearer that one request carries', async () => {
    const customer = await Customer.signUp(app);
    const [bearer, cookie, kept] = [await signIn(customer), await signIn(customer), await signIn(customer)];
    await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}`, cookie: `session=${cookie}` },
      body: JSON.stringify({ query: 'mutation { signOut }' }),
    });
    for (const token of [bearer, cookie]) expect(await isSignedIn(app, token)).toBe(false);
    expect(await isSignedIn(app, kept)).toBe(true);
  });

  it('is true without a session, with one that is not valid, and when it is repeated', async () => {
    const { token } = await Customer.signUp(app);
    const before = (await rows('true')).length;
    for (const nothing of [null, 'nonsense', `${token}x`, token.slice(0, -5)]) {
      expect((await signOut(nothing)).data.signOut).toBe(true);
    }
    expect(await isSignedIn(app, token)).toBe(true);
    for (let i = 0; i < 3; i += 1) expect((await signOut(token)).data.signOut).toBe(true);
    expect(await rows('true')).toHaveLength(before + 1);
    expect(JSON.stringify(await rows('true'))).not.toContain(token);
    expect(app.logged.filter(({ msg }) => msg === 'signOut').length).toBeGreaterThan(0);
  });

  it('ends a token of an earlier version, in every form in which its signature can be written', async () => {
    const customer = await Customer.signUp(app);
    const token = await olderToken(customer);
    expect(await isSignedIn(app, token)).toBe(true);
    const signature = token.slice(token.lastIndexOf('.') + 1);
    const forms = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      .map((last) => token.slice(0, -1) + last)
      .filter((form) => Buffer.from(form.split('.')[2] ?? '', 'base64url').equals(Buffer.from(signature, 'base64url')));
    expect(forms).toHaveLength(4);
    await signOut(token);
    for (const form of [token, ...forms, `${token}=`]) expect(await isSignedIn(app, form)).toBe(false);
    expect(await isSignedIn(app, customer.token)).toBe(true);
  });

  it('is known to a process that starts later, and needs no database when a token is checked', async () => {
    const customer = await Customer.signUp(app);
    const ended = await signIn(customer);
    await signOut(ended);
    const line = await startCuttingProxy(app.database.url);
    const later = await startApp({ beside: app, env: { DATABASE_URL: line.url } });
    line.interrupt();
    expect((await later.ask('{ mySubscription { isActive } }', {}, ended)).code).toBe('UNAUTHENTICATED');
    await later.close();
    await line.close();
  });

  it('is learnt later by a process that had lost the database, and fails there without ending anything', async () => {
    const customer = await Customer.signUp(app);
    const [ended, kept] = [await signIn(customer), await signIn(customer)];
    const line = await startCuttingProxy(app.database.url);
    const cutOff = await startApp({ beside: app, env: { DATABASE_URL: line.url } });
    expect(await isSignedIn(cutOff, ended)).toBe(true);
    line.interrupt();
    await signOut(ended);
    const failed = await signOut(kept, cutOff);
    expect(failed.code).toBeDefined();
    expect(failed.headers.get('set-cookie')).toBeNull();
    await line.restore();
    await waitUntil(async () => (await cutOff.ask('{ me { id } }', {}, kept)).code === undefined);
    await waitUntil(async () => !(await isSignedIn(cutOff, ended)));
    expect(await isSignedIn(cutOff, kept)).toBe(true);
    await cutOff.close();
    await line.close();
  });

  it('keeps an entry until its token expires', async () => {
    const customer = await Customer.signUp(app);
    await signOut(await signIn(customer));
    const em = app.services.orm.em.fork();
    await em.execute("update ended_sessions set expires_at = now() - interval '1 second'");
    await signOut(await signIn(customer));
    expect(await rows('expires_at < now()')).toEqual([]);
    const [row] = await em.execute<{ days: number }[]>(
      'select extract(epoch from expires_at - now())::float8 / 86400 as days from ended_sessions',
    );
    expect(Number(row?.days)).toBeCloseTo(7, 2);
  });

  it('works where more sessions have ended than memory holds', async () => {
    const customer = await Customer.signUp(app);
    const [early, late, kept] = [await signIn(customer), await signIn(customer), await signIn(customer)];
    const em = app.services.orm.em.fork();
    await em.execute(
      `insert into ended_sessions (id, expires_at, ended_at)
       select 'filler-' || i, now() + interval '1 hour', now() from generate_series(1, 100_001) i`,
    );
    await signOut(early);
    const full = await startApp({ beside: app });
    expect(await isSignedIn(full, early)).toBe(false);
    await signOut(late, full);
    expect(await isSignedIn(full, late)).toBe(false);
    expect(await isSignedIn(full, kept)).toBe(true);
    await full.close();
    await em.execute("delete from ended_sessions where id like 'filler-%'");
  });

  it("ends an identity provider's token, and no other of the same user", async () => {
    const provider = await startIdentityProvider();
    const external = await startApp({ beside: app, env: provider.env });
    const [ended, kept] = [
      await provider.token({ sub: 'a' }, { expires: '5m' }),
      await provider.token({ sub: 'a', n: 2 }),
    ];
    expect(await isSignedIn(external, ended)).toBe(true);
    expect((await signOut(ended, external)).data.signOut).toBe(true);
    expect(await isSignedIn(external, ended)).toBe(false);
    expect(await isSignedIn(external, kept)).toBe(true);
    expect((await signOut('nonsense', external)).data.signOut).toBe(true);
    await external.close();
    await provider.close();
  });
});
