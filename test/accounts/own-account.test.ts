import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendPasswordReset } from '../../src/jobs/send-password-reset.ts';
import { issueReceipt } from '../../src/receipts/issue-receipt.ts';
import { isSignedIn, tokenFor } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { askGraphql } from '../support/ask-graphql.ts';
import { Customer } from '../support/customer.ts';
import { mailsSentBy } from '../support/mails-sent-by.ts';
import { buy } from '../support/refunds.ts';

const OLD = 'correct horse';
const NEW = 'battery staple';

let app: App;

beforeAll(async () => {
  app = await startApp({ env: { AUTH_ATTEMPTS_PER_ACCOUNT: '4' } });
});
afterAll(async () => {
  await app.close();
});

function signIn(email: string, password: string) {
  return app.ask<{ signIn: { token: string } }>(
    'mutation ($email: EmailAddress!, $password: String!) { signIn(email: $email, password: $password) { token } }',
    { email, password },
  );
}

function change(customer: Customer, currentPassword: string, newPassword: string) {
  return customer.ask<{ changePassword: { token: string } }>(
    `mutation ($currentPassword: String!, $newPassword: String!) {
      changePassword(currentPassword: $currentPassword, newPassword: $newPassword) { token }
    }`,
    { currentPassword, newPassword },
  );
}

const remove = (customer: Customer, password: string) =>
  customer.ask<{ deleteAccount: boolean }>('mutation ($password: String!) { deleteAccount(password: $password) }', {
    password,
  });

describe('changePassword', () => {
  it('opens a new session, and ends the others and links to choose a password', async () => {
    const customer = await Customer.signUp(app);
    const other = (await signIn(customer.email, OLD)).data.signIn.token;
    const link = await tokenFor(app, customer, 'RESET_PASSWORD');
    const { data, headers } = await change(customer, OLD, NEW);
    const { token } = data.changePassword;
    expect(headers.get('set-cookie')).toContain(`session=${token};`);
    for (const ended of [customer.token, other]) expect(await isSignedIn(app, ended)).toBe(false);
    expect(await isSignedIn(app, token)).toBe(true);
    const reset = await app.ask(
      `mutation ($link: String!) { resetPassword(token: $link, password: "another one") { token } }`,
      { link },
    );
    expect(reset.code).toBe('TOKEN_INVALID');
    expect((await signIn(customer.email, OLD)).code).toBe('INVALID_CREDENTIALS');
    expect((await signIn(customer.email, NEW)).code).toBeUndefined();
  });

  it('changes nothing with a wrong or a bad password, and counts wrong ones as a sign-in does', async () => {
    const customer = await Customer.signUp(app);
    const bad = await change(customer, OLD, 'short');
    expect([bad.code, bad.errors[0]?.extensions.argument]).toEqual(['BAD_USER_INPUT', 'newPassword']);
    for (let count = 0; count < 4; count += 1) {
      expect((await change(customer, 'wrong horse', NEW)).code).toBe('INVALID_CREDENTIALS');
    }
    expect((await change(customer, OLD, NEW)).code).toBe('RATE_LIMITED');
    expect((await signIn(customer.email, OLD)).code).toBe('RATE_LIMITED');
    expect(await isSignedIn(app, customer.token)).toBe(true);
  });

  it('lets one of several changes at the same time win', async () => {
    const customer = await Customer.signUp(app);
    const answers = await Promise.all(['first password', 'second password'].map((next) => change(customer, OLD, next)));
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
  });
});

describe('signOutEverywhere', () => {
  it('ends every session', async () => {
    const customer = await Customer.signUp(app);
    const other = (await signIn(customer.email, OLD)).data.signIn.token;
    const { data } = await customer.ask<{ signOutEverywhere: boolean }>('mutation { signOutEverywhere }');
    expect(data.signOutEverywhere).toBe(true);
    for (const token of [customer.token, other]) expect(await isSignedIn(app, token)).toBe(false);
    expect((await signIn(customer.email, OLD)).code).toBeUndefined();
  });
});

describe('updateProfile', () => {
  it('changes the name, and refuses what sign-up refuses', async () => {
    const customer = await Customer.signUp(app);
    const update = (name: string) =>
      customer.ask<{ updateProfile: { name: string } }>(
        'mutation ($name: String!) { updateProfile(name: $name) { name } }',
        { name },
      );
    expect((await update('  Customer 12 ')).data.updateProfile.name).toBe('Customer 12');
    expect((await update(' ')).code).toBe('BAD_USER_INPUT');
    const { data } = await customer.ask<{ me: { name: string } }>('{ me { name } }');
    expect(data.me.name).toBe('Customer 12');
  });
});

describe('resendEmailConfirmation', () => {
  it('is limited, and sends nothing to a confirmed address', async () => {
    const customer = await Customer.signUp(app);
    const resend = () => customer.ask<{ resendEmailConfirmation: boolean }>('mutation { resendEmailConfirmation }');
    for (let count = 0; count < 4; count += 1) expect((await resend()).data.resendEmailConfirmation).toBe(true);
    expect((await resend()).code).toBe('RATE_LIMITED');
    const token = await tokenFor(app, customer, 'CONFIRM_EMAIL');
    await app.ask('mutation ($token: String!) { confirmEmail(token: $token) }', { token });
    expect((await resend()).data.resendEmailConfirmation).toBe(false);
  });
});

