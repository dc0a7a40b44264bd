import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { isPassword } from '../../src/auth/password.ts';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { AUTH_ATTEMPTS_PER_ACCOUNT: '4' } });
});
afterAll(() => app.close());

type Signed = { signIn: { token: string; expiresAt: string; user: { id: string; email: string } } };

function signIn(email: string, password: string, on = app) {
  return on.ask<Signed>(
    'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token expiresAt user { id email } } }',
    { email, password },
  );
}

async function medianMs(times: number, run: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const before = performance.now();
    await run();
    all.push(performance.now() - before);
  }
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

describe('signIn', () => {
  it('opens a session, and ignores the case of the address', async () => {
    const customer = await Customer.signUp(app);
    const { data } = await signIn(customer.email.toUpperCase(), 'correct horse');
    expect(data.signIn.user).toEqual({ id: customer.id, email: customer.email });
    expect(Date.parse(data.signIn.expiresAt)).toBeGreaterThan(Date.now());
    const me = await app.ask<{ me: { id: string } }>('{ me { id } }', {}, data.signIn.token);
    expect(me.data.me.id).toBe(customer.id);
  });

  it.each(['a..b@example.com', 'me@b', 'me@127.0.0.1', `${'a'.repeat(70)}@example.com`])(
    'is open to an account whose address would be refused today: %s',
    async (email) => {
      const { id } = await Customer.signUp(app);
      await app.services.orm.em.fork().nativeUpdate(User, { id }, { email });
      expect((await signIn(email, 'correct horse')).data.signIn.user).toEqual({ id, email });
    },
  );

  it('gives the same response for an unknown address and a wrong password', async () => {
    const customer = await Customer.signUp(app);
    const wrong = await signIn(customer.email, 'wrong horse');
    const unknown = await signIn('unknown@example.com', 'wrong horse');
    expect(wrong.code).toBe('INVALID_CREDENTIALS');
    expect(unknown.errors).toEqual(wrong.errors);
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.headers.get('set-cookie')).toBeNull();
  });

  it('computes a slow hash for an unknown address too', async () => {
    const user = await app.services.orm.em.fork().findOneOrFail(User, { email: (await Customer.signUp(app)).email });
    const known = await medianMs(5, () => isPassword(user.passwordHash, 'wrong horse'));
    const unknown = await medianMs(5, () => isPassword(null, 'wrong horse'));
    // Without a hash it would take a thousandth of the time.
    expect(unknown).toBeGreaterThan(known / 10);
    expect(await isPassword(null, 'not a password of a user')).toBe(false);
  });

  it.each([
    ['composed and decomposed', 'caf\u00e9 cr\u00e8me', 'cafe\u0301 cre\u0300me'],
    ['an Angstrom sign and a letter', '\u212bngstr\u00f6m', 'A\u030angstro\u0308m'],
    ['full-width letters and digits', '\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11', 'password1'],
    ['a ligature', '\ufb01ve \ufb02owers', 'five flowers'],
    ['spaces of other widths', 'correct\u00a0horse\u3000battery\u1680staple', 'correct horse battery staple'],
    ['Devanagari with a nukta', '\u0958\u0959\u095a pass', '\u0915\u093c\u0916\u093c\u0917\u093c pass'],
    [
      'Hangul syllables and letters',
      '\ud55c\uad6d\uc5b4 pass',
      '\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165 pass',
    ],
  ])('takes a password in another Unicode form: %s', async (_what, one, other) => {
    expect(one).not.toBe(other);
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const { email } = await Customer.signUp(app, first);
      expect((await signIn(email, second)).code).toBeUndefined();
      expect((await signIn(email, first)).code).toBeUndefined();
    }
  });

  it('tells passwords apart that only look alike', async () => {
    const { email } = await Customer.signUp(app, 'correct horse');
    for (const other of ['Correct horse', 'correct  horse', ' correct horse', 'c\u043errect horse']) {
      expect((await signIn(email, other)).code).toBe('INVALID_CREDENTIALS');
      await signIn(email, 'correct horse');
    }
  });

  it.each(['cafe\u0301 cre\u0300me', 'correct\u00a0horse', '\uff50assword'])(
    'takes a password that was hashed as it was typed: %s',
    async (typed) => {
      const { email, id } = await Customer.signUp(app);
      const passwordHash = await hash(typed, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
      await app.services.orm.em.fork().nativeUpdate(User, { id }, { passwordHash });
      expect((await signIn(email, typed)).code).toBeUndefined();
      expect((await signIn(email, `${typed}!`)).code).toBe('INVALID_CREDENTIALS');
    },
  );

  it('hashes as often for an unknown address, in every form of the password', async () => {
    const user = await app.services.orm.em.fork().findOneOrFail(User, { email: (await Customer.signUp(app)).email });
    const quickest = { normalized: Infinity, known: Infinity, unknown: Infinity };
    for (let i = 0; i < 10; i += 1) {
      const take = async (what: keyof typeof quickest, passwordHash: string | null, password: string) => {
        quickest[what] = Math.min(quickest[what], await medianMs(1, () => isPassword(passwordHash, password)));
      };
      await take('normalized', null, 'wrong horse');
      await take('known', user.passwordHash, 'wrong\u00a0horse');
      await take('unknown', null, 'wrong\u00a0horse');
    }
    expect(quickest.known).toBeGreaterThan(quickest.normalized * 1.5);
    expect(quickest.unknown).toBeGreaterThan(quickest.normalized * 1.5);
  });

  it('limits the guesses for one account, also simultaneous ones, and returns how long to wait', async () => {
    const customer = await Customer.signUp(app);
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, i) => signIn(customer.email, `guess ${i}`)));
    expect(guesses.filter(({ code }) => code === 'INVALID_CREDENTIALS')).toHaveLength(4);
    const limited = guesses.filter(({ code }) => code === 'RATE_LIMITED');
    expect(limited).toHaveLength(4);
    const { retryable, retryAfterSeconds = 0 } = limited[0]?.errors[0]?.extensions ?? {};
    expect(retryable).toBe(true);
    expect(retryAfterSeconds).toBeGreaterThan(800);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
    // The correct password is refused too, with any case of the address.
    expect((await signIn(customer.email.toUpperCase(), 'correct horse')).code).toBe('RATE_LIMITED');
  });

  it('limits an account in all processes together, and no other account', async () => {
    const [customer, other] = [await Customer.signUp(app), await Customer.signUp(app)];
    const beside = await startApp({ beside: app, env: { AUTH_ATTEMPTS_PER_ACCOUNT: '4' } });
    for (const on of [app, app, beside, beside]) await signIn(customer.email, 'wrong horse', on);
    expect((await signIn(customer.email, 'correct horse', beside)).code).toBe('RATE_LIMITED');
    expect((await signIn(other.email, 'correct horse', beside)).code).toBeUndefined();
    await beside.close();
  });

  it('resets the count after the correct password', async () => {
    const customer = await Customer.signUp(app);
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 3; i += 1) await signIn(customer.email, 'wrong horse');
      expect((await signIn(customer.email, 'correct horse')).code).toBeUndefined();
    }
  });

  it('limits the attempts from one network address for all accounts together', async () => {
    const limited = await startApp({ env: { AUTH_ATTEMPTS_PER_ADDRESS: '3' } });
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 4; i += 1) codes.push((await signIn(`customer-${i}@example.com`, 'wrong horse', limited)).code);
    expect(codes).toEqual([...Array(3).fill('INVALID_CREDENTIALS'), 'RATE_LIMITED']);
    await limited.close();
  });
});
