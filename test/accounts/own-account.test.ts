import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendEmailChange } from '../../src/jobs/send-email-change.ts';
import { sendEmailChangeNotice } from '../../src/jobs/send-email-change-notice.ts';
import { sendPasswordReset } from '../../src/jobs/send-password-reset.ts';
import { issueReceipt } from '../../src/receipts/issue-receipt.ts';
import { User } from '../../src/users/user.ts';
import { ageTokens, isSignedIn, tokenFor } from '../support/accounts.ts';
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

describe('mySessions', () => {
  const CHROME =
    'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
  type Listed = { id: string; device: string | null; startedAt: string; renewedAt: string; isCurrent: boolean };

  async function signInWith(email: string, agent: string): Promise<string> {
    const query = `mutation ($email: EmailAddress!) { signIn(email: $email, password: "${OLD}") { token } }`;
    type Data = { signIn: { token: string } };
    const headers = { 'user-agent': agent };
    return (await askGraphql<Data>(app.url, query, { email }, null, headers)).data.signIn.token;
  }

  const list = async (token: string) =>
    (await app.ask<{ mySessions: Listed[] }>('{ mySessions { id device startedAt renewedAt isCurrent } }', {}, token))
      .data.mySessions;
  const end = (token: string, id: string) =>
    app.ask<{ signOutSession: boolean }>('mutation ($id: ID!) { signOutSession(id: $id) }', { id }, token);

  it('lists where the customer is signed in, and signOutSession ends one of them alone', async () => {
    const customer = await Customer.signUp(app);
    const phone = await signInWith(customer.email, CHROME);
    const odd = await signInWith(customer.email, `<b>${customer.email}</b>`);
    const all = await list(phone);
    expect(all.map(({ device }) => device)).toEqual([null, 'Chrome, Android', null]);
    expect(all.map(({ isCurrent }) => isCurrent)).toEqual([false, true, false]);
    const current = all[1]?.id ?? '';
    const stranger = await Customer.signUp(app);
    for (const id of [current, 'x', '0198c1f2-7d4e-7a10-9c55-3f0e6c1b2a77']) {
      expect((await end(stranger.token, id)).code).toBe('SESSION_NOT_FOUND');
    }
    expect((await app.ask('{ mySessions { id } }')).code).toBe('UNAUTHENTICATED');

    expect((await end(customer.token, current)).data.signOutSession).toBe(true);
    expect(await isSignedIn(app, phone)).toBe(false);
    for (const token of [customer.token, odd]) expect(await isSignedIn(app, token)).toBe(true);
    expect((await end(customer.token, current)).code).toBe('SESSION_NOT_FOUND');
    expect(await list(odd)).toHaveLength(2);
    const own = (await list(odd)).find(({ isCurrent }) => isCurrent)?.id ?? '';
    const { headers } = await end(odd, own);
    expect(headers.get('set-cookie')).toContain('session=;');
    expect(await isSignedIn(app, odd)).toBe(false);
    expect(await list(customer.token)).toHaveLength(1);
  });

  it('shows when a session was renewed, and the one of the request also if it was never kept', async () => {
    const customer = await Customer.signUp(app);
    const em = app.services.orm.em.fork();
    const user = await em.findOneOrFail(User, customer.id);
    const { token } = await app.services.sessions.open(user, new Date(Date.now() - 3 * 86_400_000));
    await askGraphql(app.url, '{ me { id } }', {}, null, { cookie: `session=${token}`, 'user-agent': CHROME });
    const renewed = (await list(customer.token)).find(({ isCurrent }) => !isCurrent);
    expect(renewed?.device).toBe('Chrome, Android');
    expect(Date.parse(renewed?.renewedAt ?? '') - Date.parse(renewed?.startedAt ?? '')).toBeGreaterThan(2 * 86_400_000);
    await em.execute('delete from open_sessions where user_id = ?', [customer.id]);
    expect(await list(customer.token)).toMatchObject([{ isCurrent: true }]);
  });

  it('lists nothing of before the sessions ended, and none is kept of a deleted account', async () => {
    const customer = await Customer.signUp(app);
    await signInWith(customer.email, CHROME);
    const { token } = (await change(customer, OLD, NEW)).data.changePassword;
    expect(await list(token)).toMatchObject([{ isCurrent: true }]);
    const { data } = await app.ask<{ exportMyData: object }>('{ exportMyData }', {}, token);
    expect(data.exportMyData).toMatchObject({ sessions: [{ user_id: customer.id, device: null }] });
    const query = `mutation { deleteAccount(password: "${NEW}") }`;
    expect((await app.ask(query, {}, token)).code).toBeUndefined();
    const rows = await app.services.orm.em
      .fork()
      .execute('select 1 from open_sessions where user_id = ?', [customer.id]);
    expect(rows).toEqual([]);
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

const wanted = (customer: Customer) => `new-${customer.email}`;

const changeEmail = (customer: Customer, newEmail = wanted(customer), password = OLD) =>
  customer.ask<{ changeEmail: { email: string; newEmail: string } }>(
    `mutation ($newEmail: EmailAddress!, $password: String!) {
      changeEmail(newEmail: $newEmail, password: $password) { email newEmail }
    }`,
    { newEmail, password },
  );

const confirm = (token: string) =>
  app.ask<{ confirmEmail: boolean }>('mutation ($token: String!) { confirmEmail(token: $token) }', { token });

async function addressOf(customer: Customer): Promise<(string | boolean | null)[]> {
  type Data = { me: { email: string; newEmail: string | null; isEmailConfirmed: boolean } };
  const { me } = (await customer.ask<Data>('{ me { email newEmail isEmailConfirmed } }')).data;
  return [me.email, me.newEmail, me.isEmailConfirmed];
}

/** The token of the link that is mailed to the new address now. */
async function linkFor(customer: Customer): Promise<string> {
  const send = (services: App['services']) => sendEmailChange(services, { userId: customer.id });
  const [mail = ''] = await mailsSentBy(app, send);
  return /confirm-email#token=([\w-]{43})/.exec(mail)?.[1] ?? '';
}

describe('changeEmail', () => {
  it('sends a link to the new address and a notice to the old one, which counts until the link is opened', async () => {
    const customer = await Customer.signUp(app);
    const former = [await tokenFor(app, customer, 'RESET_PASSWORD'), await tokenFor(app, customer, 'CONFIRM_EMAIL')];
    const { data } = await changeEmail(customer, wanted(customer).toUpperCase());
    expect(data.changeEmail).toEqual({ email: customer.email, newEmail: wanted(customer) });
    const [notice] = await app.services.jobs.boss.findJobs('sendEmailChangeNotice', { key: customer.id });
    expect(notice?.data).toEqual({ userId: customer.id, email: customer.email });
    const mails = await mailsSentBy(app, async (services) => {
      await sendEmailChange(services, { userId: customer.id });
      await sendEmailChangeNotice(services, { userId: customer.id, email: customer.email });
    });
    expect(mails.map((mail) => /^To: (.*)$/m.exec(mail)?.[1]).sort()).toEqual([customer.email, wanted(customer)]);
    const told = mails.find((mail) => mail.includes(`To: ${customer.email}`));
    expect(told).toContain('choose a new password at once');
    expect(told).not.toContain(wanted(customer));
    const token = /confirm-email#token=([\w-]{43})/.exec(mails.join())?.[1] ?? '';

    expect(await addressOf(customer)).toEqual([customer.email, wanted(customer), false]);
    expect((await signIn(customer.email, OLD)).code).toBeUndefined();
    for (let times = 0; times < 2; times += 1) expect((await confirm(token)).data.confirmEmail).toBe(true);
    expect(await addressOf(customer)).toEqual([wanted(customer), null, true]);
    expect((await signIn(customer.email, OLD)).code).toBe('INVALID_CREDENTIALS');
    expect((await signIn(wanted(customer), OLD)).code).toBeUndefined();
    expect((await confirm(former[1] ?? '')).code).toBe('TOKEN_INVALID');
    const reset = `mutation ($link: String!) { resetPassword(token: $link, password: "another one") { token } }`;
    expect((await app.ask(reset, { link: former[0] })).code).toBe('TOKEN_INVALID');
    expect(JSON.stringify(app.logged)).not.toContain(token);
  });

  it('changes nothing with a wrong password, or an address that is bad, taken or the same', async () => {
    const customer = await Customer.signUp(app);
    const other = await Customer.signUp(app);
    expect((await changeEmail(customer, wanted(customer), 'wrong horse')).code).toBe('INVALID_CREDENTIALS');
    expect((await changeEmail(customer, other.email)).code).toBe('EMAIL_TAKEN');
    for (const address of [customer.email.toUpperCase(), 'a..b@example.com']) {
      const { code, errors } = await changeEmail(customer, address);
      expect([code, errors[0]?.extensions.argument]).toEqual(['BAD_USER_INPUT', 'newEmail']);
    }
    expect(await addressOf(customer)).toEqual([customer.email, null, false]);
    expect(await app.services.jobs.boss.findJobs('sendEmailChange', { key: customer.id })).toEqual([]);
    expect((await app.ask('mutation { cancelEmailChange { id } }')).code).toBe('UNAUTHENTICATED');
  });

  it('is limited for one account', async () => {
    const customer = await Customer.signUp(app);
    for (let count = 0; count < 4; count += 1) {
      expect((await changeEmail(customer, `${count}-${customer.email}`)).code).toBeUndefined();
    }
    expect((await changeEmail(customer)).code).toBe('RATE_LIMITED');
  });

  it('gives an address to one of two accounts that confirm it at the same time, and to nobody after a sign-up', async () => {
    const [one, two, late] = [await Customer.signUp(app), await Customer.signUp(app), await Customer.signUp(app)];
    const address = wanted(one);
    const links: string[] = [];
    for (const customer of [one, two, late]) {
      await changeEmail(customer, address);
      links.push(await linkFor(customer));
    }
    const codes = (await Promise.all(links.slice(0, 2).map(confirm))).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['EMAIL_TAKEN', undefined]);
    expect((await confirm(links[2] ?? '')).code).toBe('EMAIL_TAKEN');
    expect(await addressOf(late)).toEqual([late.email, address, false]);
  });

  it('voids the link when it is too old, when another address is asked for, and with a new password', async () => {
    const customer = await Customer.signUp(app);
    await changeEmail(customer);
    const old = await linkFor(customer);
    await ageTokens(app, customer.id, 7 * 24 * 60);
    const replaced = await linkFor(customer);
    await changeEmail(customer, `other-${customer.email}`);
    await changeEmail(customer);
    const canceled = await linkFor(customer);
    for (const link of [old, replaced]) expect((await confirm(link)).code).toBe('TOKEN_INVALID');
    expect((await customer.ask('mutation { cancelEmailChange { newEmail } }')).data).toEqual({
      cancelEmailChange: { newEmail: null },
    });
    expect(await linkFor(customer)).toBe('');
    await changeEmail(customer);
    const known = await linkFor(customer);
    await change(customer, OLD, NEW);
    for (const link of [canceled, known]) expect((await confirm(link)).code).toBe('TOKEN_INVALID');
    expect((await signIn(customer.email, NEW)).code).toBeUndefined();
  });

  it('sends the link to the new address again', async () => {
    const customer = await Customer.signUp(app);
    await changeEmail(customer);
    const first = await linkFor(customer);
    await app.services.jobs.boss.deleteAllJobs('sendEmailChange');
    const { data } = await customer.ask<{ resendEmailConfirmation: boolean }>('mutation { resendEmailConfirmation }');
    expect(data.resendEmailConfirmation).toBe(true);
    const [job] = await app.services.jobs.boss.findJobs('sendEmailChange', { key: customer.id });
    expect(job?.data).toEqual({ userId: customer.id });
    expect((await confirm(await linkFor(customer))).data.confirmEmail).toBe(true);
    expect((await confirm(first)).code).toBe('TOKEN_INVALID');
  });

  it('is refused for a blocked account, also with a link that was sent before', async () => {
    const customer = await Customer.signUp(app);
    await changeEmail(customer);
    const link = await linkFor(customer);
    const block = (blockedAt: Date | null) =>
      app.services.orm.em.fork().nativeUpdate(User, { id: customer.id }, { blockedAt });
    await block(new Date());
    for (const answer of [await changeEmail(customer), await confirm(link)]) expect(answer.code).toBe('FORBIDDEN');
    await block(null);
    expect(await addressOf(customer)).toEqual([customer.email, wanted(customer), false]);
  });

  it('is part of the data that are exported, and is erased with them', async () => {
    const customer = await Customer.signUp(app);
    await changeEmail(customer);
    const link = await linkFor(customer);
    const { data } = await customer.ask<{ exportMyData: object }>('{ exportMyData }');
    expect(data.exportMyData).toMatchObject({ account: { new_email: wanted(customer) } });
    await remove(customer, OLD);
    expect((await confirm(link)).code).toBe('TOKEN_INVALID');
    const rows = await app.services.orm.em.fork().execute(
      `select 1 from users where id = ? and new_email is not null
       union all select 1 from account_tokens where user_id = ?
       union all select 1 from pgboss.job where strpos(data::text, ?) > 0`,
      [customer.id, customer.id, customer.email],
    );
    expect(rows).toEqual([]);
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
