import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { type App, startApp } from '../../support/app.ts';
import { Authenticator } from '../../support/authenticator.ts';
import { type Mailbox, startMailbox } from '../../support/mailbox.ts';
import { askAdmin } from '../../support/operator.ts';
import { invite, newEmail, newOperator, OperatorBrowser, PASSWORD } from '../../support/operator-sign-in.ts';

let app: App;
let mailbox: Mailbox;
let owner: OperatorBrowser;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({
    env: {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://shop.example.com',
      KHALTI_BASE_URL: 'https://khalti.com/api/v2/',
      KHALTI_SECRET_KEY: 'a key that no test uses',
      SMTP_URL: mailbox.url,
      MAIL_FROM: 'Shop <shop@example.com>',
      OPERATOR_EMAIL: 'operator@example.com',
    },
  });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

describe('in production', () => {
  it.each(['OWNER', 'FINANCE'] as const)('requires a second factor of %s', async (role) => {
    const { email, token } = await invite(app, role);
    const browser = new OperatorBrowser(app);
    expect(await browser.acceptInvitation(token)).toBe('CODE_SETUP_REQUIRED');
    expect(await browser.role()).toBe(null);
    expect((await browser.ask('{ myOperatorSessions { id } }')).code).toBe('UNAUTHENTICATED');
    expect(await browser.confirmCode('123456')).toBe('NOT_POSSIBLE');
    await browser.setUpCode();
    expect(await browser.role()).toBe(role);
    const second = new OperatorBrowser(app);
    expect(await second.signIn(email)).toBe('CODE_REQUIRED');
    expect(await second.confirmCode(browser.code())).toBe('SIGNED_IN');
    if (role === 'OWNER') owner = browser;
  });

  it.each(['OWNER', 'FINANCE'] as const)('accepts a passkey of %s instead, and keeps the last one', async (role) => {
    const { email, token } = await invite(app, role);
    const [browser, authenticator, page] = [new OperatorBrowser(app), new Authenticator(), 'https://shop.example.com'];
    expect(await browser.acceptInvitation(token)).toBe('CODE_SETUP_REQUIRED');
    const options = await browser.passkeyOptions<PublicKeyCredentialCreationOptionsJSON>('startPasskeySetup');
    expect(options.rp).toEqual({ id: 'shop.example.com', name: 'shop.example.com' });
    expect(await browser.addPasskey(authenticator.create(options, { origin: page }))).toBeUndefined();
    expect(await browser.role()).toBe(role);
    const second = new OperatorBrowser(app);
    expect(await second.signIn(email)).toBe('CODE_REQUIRED');
    expect(await second.signByPasskey(authenticator, app.url)).toBe('INVALID_PASSKEY');
    expect(await second.signByPasskey(authenticator, page)).toBe('SIGNED_IN');
    const { data } = await second.ask<{ myPasskeys: { id: string }[] }>('{ myPasskeys { id } }');
    const remove = () => second.ask(`mutation { removePasskey(id: "${data.myPasskeys[0]?.id}") }`);
    expect((await remove()).code).toBe('NOT_POSSIBLE');
    await second.setUpPasskey(new Authenticator(), page);
    expect((await remove()).data).toEqual({ removePasskey: true });
  });

  it('does not let the password alone replace an app that was set up since', async () => {
    const { email, token } = await invite(app, 'FINANCE');
    const [browser, other] = [new OperatorBrowser(app), new OperatorBrowser(app)];
    await browser.acceptInvitation(token);
    expect(await other.signIn(email)).toBe('CODE_SETUP_REQUIRED');
    const { data } = await other.ask<{ startCodeSetup: { secret: string } }>('mutation { startCodeSetup { secret } }');
    other.secret = data.startCodeSetup.secret;
    await browser.setUpCode();
    expect(await other.confirmCode(other.code())).toBe('INVALID_CODE');
    expect(await other.role()).toBe(null);
  });

  it('lets others sign in with a password, but gives a role that needs an app to a new session only', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    expect(await browser.role()).toBe('SUPPORT');
    const { id, updatedAt } = await app.services.orm.em.fork().findOneOrFail(Operator, { email });
    const { code } = await owner.ask(
      `mutation ($id: ID!, $seen: DateTime!) { changeOperatorRole(id: $id, role: FINANCE, seenUpdatedAt: $seen) { id } }`,
      { id, seen: updatedAt.toISOString() },
    );
    expect(code).toBeUndefined();
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn(email)).toBe('CODE_SETUP_REQUIRED');
  });

  it('sends the cookie over https only', async () => {
    const { email } = await newOperator(app, 'VIEWER');
    const { headers } = await askAdmin(app, `mutation { signIn(email: "${email}", password: "${PASSWORD}") }`);
    expect(headers.getSetCookie()[0]).toMatch(/^__Secure-operator=.*; Secure/);
  });

  it('mails an invitation, and says if that was not possible', async () => {
    const email = newEmail();
    const ask = () => owner.ask(`mutation { inviteOperator(email: "${email}", role: VIEWER) { link isMailed } }`);
    const { data } = await ask();
    expect(data).toMatchObject({ inviteOperator: { isMailed: true } });
    const { link } = (data as { inviteOperator: { link: string } }).inviteOperator;
    expect(link).toMatch(/^https:\/\/shop\.example\.com\/admin\/accept#token=/);
    expect(mailbox.messages).toMatchObject([{ to: [email], text: expect.stringContaining(link) }]);
    mailbox.refuse(true);
    expect((await ask()).data).toMatchObject({ inviteOperator: { isMailed: false } });
  });
});
