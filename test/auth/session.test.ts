import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, generateKeyPair, SignJWT } from 'jose';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';

const SECRET = 'a secret of thirty-two characters or more';
const AUDIENCE = 'khalti-subscriptions';

let app: App;
let customer: Customer;
beforeAll(async () => {
  app = await startApp();
  customer = await Customer.signUp(app);
});
afterAll(() => app.close());

function post(query: string, headers: Record<string, string> = {}, url = app.url): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

function token(
  changes: {
    secret?: string;
    issuer?: string;
    audience?: string;
    exp?: number | null;
    alg?: string;
    sub?: string;
  } = {},
) {
  const {
    secret = SECRET,
    issuer = app.url,
    audience = AUDIENCE,
    exp = Date.now() / 1000 + 60,
    alg = 'HS256',
    sub = customer.id,
  } = changes;
  const jwt = new SignJWT({}).setProtectedHeader({ alg }).setSubject(sub).setIssuedAt();
  if (exp !== null) jwt.setExpirationTime(Math.floor(exp));
  return jwt.setIssuer(issuer).setAudience(audience).sign(new TextEncoder().encode(secret));
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('a bearer token', () => {
  it('is accepted as it was issued', async () => {
    expect((await app.ask('{ mySubscription { isActive } }', {}, await token())).errors).toEqual([]);
  });

  it.each<[string, () => string | Promise<string>]>([
    [
      'with alg none',
      () => `${part({ alg: 'none' })}.${part({ sub: customer.id, iss: app.url, aud: AUDIENCE, iat: 1, exp: 9e9 })}.`,
    ],
    ['of another secret', () => token({ secret: 'another secret of thirty-two characters' })],
    ['of another algorithm, with our secret', () => token({ alg: 'HS512', secret: SECRET.repeat(2) })],
    [
      'of a key pair',
      async () =>
        new SignJWT({ sub: customer.id })
          .setProtectedHeader({ alg: 'RS256' })
          .sign((await generateKeyPair('RS256')).privateKey),
    ],
    ['for another audience', () => token({ audience: 'another-shop' })],
    ['of another issuer', () => token({ issuer: 'https://other.example.com' })],
    ['of an unknown user', () => token({ sub: '42' })],
    ['that has expired', () => token({ exp: Date.now() / 1000 - 5 })],
    ['that does not expire', () => token({ exp: null })],
    ['without its last characters', () => customer.token.slice(0, -5)],
    [
      'with other claims',
      () =>
        customer.token.replace(
          /\.[^.]+\./,
          `.${part({ sub: customer.id, iss: app.url, aud: AUDIENCE, iat: 1, exp: 9e9 })}.`,
        ),
    ],
    ['that is not a JWT', () => 'token'],
  ])('is refused: a token %s', async (_what, make) => {
    const bad = await make();
    const { code, errors } = await app.ask('{ mySubscription { isActive } }', {}, bad);
    expect(code).toBe('UNAUTHENTICATED');
    expect(errors[0]?.extensions.retryable).toBe(false);
    // Fields without authentication still work.
    expect((await app.ask('{ plans { code } me { id } }', {}, bad)).data).toMatchObject({ me: null });
  });

  it('is checked without the database', async () => {
    const proxy = await startCuttingProxy(app.database.url);
    const beside = await startApp({ beside: app, env: { DATABASE_URL: proxy.url } });
    proxy.interrupt();
    const query = '{ mySubscription { isActive } }';
    const bad = await token({ secret: 'another secret of thirty-two characters' });
    expect((await beside.ask(query, {}, bad)).code).toBe('UNAUTHENTICATED');
    // This token is valid; then the query fails without the database.
    expect((await beside.ask(query, {}, await token())).code).toBe('SERVICE_UNAVAILABLE');
    await beside.close();
    await proxy.close();
  });
});

describe('several secrets', () => {
  const FORMER = 'an older secret of thirty-two characters';
  const NEXT = 'a newer secret of thirty-two characters!';
  const codeOf = async (on: App, bearer: string) => (await on.ask('{ mySubscription { isActive } }', {}, bearer)).code;

  it('keep customers signed in while the secret is rotated, and sign with the first one', async () => {
    const rotated = await startApp({ beside: app, env: { AUTH_SECRET: `${NEXT}, ${SECRET},${FORMER}` } });
    for (const secret of [NEXT, SECRET, FORMER]) {
      expect(await codeOf(rotated, await token({ secret }))).toBeUndefined();
    }
    expect(await codeOf(rotated, customer.token)).toBeUndefined();
    expect(await codeOf(rotated, await token({ secret: `${NEXT}, ${SECRET},${FORMER}` }))).toBe('UNAUTHENTICATED');
    const signedIn = await Customer.signUp(rotated);
    await rotated.close();

    const after = await startApp({ beside: app, env: { AUTH_SECRET: NEXT } });
    expect(await codeOf(after, signedIn.token)).toBeUndefined();
    expect(await codeOf(after, customer.token)).toBe('UNAUTHENTICATED');
    await after.close();
  });

  it('end a session that a former secret has signed, on signOut', async () => {
    const { token: bearer } = await Customer.signUp(app);
    const rotated = await startApp({ beside: app, env: { AUTH_SECRET: `${NEXT},${SECRET}` } });
    await rotated.ask('mutation { signOut }', {}, bearer);
    expect(await codeOf(rotated, bearer)).toBe('UNAUTHENTICATED');
    await rotated.close();
  });
});

describe("the session's cookie", () => {
  const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? '';
  const signIn = () => `mutation { signIn(email: "${customer.email}", password: "correct horse") { token } }`;

  it('is HttpOnly, works instead of a bearer token, and is cleared by signOut', async () => {
    const signedIn = await post(signIn());
    const cookie = cookieOf(signedIn);
    expect(cookie).toMatch(/^session=[^;]+; .*HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).toMatch(/Expires=/);
    expect(cookie).not.toMatch(/Secure/);
    const pair = cookie.split(';')[0] ?? '';
    const me = await (await post('{ me { id } }', { cookie: pair })).json();
    expect(me).toEqual({ data: { me: { id: customer.id } } });
    const cleared = cookieOf(await post('mutation { signOut }', { cookie: pair }));
    expect(cleared).toMatch(/^session=;/);
    expect(cleared).toMatch(/Expires=Thu, 01 Jan 1970/);
  });

  it('is only sent over https if the server uses https', async () => {
    const secure = await startApp({ beside: app, env: { PUBLIC_URL: 'https://shop.example.com' } });
    const me = (cookie: string) =>
      post('{ me { id } }', { cookie }, secure.address).then((response) => response.json());
    const cookie = cookieOf(await post(signIn(), {}, secure.address));
    expect(cookie).toMatch(/^__Host-session=[^;]+; /);
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).not.toMatch(/Domain/i);
    const pair = cookie.split(';')[0] ?? '';
    expect(await me(pair)).toEqual({ data: { me: { id: customer.id } } });
    // Another subdomain can set this one.
    expect(await me(pair.replace('__Host-', ''))).toEqual({ data: { me: null } });
    const cleared = cookieOf(await post('mutation { signOut }', { cookie: pair }, secure.address));
    expect(cleared).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
    expect(cleared).toMatch(/; Secure/);
    expect(await me(pair)).toEqual({ data: { me: null } });
    await secure.close();
  });

  it('that has expired or is invalid does not affect fields without authentication', async () => {
    for (const bad of ['nonsense', await token({ exp: 1 })]) {
      const answer = (await (await post('{ plans { code } me { id } }', { cookie: `session=${bad}` })).json()) as {
        data: { plans: object[]; me: null };
      };
      expect(answer.data.plans).toHaveLength(3);
      expect(answer.data.me).toBeNull();
    }
  });

  it('does not authenticate a form or a link of another site', async () => {
    const cookie = `session=${customer.token}`;
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await post('mutation { signOut }', { cookie, 'content-type': type });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
    const link = await fetch(`${app.url}/graphql?query=${encodeURIComponent('mutation { signOut }')}`, {
      headers: { cookie },
    });
    expect(link.status).toBe(400);
    const read = await fetch(`${app.url}/graphql?query=${encodeURIComponent('{ me { id } }')}`, {
      headers: { cookie },
    });
    expect(read.status).toBe(400);
    expect(await read.text()).toContain('CSRF');
  });
});

