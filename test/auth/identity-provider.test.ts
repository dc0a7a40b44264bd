import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { ProviderKeys } from '../../src/auth/provider-keys.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { User } from '../../src/users/user.ts';
import { ApiKeyScope } from '../../src/webhooks/api-key.ts';
import { createApiKey } from '../../src/webhooks/create-api-key.ts';
import { type App, startApp } from '../support/app.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts';

let provider: TestIdentityProvider;
let app: App;
beforeAll(async () => {
  provider = await startIdentityProvider();
  app = await startApp({ env: provider.env });
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

interface Me {
  me: { id: string; email: string | null; name: string } | null;
}

const me = (token: string, on = app) => on.ask<Me>('{ me { id email name } }', {}, token);
const mine = (token: string, on = app) => on.ask('{ mySubscription { isActive } }', {}, token);
async function isEmailConfirmed(token: string): Promise<boolean | undefined> {
  const { data } = await app.ask<{ me: { isEmailConfirmed: boolean } | null }>(
    '{ me { isEmailConfirmed } }',
    {},
    token,
  );
  return data.me?.isEmailConfirmed;
}
const users = (subject: string) =>
  app.services.orm.em.fork().count(User, { externalSubject: `${provider.env.AUTH_ISSUER}|${subject}` });

describe("an identity provider's token", () => {
  it('creates a user with the first request, and finds it again', async () => {
    const first = await me(await provider.token({ sub: 'alpha', email: 'Alpha@Example.com', name: 'Alpha ?' }));
    expect(first.data.me).toMatchObject({ email: 'alpha@example.com', name: 'Alpha ?' });
    const again = await me(await provider.token({ sub: 'alpha' }));
    expect(again.data.me).toEqual(first.data.me);
  });

  it('creates one user for simultaneous requests', async () => {
    const beside = await startApp({ beside: app, env: provider.env });
    const token = await provider.token({ sub: 'many', email: 'many@example.com' });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => me(token, i % 2 ? beside : app)));
    await beside.close();
    expect(new Set(answers.map(({ data }) => data.me?.id)).size).toBe(1);
    expect(await users('many')).toBe(1);
  });

  it('identifies users only by their subject', async () => {
    const [one, other] = await Promise.all(
      ['x', 'y'].map(async (sub) => me(await provider.token({ sub, email: 'shared@example.com' }))),
    );
    expect(one?.data.me?.id).not.toBe(other?.data.me?.id);
  });

  it.each([
    ['no address', undefined],
    ['an address that is none', 'not an address'],
    ['an address that our answers cannot carry', `a@${'b'.repeat(64)}.com`],
    ['a very long one', `${'a'.repeat(300)}@example.com`],
    ['one with two dots in a row', 'a..b@example.com'],
    ['one without a full domain', 'me@b'],
    ['one at a network address', 'me@127.0.0.1'],
    ['one with spaces', ' me@example.com '],
    ['one with a hyphen at the end of its domain', 'me@example-.com'],
    ['a number for one', 5],
  ])('is good with %s', async (what, email) => {
    const { data, errors } = await me(await provider.token({ sub: `without ${what}`, ...(email ? { email } : {}) }));
    expect(errors).toEqual([]);
    expect(data.me).toMatchObject({ email: null, name: 'Customer' });
  });

  it.each([
    ['no database keeps', 'a\u0000b'],
    ['shows nothing', '\u200b\u3164'],
    ['is blank', ' \u00a0 '],
    ['is a number', 5],
    ['is endless', 'x'.repeat(201)],
  ])('is good with a name that %s, which is left out', async (what, name) => {
    const email = `${what.replaceAll(' ', '-')}@example.com`;
    const { data } = await me(await provider.token({ sub: `named ${what}`, name, email }));
    expect(data.me?.name).toBe(email);
  });

  it('is good with a name that has direction marks, which are taken out', async () => {
    const { data } = await me(await provider.token({ sub: 'turned', name: '\u202eRam\u202c \u200fThapa ' }));
    expect(data.me?.name).toBe('Ram Thapa');
  });

  it.each<[string, () => Promise<string>]>([
    ['of another issuer', () => provider.token({ sub: 'a' }, { issuer: 'https://other.example.com/' })],
    ['for another audience', () => provider.token({ sub: 'a' }, { audience: 'another-shop' })],
    ['that has expired', () => provider.token({ sub: 'a' }, { expires: '-2m' })],
    ['without a subject', () => provider.token({})],
    ['with a subject with a NUL', () => provider.token({ sub: 'a\u0000' })],
    ['with a subject that is too long', () => provider.token({ sub: 'a'.repeat(600) })],
    ['that is not a JWT', async () => 'x.y.z'],
    ['of another key with the same id', async () => foreignToken('RS256', (await generateKeyPair('RS256')).privateKey)],
    ['signed with the id of the key', () => foreignToken('HS256', new TextEncoder().encode('one'.repeat(20)))],
    [
      'signed with our own secret',
      () => foreignToken('HS256', new TextEncoder().encode('a secret of thirty-two characters or more')),
    ],
    [
      'without a signature',
      async () => unsigned({ sub: 'a', iss: provider.env.AUTH_ISSUER, aud: 'the-shop', exp: 9e9 }),
    ],
  ])('is refused: a token %s', async (_what, make) => {
    const before = await app.services.orm.em.fork().count(User);
    const token = await make();
    expect((await mine(token)).code).toBe('UNAUTHENTICATED');
    expect((await me(token)).data.me).toBeNull();
    expect((await app.ask('{ plans { code } }', {}, token)).errors).toEqual([]);
    expect(await app.services.orm.em.fork().count(User)).toBe(before);
  });

  it('is good while the clock of the provider differs by less than a minute', async () => {
    const now = await startOfASecond();
    const good = [
      provider.token({ sub: 'clock' }, { expires: '-59s' }),
      provider.token({ sub: 'clock', nbf: now + 59 }),
      provider.token({ sub: 'clock' }, { issued: '59s' }),
    ];
    for (const token of await Promise.all(good)) expect((await mine(token)).errors).toEqual([]);
    await startOfASecond();
    const bad = [
      provider.token({ sub: 'clock' }, { expires: '-61s' }),
      provider.token({ sub: 'clock', nbf: Math.floor(Date.now() / 1000) + 61 }),
      provider.token({ sub: 'clock' }, { issued: '61s' }),
    ];
    for (const token of await Promise.all(bad)) expect((await mine(token)).code).toBe('UNAUTHENTICATED');
  });

  it('stays good for a minute after it has expired, and no longer', async () => {
    await startOfASecond();
    const [longer, shorter] = [
      await provider.token({ sub: 'clock' }, { expires: '1s' }),
      await provider.token({ sub: 'clock' }, { expires: '-58s' }),
    ];
    for (const token of [longer, shorter]) expect((await mine(token)).errors).toEqual([]);
    await sleep(2_500);
    expect((await mine(longer)).errors).toEqual([]);
    expect((await mine(shorter)).code).toBe('UNAUTHENTICATED');
  });

  it.each(['RS256', 'ES256', 'EdDSA'])('is good with a signature of %s', async (kid) => {
    expect((await mine(await provider.token({ sub: 'signed' }, { kid }))).errors).toEqual([]);
  });

  it('of a new key gets a retryable error until the keys may be fetched again, and fills no log', async () => {
    const beside = await startApp({ beside: app, env: provider.env });
    const known = await provider.token({ sub: 'patient' });
    expect((await mine(known, beside)).errors).toEqual([]);
    await provider.rotate('new');
    const answered = await mine(await provider.token({ sub: 'patient' }, { kid: 'new' }), beside);
    expect(answered.errors).toMatchObject([{ extensions: { code: 'IDENTITY_PROVIDER_UNAVAILABLE', retryable: true } }]);
    expect((await mine(known, beside)).errors).toEqual([]);
    expect(beside.logged.some(({ msg }) => String(msg).includes('identity provider'))).toBe(false);
    await beside.close();
    const fresh = await startApp({ beside: app, env: provider.env });
    expect((await mine(await provider.token({ sub: 'a' }, { kid: 'bogus' }), fresh)).code).toBe('UNAUTHENTICATED');
    await fresh.close();
  });

  it('of a client, without an audience, is good with AUTH_CLIENT_ID', async () => {
    const beside = await startApp({ beside: app, env: { ...provider.env, AUTH_AUDIENCE: '', AUTH_CLIENT_ID: 'app' } });
    const access = { sub: 'client', client_id: 'app', token_use: 'access' };
    const codeOf = async (claims: object, audience: string | null = null) =>
      (await mine(await provider.token({ ...access, ...claims }, { audience }), beside)).code;
    expect(await codeOf({})).toBeUndefined();
    expect(await codeOf({ client_id: undefined, token_use: undefined, azp: 'app' })).toBeUndefined();
    expect(await codeOf({ client_id: 'other' })).toBe('UNAUTHENTICATED');
    expect(await codeOf({ client_id: 'other', azp: 'app' })).toBe('UNAUTHENTICATED');
    expect(await codeOf({ token_use: 'id' })).toBe('UNAUTHENTICATED');
    expect(await codeOf({}, 'app')).toBe('UNAUTHENTICATED');
    expect((await mine(await provider.token(access, { audience: null }))).code).toBe('UNAUTHENTICATED');
    await beside.close();
  });

  it('changes the address and the name, if it is newer than what is known', async () => {
    const sub = 'follower';
    const first = await me(await provider.token({ sub }, { issued: '-50s' }));
    expect(first.data.me).toMatchObject({ email: null, name: 'Customer' });
    const old = await provider.token({ sub, email: 'old@example.com' }, { issued: '-40s' });
    expect((await me(old)).data.me).toMatchObject({ email: 'old@example.com', name: 'old@example.com' });
    const renamed = await provider.token({ sub, email: 'new@example.com', name: 'New' }, { issued: '-30s' });
    expect((await me(renamed)).data.me).toMatchObject({ id: first.data.me?.id, email: 'new@example.com', name: 'New' });
    const beside = await startApp({ beside: app, env: provider.env });
    for (const on of [app, beside]) {
      expect((await me(old, on)).data.me).toMatchObject({ email: 'new@example.com', name: 'New' });
      const silent = await provider.token({ sub }, { issued: '-20s' });
      expect((await me(silent, on)).data.me).toMatchObject({ email: 'new@example.com', name: 'New' });
    }
    await beside.close();
  });

  it('without an address gets that of userinfo, later if userinfo does not answer at first', async () => {
    const env = { ...provider.env, AUTH_USERINFO_URL: provider.userinfoUrl };
    const token = await provider.token({ sub: 'asked' });
    for (const [userinfo, email] of [
      [null, null],
      [{ sub: 'another', email: 'another@example.com' }, null],
      [{ sub: 'asked', email: 'Asked@example.com', name: 'Asked' }, 'asked@example.com'],
      [null, 'asked@example.com'],
    ] as const) {
      provider.userinfo = userinfo;
      const beside = await startApp({ beside: app, env });
      const { data, errors } = await me(token, beside);
      expect(errors).toEqual([]);
      expect(data.me).toMatchObject({ email, name: email === null ? 'Customer' : 'Asked' });
      await beside.close();
    }
  });

  it.each([
    ['true', true, true],
    ['the text true', 'true', true],
    ['false', false, false],
    ['the text false', 'false', false],
    ['something else', 1, false],
    ['nothing', undefined, false],
  ])('that says %s about its address confirms it accordingly', async (what, verified, isConfirmed) => {
    const said = { sub: `says ${what}`, email: `says-${what.replaceAll(' ', '-')}@example.com` };
    const token = await provider.token({ ...said, ...(verified === undefined ? {} : { email_verified: verified }) });
    expect(await isEmailConfirmed(token)).toBe(isConfirmed);
  });

  it('confirms the address as long as the provider does', async () => {
    const sub = 'confirmed';
    const [email, next] = ['first@example.com', 'next@example.com'];
    const steps = [
      [{ email }, false],
      [{ email, email_verified: true }, true],
      [{ name: 'Confirmed' }, true],
      [{ email: next }, false],
      [{ email: next, email_verified: 'true' }, true],
      [{ email: next, email_verified: false }, false],
      [{ email: next, email_verified: true }, true],
      [{ email, email_verified: true }, true],
    ] as const;
    for (const [index, [claims, isConfirmed]] of steps.entries()) {
      const token = await provider.token({ sub, ...claims }, { issued: `${index - 50}s` });
      expect([index, await isEmailConfirmed(token)]).toEqual([index, isConfirmed]);
    }
  });

  it('starts a trial with an address that userinfo confirms, and finds access by it', async () => {
    const em = app.services.orm.em.fork();
    await em.nativeUpdate(Plan, { code: 'basic' }, { trialDays: 7 });
    const { id: planId } = await em.findOneOrFail(Plan, { code: 'basic' });
    const scopes = [ApiKeyScope.ACCESS];
    const { key } = await em.transactional((em) => createApiKey(em, { name: 'A test', scopes, expiresInDays: null }));
    const email = 'trial@example.com';
    for (const [verified, issued, code] of [
      ['false', '-20s', 'EMAIL_NOT_CONFIRMED'],
      ['true', '-10s', undefined],
    ] as const) {
      provider.userinfo = { sub: 'trial', email, email_verified: verified };
      const beside = await startApp({ beside: app, env: { ...provider.env, AUTH_USERINFO_URL: provider.userinfoUrl } });
      const start = 'mutation ($planId: ID!) { startTrial(planId: $planId) { isActive } }';
      const token = await provider.token({ sub: 'trial' }, { issued });
      expect((await beside.ask(start, { planId }, token)).code).toBe(code);
      const headers = { authorization: `Bearer ${key}` };
      const access = await fetch(`${beside.url}/api/access?email=${email}`, { headers });
      expect(await access.json()).toMatchObject({ hasAccess: code === undefined });
      await beside.close();
    }
  });

  it('does not take over an address that another account here has confirmed', async () => {
    const email = 'owned@example.com';
    const claims = { email, email_verified: true };
    expect(await isEmailConfirmed(await provider.token({ sub: 'owner', ...claims }))).toBe(true);
    const second = await provider.token({ sub: 'second', ...claims });
    expect(await isEmailConfirmed(second)).toBe(false);
    expect((await me(second)).data.me?.email).toBe(email);
    expect(await isEmailConfirmed(await provider.token({ sub: 'owner', ...claims }))).toBe(true);
    const at = { email: 'raced@example.com', email_verified: true };
    const tokens = await Promise.all(['a', 'b', 'c', 'd'].map((sub) => provider.token({ sub: `raced ${sub}`, ...at })));
    const confirmed = await Promise.all(tokens.map((token) => isEmailConfirmed(token)));
    expect(confirmed.filter(Boolean)).toHaveLength(1);
  });

  it('leaves the pages to your own app: the storefront is off', async () => {
    const get = (path: string) => fetch(`${app.url}${path}`, { headers: { accept: 'text/html' } });
    for (const path of ['/', '/plans', '/sign-in', '/robots.txt', '/assets/x.js']) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    }
    expect((await get('/health/ready')).status).toBe(200);
    expect((await get('/receipts/1')).status).not.toBe(404);
    expect((await app.ask('{ plans { code } }')).errors).toEqual([]);
  });

  it('refuses every operation with passwords', async () => {
    const signUp = 'mutation { signUp(email: "a@example.com", password: "correct horse", name: "A") { token } }';
    const signIn = 'mutation { signIn(email: "a@example.com", password: "correct horse") { token } }';
    const request = 'mutation { requestPasswordReset(email: "a@example.com") }';
    const reset = 'mutation { resetPassword(token: "token", password: "correct horse") { token } }';
    const confirm = 'mutation { confirmEmail(token: "token") }';
    const change = 'mutation { changeEmail(newEmail: "b@example.com", password: "correct horse") { id } }';
    const cancel = 'mutation { cancelEmailChange { id } }';
    const end = 'mutation { signOutSession(id: "0198c1f2-7d4e-7a10-9c55-3f0e6c1b2a77") }';
    for (const mutation of [signUp, signIn, request, reset, confirm, change, cancel, end, '{ mySessions { id } }']) {
      expect((await app.ask(mutation)).code).toBe('FORBIDDEN');
    }
  });

  it('is refused with a retryable error during an outage of the provider, and accepted afterwards', async () => {
    const token = await provider.token({ sub: 'patient' });
    provider.goDown();
    const beside = await startApp({ beside: app, env: provider.env });
    for (const answer of [await mine(token, beside), await me(token, beside)]) {
      expect(answer.code).toBe('IDENTITY_PROVIDER_UNAVAILABLE');
      expect(answer.errors[0]?.extensions.retryable).toBe(true);
    }
    expect(beside.logged.some(({ msg, err }) => String(msg).includes('identity provider') && err)).toBe(true);
    expect((await beside.ask('{ plans { code } }', {}, token)).errors).toEqual([]);
    provider.recover();
    expect((await mine(token, beside)).errors).toEqual([]);
    await beside.close();
  });
});

