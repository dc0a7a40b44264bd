import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendEmailConfirmation } from '../../src/jobs/send-email-confirmation.ts';
import { User } from '../../src/users/user.ts';
import { ageTokens, tokenFor } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { mailsSentBy } from '../support/mails-sent-by.ts';

const DAY_MINUTES = 24 * 60;

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

function confirm(token: string) {
  return app.ask<{ confirmEmail: boolean }>('mutation ($token: String!) { confirmEmail(token: $token) }', { token });
}

async function isConfirmed(customer: Customer): Promise<boolean> {
  const { data } = await customer.ask<{ me: { isEmailConfirmed: boolean } }>('{ me { isEmailConfirmed } }');
  return data.me.isEmailConfirmed;
}

async function confirmationsWaiting(): Promise<number> {
  return (await app.services.jobs.boss.findJobs('sendEmailConfirmation')).length;
}

describe('confirmEmail', () => {
  it('confirms the address without a session, and returns true again when it is repeated', async () => {
    const customer = await Customer.signUp(app);
    expect(await isConfirmed(customer)).toBe(false);
    const token = await tokenFor(app, customer, 'CONFIRM_EMAIL');
    const first = await confirm(token);
    expect(first.data.confirmEmail).toBe(true);
    expect(first.headers.get('set-cookie')).toBeNull();
    expect(await isConfirmed(customer)).toBe(true);
    await ageTokens(app, customer.id, 8 * DAY_MINUTES);
    expect((await confirm(token)).data.confirmEmail).toBe(true);
  });

  it('returns true for simultaneous requests with the same link', async () => {
    const token = await tokenFor(app, await Customer.signUp(app), 'CONFIRM_EMAIL');
    const answers = await Promise.all(Array.from({ length: 4 }, () => confirm(token)));
    expect(answers.map(({ data }) => data.confirmEmail)).toEqual([true, true, true, true]);
  });

  it('returns true for a second link', async () => {
    const customer = await Customer.signUp(app);
    const [one, two] = [await tokenFor(app, customer, 'CONFIRM_EMAIL'), await tokenFor(app, customer, 'CONFIRM_EMAIL')];
    for (const token of [two, one]) expect((await confirm(token)).data.confirmEmail).toBe(true);
  });

  it('refuses a link that is unknown, too old, or for another purpose', async () => {
    const customer = await Customer.signUp(app);
    const old = await tokenFor(app, customer, 'CONFIRM_EMAIL');
    await ageTokens(app, customer.id, 7 * DAY_MINUTES);
    const reset = await tokenFor(app, customer, 'RESET_PASSWORD');
    for (const token of [old, reset, 'unknown', '']) {
      const { code, errors } = await confirm(token);
      expect(code).toBe('TOKEN_INVALID');
      expect(errors[0]?.extensions.retryable).toBe(false);
    }
    expect(await isConfirmed(customer)).toBe(false);
  });

  it('refuses a used link if the address is no longer confirmed', async () => {
    const customer = await Customer.signUp(app);
    const token = await tokenFor(app, customer, 'CONFIRM_EMAIL');
    await confirm(token);
    await app.services.orm.em.fork().nativeUpdate(User, { id: customer.id }, { emailConfirmedAt: null });
    expect((await confirm(token)).code).toBe('TOKEN_INVALID');
  });

  it('is not required for a payment', async () => {
    const customer = await Customer.signUp(app);
    expect((await customer.initiate('basic')).status).toBe('INITIATED');
    expect(await isConfirmed(customer)).toBe(false);
  });
});

describe('sendEmailConfirmation', () => {
  it('is scheduled by signUp, in the same transaction', async () => {
    const before = await confirmationsWaiting();
    const { email, id } = await Customer.signUp(app);
    const [job] = await app.services.jobs.boss.findJobs('sendEmailConfirmation', { key: id });
    expect(job?.data).toEqual({ userId: id });
    const again = await app.ask(
      'mutation ($email: EmailAddress!) { signUp(email: $email, password: "correct horse", name: "A") { token } }',
      { email },
    );
    expect(again.code).toBe('EMAIL_TAKEN');
    expect(await confirmationsWaiting()).toBe(before + 1);
  });

  it('sends a link with the token in its fragment, until the address is confirmed', async () => {
    const { id, email } = await Customer.signUp(app);
    const send = () => mailsSentBy(app, (services) => sendEmailConfirmation(services, { userId: id }));
    const [message = ''] = await send();
    expect(message).toContain(`To: ${email}`);
    const [, link, token = ''] = /(http\S+\/confirm-email)#token=([\w-]{43})/.exec(message) ?? [];
    expect(link).toBe(`${app.url}/confirm-email`);
    expect(JSON.stringify(app.logged)).not.toContain(token);
    expect((await confirm(token)).data.confirmEmail).toBe(true);
    expect(await send()).toEqual([]);
  });
});
