import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { User } from '../../src/users/user.ts';
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
    ['of a key that it does not have', () => provider.token({ sub: 'a' }, { kid: 'two' })],
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

  it('refuses every operation with passwords', async () => {
    const signUp = 'mutation { signUp(email: "a@example.com", password: "correct horse", name: "A") { token } }';
    const signIn = 'mutation { signIn(email: "a@example.com", password: "correct horse") { token } }';
    const request = 'mutation { requestPasswordReset(email: "a@example.com") }';
    const reset = 'mutation { resetPassword(token: "token", password: "correct horse") { token } }';
    const confirm = 'mutation { confirmEmail(token: "token") }';
    for (const mutation of [signUp, signIn, request, reset, confirm]) {
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

/** Tokens count whole seconds: what is signed now is checked in the same second. */
async function startOfASecond(): Promise<number> {
  await sleep(1_000 - (Date.now() % 1_000));
  return Math.floor(Date.now() / 1_000);
}

function foreignToken(alg: string, key: Parameters<SignJWT['sign']>[0]): Promise<string> {
  return new SignJWT({ sub: 'a' })
    .setProtectedHeader({ alg, kid: 'one' })
    .setIssuer(provider.env.AUTH_ISSUER)
    .setAudience(provider.env.AUTH_AUDIENCE)
    .setExpirationTime('5m')
    .sign(key);
}

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
