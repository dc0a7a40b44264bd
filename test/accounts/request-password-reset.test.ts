import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountToken } from '../../src/accounts/account-token.ts';
import { sendPasswordReset } from '../../src/jobs/send-password-reset.ts';
import { User } from '../../src/users/user.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { mailsSentBy } from '../support/mails-sent-by.ts';

const REQUESTS = 3;

let app: App;
let beside: App;
beforeAll(async () => {
  const env = { AUTH_ATTEMPTS_PER_ACCOUNT: String(REQUESTS) };
  app = await startApp({ env });
  beside = await startApp({ beside: app, env });
});
afterAll(async () => {
  await beside?.close();
  await app?.close();
});

function request(email: string, on = app) {
  return on.ask<{ requestPasswordReset: boolean }>(
    'mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }',
    { email },
  );
}

function signIn(email: string, password: string) {
  return app.ask(
    'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
    { email, password },
  );
}

async function jobsFor(userId: string): Promise<object[]> {
  return app.services.jobs.boss.findJobs('sendPasswordReset', { key: userId });
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await run();
  return performance.now() - before;
}

describe('requestPasswordReset', () => {
  it('gives the same response for a known and an unknown address, in about the same time', async () => {
    const { email, id } = await Customer.signUp(app);
    const times = { known: [] as number[], unknown: [] as number[] };
    for (const address of [email, email.toUpperCase()]) {
      times.known.push(await timed(() => request(address)));
      times.unknown.push(await timed(() => request('unknown@example.com')));
    }
    // The quickest of each, because other work on the machine delays some.
    const quickest = [Math.min(...times.known), Math.min(...times.unknown)];
    expect(Math.min(...quickest)).toBeGreaterThan(200);
    expect(Math.max(...quickest)).toBeLessThan(Math.min(...quickest) * 1.5);
    const [known, unknown] = [await request(email), await request('unknown@example.com')];
    expect(unknown.data).toEqual({ requestPasswordReset: true });
    expect([known.status, known.data, known.errors]).toEqual([unknown.status, unknown.data, unknown.errors]);
    expect(await jobsFor(id)).toHaveLength(1);
  });

  it.each(['a..b@example.com', 'me@b', 'me@127.0.0.1'])(
    'refuses an address that no mail server takes, whether it has an account or not: %s',
    async (email) => {
      const answers = [await request(email)];
      const { id } = await Customer.signUp(app);
      await app.services.orm.em.fork().nativeUpdate(User, { id }, { email });
      answers.push(await request(email));
      for (const { code, errors } of answers) {
        expect(code).toBe('BAD_USER_INPUT');
        expect(errors).toEqual(answers[0]?.errors);
        expect(errors[0]?.extensions.argument).toBe('email');
      }
      expect(await jobsFor(id)).toEqual([]);
    },
  );

  it('is limited for each address, known or not, in all processes together and in any case', async () => {
    const { email, id } = await Customer.signUp(app);
    for (const address of [email, 'stranger@example.com']) {
      for (const on of [app, beside, app]) expect((await request(address, on)).code).toBeUndefined();
      const limited = await request(address.toUpperCase(), beside);
      expect(limited.code).toBe('RATE_LIMITED');
      expect(limited.errors[0]?.extensions.retryAfterSeconds).toBeGreaterThan(800);
    }
    expect(await jobsFor(id)).toHaveLength(1);
  });

  it('is allowed for a customer who may not sign in, and does not count as an attempt to sign in', async () => {
    const { email, id } = await Customer.signUp(app);
    for (let i = 0; i <= REQUESTS; i += 1) await signIn(email, 'wrong horse');
    expect((await signIn(email, 'correct horse')).code).toBe('RATE_LIMITED');
    expect((await request(email)).code).toBeUndefined();
    expect(await jobsFor(id)).toHaveLength(1);

    const other = await Customer.signUp(app);
    for (let i = 0; i <= REQUESTS; i += 1) await request(other.email);
    expect((await signIn(other.email, 'correct horse')).code).toBeUndefined();
  });

  it('is limited for each network address, for all accounts together', async () => {
    const limited = await startApp({ env: { AUTH_ATTEMPTS_PER_ADDRESS: '2' } });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await request(`customer-${i}@example.com`, limited)).code);
    expect(codes).toEqual([undefined, undefined, 'RATE_LIMITED']);
    await limited.close();
  });
});

describe('sendPasswordReset', () => {
  it('sends a link with the token in its fragment, and stores only the hash of the token', async () => {
    const { id, email } = await Customer.signUp(app);
    const [message = ''] = await mailsSentBy(app, (services) => sendPasswordReset(services, { userId: id }));
    expect(message).toContain(`To: ${email}`);
    const [, link, token = ''] = /(http\S+\/reset-password)#token=([\w-]{43})/.exec(message) ?? [];
    expect(link).toBe(`${app.url}/reset-password`);
    const [kept] = await app.services.orm.em.fork().execute('select * from account_tokens where user_id = ?', [id]);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(app.logged)).not.toContain(token);
    const { expiresAt } = await app.services.orm.em.fork().findOneOrFail(AccountToken, { user: id });
    expect((expiresAt.getTime() - Date.now()) / 60_000).toBeCloseTo(30, 0);
  });

  it('sends nothing if the user does not exist', async () => {
    const userId = '00000000-0000-7000-8000-000000000000';
    expect(await mailsSentBy(app, (services) => sendPasswordReset(services, { userId }))).toEqual([]);
  });
});