describe('exportMyData', () => {
  it('has everything of the caller, and nothing of others or secret', async () => {
    const other = await Customer.signUp(app);
    await buy(app, other);
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    await issueReceipt(app.services, id);
    const { data } = await customer.ask<{ exportMyData: object }>('{ exportMyData }');
    expect(data.exportMyData).toMatchObject({
      account: { email: customer.email },
      subscription: { user_id: customer.id },
      periods: [{ payment_id: id }],
      payments: [{ id, status: 'COMPLETED' }],
      receipts: [{ payment_id: id, customer_email: customer.email }],
    });
    const text = JSON.stringify(data);
    for (const secret of ['password_hash', 'argon2', other.id, other.email]) expect(text).not.toContain(secret);
  });
});

describe('deleteAccount', () => {
  it('erases the person, keeps the books, and frees the address', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    await issueReceipt(app.services, id);
    expect((await remove(customer, 'wrong horse')).code).toBe('INVALID_CREDENTIALS');
    expect((await remove(customer, OLD)).data.deleteAccount).toBe(true);
    expect(await isSignedIn(app, customer.token)).toBe(false);
    expect((await signIn(customer.email, OLD)).code).toBe('INVALID_CREDENTIALS');
    const rows = await app.services.orm.em.fork().execute(
      `select amount_paisa, total_paisa, email from payments join receipts on payment_id = payments.id
         left join receipt_recipients on receipt_id = receipts.id where payments.id = ?`,
      [id],
    );
    expect(rows).toEqual([{ amount_paisa: 50_000, total_paisa: 50_000, email: null }]);
  });

  it('is refused while a payment is open', async () => {
    const customer = await Customer.signUp(app);
    await customer.initiate('basic');
    const { code, errors } = await remove(customer, OLD);
    expect(code).toBe('NOT_POSSIBLE');
    expect(errors[0]?.message).toContain('not finished yet');
    expect(await isSignedIn(app, customer.token)).toBe(true);
  });
});

describe('the language', () => {
  const SIGN_UP = `mutation ($email: EmailAddress!, $language: Language) {
    signUp(email: $email, password: "correct horse", name: "Customer", language: $language) { user { language } token }
  }`;
  let count = 0;
  async function signUp(headers: Record<string, string>, language?: string) {
    count += 1;
    const email = `language-${count}@example.com`;
    type Data = { signUp: { user: { language: string }; token: string } };
    return (await askGraphql<Data>(app.url, SIGN_UP, { email, language }, null, headers)).data.signUp;
  }

  it('of an account is the one that is given, else of the cookie, else of Accept-Language, else English', async () => {
    const nepali = { 'accept-language': 'ne-NP,ne;q=0.9,en;q=0.8' };
    const accounts = [
      await signUp({}),
      await signUp(nepali),
      await signUp({ 'accept-language': 'ne;q=0.5, en-GB;q=0.7' }),
      await signUp({ ...nepali, cookie: 'language=en' }),
      await signUp({ 'accept-language': 'en', cookie: 'language=ne' }),
      await signUp({ ...nepali, cookie: 'language=fr' }, 'EN'),
    ];
    expect(accounts.map(({ user }) => user.language)).toEqual(['EN', 'NE', 'EN', 'EN', 'NE', 'EN']);
  });

  it('is chosen by the customer, and mails are in it from then on', async () => {
    const customer = await Customer.signUp(app);
    const sendMail = () => mailsSentBy(app, (services) => sendPasswordReset(services, { userId: customer.id }));
    expect((await sendMail()).join()).toContain('Choose a new password');
    const { data } = await customer.ask('mutation { chooseLanguage(language: NE) { language } }');
    expect(data).toEqual({ chooseLanguage: { language: 'NE' } });
    const [mail = ''] = await sendMail();
    expect(mail).toContain('Subject: =?UTF-8?');
    expect(mail).not.toContain('Choose a new password');
    expect((await app.ask('mutation { chooseLanguage(language: NE) { id } }')).code).toBe('UNAUTHENTICATED');
  });

  it('of a sentence is the one that the request asks for, also when the operation is compiled', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    const query = 'query ($pidx: ID!) { payment(pidx: $pidx) { message } }';
    type Data = { payment: { message: string } };
    const messages = new Set<string>();
    for (let times = 0; times < 5; times += 1) {
      for (const cookie of ['language=ne', 'language=en']) {
        messages.add(
          (await askGraphql<Data>(app.url, query, { pidx }, customer.token, { cookie })).data.payment.message,
        );
      }
    }
    expect([...messages]).toEqual([
      expect.stringMatching(/^Khalti ले यो भुक्तानी अझै पक्का गरेको छैन।/),
      expect.stringMatching(/^Khalti has not confirmed/),
    ]);
  });

  it('of an error is too, from every part of the server', async () => {
    const nepali = { 'accept-language': 'ne' };
    const customer = await Customer.signUp(app);
    const ask = (query: string, token: string | null = null) => askGraphql(app.url, query, {}, token, nepali);
    for (let times = 0; times < 5; times += 1) {
      const { errors } = await ask('{ myPayments { edges { node { id } } } }');
      expect(errors[0]).toMatchObject({ message: 'कृपया साइन इन गर्नुहोस्।', extensions: { code: 'UNAUTHENTICATED' } });
    }
    const short = 'mutation { signUp(email: "a-short@example.com", password: "short", name: "A") { token } }';
    expect((await ask(short)).errors[0]?.message).toBe('पासवर्ड कम्तीमा 8 अक्षरको हुनुपर्छ।');
    await app.services.orm.em.fork().execute('alter table plans rename to plans_gone');
    const broken = await ask(
      '{ planChange(planId: "0198c1f2-7d4e-7a10-9c55-3f0e6c1b2a77") { toPayPaisa } }',
      customer.token,
    );
    await app.services.orm.em.fork().execute('alter table plans_gone rename to plans');
    expect(broken.errors[0]?.message).toBe('हाम्रो तर्फबाट केही गडबडी भयो।');
  });
});