describe('ProviderKeys', () => {
  const TEN_SECONDS = 10_000;

  it('fetches the keys again for a key that it does not know, and tokens with invented keys cannot delay that', async () => {
    let now = 1_000_000;
    const keys = new ProviderKeys(provider.env.AUTH_JWKS_URL, () => now);
    const find = async (kid: string) => keys.find({ alg: 'ES256', kid }, { payload: '', signature: '' });
    await find('ES256');
    const fetchedBefore = provider.keysFetched;
    await provider.rotate('next');
    const asTheClockGoes = [0, 1_000, TEN_SECONDS - 1];
    for (const later of asTheClockGoes) {
      now = 1_000_000 + later;
      const bogus = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => find(`bogus ${i}`)));
      expect(bogus.every((one) => one.status === 'rejected')).toBe(true);
      await expect(find('next')).rejects.toMatchObject({ extensions: { retryable: true } });
    }
    expect(provider.keysFetched).toBe(fetchedBefore);
    now = 1_000_000 + TEN_SECONDS;
    const [bogus, next] = await Promise.allSettled([find('bogus'), find('next')]);
    expect(bogus).toMatchObject({ status: 'rejected', reason: { code: 'ERR_JWKS_NO_MATCHING_KEY' } });
    expect(next?.status).toBe('fulfilled');
    expect(provider.keysFetched).toBe(fetchedBefore + 1);
  });

  it('asks again at once after an outage, and keeps the keys that it knows meanwhile', async () => {
    let now = 1_000_000;
    const keys = new ProviderKeys(provider.env.AUTH_JWKS_URL, () => now);
    const find = async (kid: string) => keys.find({ alg: 'ES256', kid }, { payload: '', signature: '' });
    await find('ES256');
    now += TEN_SECONDS;
    await provider.rotate('later');
    provider.goDown();
    await expect(find('later')).rejects.toThrow('HTTP 503');
    await find('ES256');
    provider.recover();
    await find('later');
    now += 11 * 60 * 1000;
    provider.goDown();
    await expect(find('ES256')).rejects.toThrow('HTTP 503');
    provider.recover();
    await find('ES256');
  });
});

/** Tokens count whole seconds: what is signed now is checked in the same second. */
async function startOfASecond(): Promise<number> {
  await sleep(1_000 - (Date.now() % 1_000));
  return Math.floor(Date.now() / 1_000);
}

function foreignToken(alg: string, key: Parameters<SignJWT['sign']>[0]): Promise<string> {
  return new SignJWT({ sub: 'a' })
    .setProtectedHeader({ alg, kid: 'RS256' })
    .setIssuer(provider.env.AUTH_ISSUER)
    .setAudience(provider.env.AUTH_AUDIENCE)
    .setExpirationTime('5m')
    .sign(key);
}

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
