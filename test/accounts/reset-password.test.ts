import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ageTokens, isSignedIn, tokenFor } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

const NEW = 'battery staple';

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { AUTH_ATTEMPTS_PER_ACCOUNT: '5' } });
});
afterAll(() => app.close());

function reset(token: string, password = NEW) {
  return app.ask<{ resetPassword: { token: string; user: { id: string; isEmailConfirmed: boolean } } }>(
    `mutation ($token: String!, $password: String!) {
      resetPassword(token: $token, password: $password) { token user { id isEmailConfirmed } }
    }`,
    { token, password },
  );
}

function signIn(email: string, password: string) {
  return app.ask<{ signIn: { token: string } }>(
    'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
    { email, password },
  );
}

describe('resetPassword', () => {
  it('sets the new password, signs in, and confirms the address', async () => {
    const customer = await Customer.signUp(app);
    const { data, headers } = await reset(await tokenFor(app, customer, 'RESET_PASSWORD'));
    expect(data.resetPassword.user).toEqual({ id: customer.id, isEmailConfirmed: true });
    expect(await isSignedIn(app, data.resetPassword.token)).toBe(true);
    expect(headers.get('set-cookie')).toContain(`session=${data.resetPassword.token};`);
    expect((await signIn(customer.email, 'correct horse')).code).toBe('INVALID_CREDENTIALS');
    expect((await signIn(customer.email, NEW)).code).toBeUndefined();
  });

  it('works once', async () => {
    const token = await tokenFor(app, await Customer.signUp(app), 'RESET_PASSWORD');
    expect((await reset(token)).code).toBeUndefined();
    const again = await reset(token, 'another password');
    expect(again.code).toBe('TOKEN_INVALID');
    expect(again.errors[0]?.extensions.retryable).toBe(false);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  it('works once for several requests at the same time, and keeps the password of the one that succeeded', async () => {
    const customer = await Customer.signUp(app);
    const token = await tokenFor(app, customer, 'RESET_PASSWORD');
    const passwords = Array.from({ length: 5 }, (_, i) => `password number ${i}`);
    const answers = await Promise.all(passwords.map((password) => reset(token, password)));
    const accepted = passwords.filter((_, i) => answers[i]?.code === undefined);
    expect(accepted).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'TOKEN_INVALID')).toHaveLength(4);
    expect((await signIn(customer.email, String(accepted[0]))).code).toBeUndefined();
  });

  it('works for 30 minutes', async () => {
    const [early, late] = [await Customer.signUp(app), await Customer.signUp(app)];
    const tokens = [await tokenFor(app, early, 'RESET_PASSWORD'), await tokenFor(app, late, 'RESET_PASSWORD')] as const;
    await ageTokens(app, early.id, 29);
    await ageTokens(app, late.id, 30);
    expect((await reset(tokens[0])).code).toBeUndefined();
    expect((await reset(tokens[1])).code).toBe('TOKEN_INVALID');
    expect((await signIn(late.email, 'correct horse')).code).toBeUndefined();
  });

  it('works only with the newest link, and only with a link to reset a password', async () => {
    const customer = await Customer.signUp(app);
    const old = await tokenFor(app, customer, 'RESET_PASSWORD');
    const newest = await tokenFor(app, customer, 'RESET_PASSWORD');
    const confirmation = await tokenFor(app, customer, 'CONFIRM_EMAIL');
    for (const token of [old, confirmation, 'unknown', '', 'a\u0000b', newest.toUpperCase()]) {
      expect((await reset(token)).code).toBe('TOKEN_INVALID');
    }
    expect((await reset(newest)).code).toBeUndefined();
  });

  it('leaves one valid link if several are created at the same time', async () => {
    const customer = await Customer.signUp(app);
    const tokens = await Promise.all(Array.from({ length: 5 }, () => tokenFor(app, customer, 'RESET_PASSWORD')));
    const codes = [];
    for (const token of tokens) codes.push((await reset(token)).code);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  });

  it('refuses a password of a wrong length, and keeps the link valid', async () => {
    const token = await tokenFor(app, await Customer.signUp(app), 'RESET_PASSWORD');
    for (const bad of ['1234567', 'x'.repeat(201)]) {
      const { code, errors } = await reset(token, bad);
      expect(code).toBe('BAD_USER_INPUT');
      expect(errors[0]?.extensions.argument).toBe('password');
    }
    expect((await reset(token)).code).toBeUndefined();
  });

  it('allows a customer who was locked out to sign in again', async () => {
    const customer = await Customer.signUp(app);
    for (let i = 0; i <= 5; i += 1) await signIn(customer.email, 'wrong horse');
    expect((await signIn(customer.email, 'correct horse')).code).toBe('RATE_LIMITED');
    await reset(await tokenFor(app, customer, 'RESET_PASSWORD'));
    expect((await signIn(customer.email, NEW)).code).toBeUndefined();
  });

  it('is limited for each network address', async () => {
    const limited = await startApp({ beside: app, env: { AUTH_ATTEMPTS_PER_ADDRESS: '1' } });
    const guess = () => limited.ask('mutation { resetPassword(token: "guess", password: "long enough") { token } }');
    await guess();
    expect((await guess()).code).toBe('RATE_LIMITED');
    await limited.close();
  });
});