describe('a session that is used', () => {
  const DAY_MS = 86_400_000;
  const ask = (session: string) => post('{ mySubscription { isActive } }', { cookie: `session=${session}` });
  const codeOf = async (answer: Response) =>
    ((await answer.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

  async function openBefore(days: number) {
    const used = await Customer.signUp(app);
    const user = await app.services.orm.em.fork().findOneOrFail(User, used.id);
    return app.services.sessions.open(user, new Date(Date.now() - days * DAY_MS));
  }

  async function renewedOf(session: string): Promise<string> {
    return String(/session=([^;]+)/.exec((await ask(session)).headers.get('set-cookie') ?? '')?.[1]);
  }

  it('goes on: its browser gets another cookie once a day', async () => {
    const { token: first } = await openBefore(2);
    const renewed = await renewedOf(first);
    expect(renewed).not.toBe(first);
    expect(decodeJwt(renewed).exp).toBeGreaterThan(Number(decodeJwt(first).exp) + 86_400);
    const answer = await ask(renewed);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await codeOf(answer)).toBeUndefined();
    const asBearer = await post('{ mySubscription { isActive } }', { authorization: `Bearer ${first}` });
    expect(asBearer.headers.get('set-cookie')).toBeNull();
  });

  it('ends as a whole when its user signs out, and with all others', async () => {
    const { token: first } = await openBefore(2);
    const renewed = await renewedOf(first);
    await post('mutation { signOut }', { cookie: `session=${renewed}` });
    for (const one of [first, renewed]) expect(await codeOf(await ask(one))).toBe('UNAUTHENTICATED');
    const { token: other } = await openBefore(3);
    const renewedOther = await renewedOf(other);
    await post('mutation { signOutEverywhere }', { cookie: `session=${other}` });
    for (const one of [other, renewedOther]) expect(await codeOf(await ask(one))).toBe('UNAUTHENTICATED');
  });
});
