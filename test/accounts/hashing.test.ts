import { lookup } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenFor } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

// Some are checked while the others arrive.
const RUSH = 160;

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { AUTH_ATTEMPTS_PER_ACCOUNT: '1000' } });
});
afterAll(() => app.close());

const signIn = (email: string) =>
  app.ask('mutation ($email: EmailAddress!) { signIn(email: $email, password: "wrong horse") { token } }', { email });

const signUp = (email: string) =>
  app.ask(
    'mutation ($email: EmailAddress!) { signUp(email: $email, password: "correct horse", name: "A") { token } }',
    { email },
  );

const reset = (token: string) =>
  app.ask('mutation ($token: String!) { resetPassword(token: $token, password: "battery staple") { token } }', {
    token,
  });

async function attemptsAt(email: string): Promise<number> {
  const [row] = await app.services.orm.em
    .fork()
    .execute<{ points: number }[]>(
      `select points from attempts where key = 'account:' || rtrim(translate(encode(sha256(?), 'base64'), '+/', '-_'), '=')`,
      [email],
    );
  return row?.points ?? 0;
}

describe('many passwords at once', () => {
  it('are refused beyond a short queue, and a refused attempt does not count', async () => {
    const { email } = await Customer.signUp(app);
    const answers = await Promise.all(Array.from({ length: RUSH }, () => signIn(email)));
    const checked = answers.filter(({ code }) => code === 'INVALID_CREDENTIALS');
    const refused = answers.filter(({ code }) => code === 'RATE_LIMITED');
    // On a busy machine some may wait too long for the database.
    expect(answers.filter(({ errors }) => errors[0]?.extensions.retryable === false)).toEqual(checked);
    expect(checked.length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    for (const { errors } of refused) {
      expect(errors[0]?.extensions).toMatchObject({ retryable: true, retryAfterSeconds: 2 });
    }
    expect(await attemptsAt(email)).toBeLessThanOrEqual(RUSH - refused.length);
    expect((await signIn(email)).code).toBe('INVALID_CREDENTIALS');
  });

  it('are refused alike for signing in, signing up and new passwords', async () => {
    const token = await tokenFor(app, await Customer.signUp(app), 'RESET_PASSWORD');
    const rush = await Promise.all(
      Array.from({ length: RUSH }, (_, i) => [
        signUp(`rush-${i}@example.com`),
        reset(token),
        signIn('a@example.com'),
      ]).flat(),
    );
    const codes = new Set(rush.map(({ code }) => code));
    expect(codes).toContain('RATE_LIMITED');
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    expect((await signUp('after-the-rush@example.com')).code).toBeUndefined();
  });

  it('leave threads to a checkout and to DNS', async () => {
    const customer = await Customer.signUp(app);
    const over = new AbortController();
    const rush = Promise.all(Array.from({ length: RUSH }, (_, i) => signIn(`somebody-${i}@example.com`))).finally(() =>
      over.abort(),
    );
    const checkout = (async () => {
      const { pidx } = await customer.initiate('basic');
      await atKhalti(app, pidx, 'complete');
      return customer.verify(pidx);
    })();
    let lookups = 0;
    for (; !over.signal.aborted; lookups += 1) await lookup('localhost');
    const codes = new Set((await rush).map(({ code }) => code));
    expect(codes).toContain('INVALID_CREDENTIALS');
    expect(codes).toContain('RATE_LIMITED');
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    expect((await checkout).status).toBe('COMPLETED');
    // Thousands. Behind a queue of passwords it would be about ten.
    expect(lookups).toBeGreaterThan(100);
  });
});
