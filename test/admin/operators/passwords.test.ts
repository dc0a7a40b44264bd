import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorPasswordReset } from '../../../src/admin/operators/operator-password-reset.ts';
import { type App, startApp } from '../../support/app.ts';
import { TestOperator } from '../../support/operator.ts';
import { newOperator, OperatorBrowser, PASSWORD } from '../../support/operator-sign-in.ts';

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

interface Sent {
  sendOperatorPasswordReset: { id: string; email: string; expiresAt: string; link: string; isMailed: boolean };
}

const NEW_PASSWORD = 'battery staple';
const em = () => app.services.orm.em.fork();
const sendMutation = `mutation ($id: ID!) { sendOperatorPasswordReset(id: $id) { id email expiresAt link isMailed } }`;

async function idOf(email: string): Promise<string> {
  return (await em().findOneOrFail(Operator, { email })).id;
}

async function sendLink(email: string): Promise<string> {
  const { data } = await owner.ask<Sent>(sendMutation, { id: await idOf(email) });
  return data.sendOperatorPasswordReset.link.split('#token=')[1] ?? '';
}

async function reset(browser: OperatorBrowser, token: string, password = NEW_PASSWORD): Promise<unknown> {
  const { data, code } = await browser.ask<{ step: string } | null>(
    'mutation ($token: String!, $password: String!) { step: resetOperatorPassword(token: $token, password: $password) }',
    { token, password },
  );
  return data?.step ?? code;
}

async function change(browser: OperatorBrowser, current: string, password = NEW_PASSWORD): Promise<unknown> {
  const { data, code } = await browser.ask<{ isDone: boolean } | null>(
    'mutation ($current: String!, $password: String!) { isDone: changeOperatorPassword(current: $current, password: $password) }',
    { current, password },
  );
  return data?.isDone ?? code;
}

describe('sendOperatorPasswordReset', () => {
  it('returns a link for 24 hours, mails it, and stores no token', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    const { data } = await owner.ask<Sent>(sendMutation, { id: await idOf(email) });
    const { id, expiresAt, link, ...sent } = data.sendOperatorPasswordReset;
    expect(sent).toEqual({ email, isMailed: true });
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(24 * 60 * 60_000);
    expect(link).toMatch(new RegExp(`^${app.url}/admin/reset#token=`));
    const row = await em().findOneOrFail(OperatorPasswordReset, { id });
    expect(JSON.stringify(row)).not.toContain(link.split('#token=')[1]);
  });

  it('needs an owner with a code of the last ten minutes, and an operator who can sign in', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    const id = await idOf(email);
    const late = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    expect((await late.ask(sendMutation, { id })).code).toBe('STEP_UP_REQUIRED');
    expect((await finance.ask(sendMutation, { id })).code).toBe('PERMISSION_DENIED');
    expect((await owner.ask(sendMutation, { id: 'not an id' })).code).toBe('OPERATOR_NOT_FOUND');
    await em().nativeUpdate(Operator, { id }, { disabledAt: new Date() });
    expect((await owner.ask(sendMutation, { id })).code).toBe('NOT_POSSIBLE');
  });

  it('leaves the password and the sessions as they are', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    await sendLink(email);
    expect(await browser.role()).toBe('SUPPORT');
    expect(await new OperatorBrowser(app).signIn(email)).toBe('SIGNED_IN');
  });
});

describe('resetOperatorPassword', () => {
  it('sets the password and ends all sessions, also for one who tried too often', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    for (let attempt = 0; attempt < 11; attempt += 1) await new OperatorBrowser(app).signIn(email, 'wrong password');
    expect(await new OperatorBrowser(app).signIn(email)).toBe('RATE_LIMITED');
    const other = new OperatorBrowser(app);
    expect(await reset(other, await sendLink(email))).toBe('SIGNED_IN');
    expect([await browser.role(), await other.role()]).toEqual([null, 'SUPPORT']);
    expect(await new OperatorBrowser(app).signIn(email)).toBe('INVALID_CREDENTIALS');
    expect(await new OperatorBrowser(app).signIn(email, NEW_PASSWORD)).toBe('SIGNED_IN');
  });

  it('still needs the second factor', async () => {
    const { email, browser } = await newOperator(app, 'FINANCE');
    await browser.setUpCode();
    const other = new OperatorBrowser(app);
    expect(await reset(other, await sendLink(email))).toBe('CODE_REQUIRED');
    expect(await other.role()).toBe(null);
    expect(await other.confirmCode(browser.code())).toBe('SIGNED_IN');
    expect(await other.role()).toBe('FINANCE');
  });

  it('accepts the newest link, once, for 24 hours, of an operator who is enabled', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    const browser = new OperatorBrowser(app);
    const [first, second] = [await sendLink(email), await sendLink(email)];
    expect(await reset(browser, first)).toBe('TOKEN_INVALID');
    expect(await reset(browser, second, 'short')).toBe('BAD_USER_INPUT');
    const steps = await Promise.all([1, 2, 3].map(() => reset(new OperatorBrowser(app), second)));
    expect(steps.toSorted()).toEqual(['SIGNED_IN', 'TOKEN_INVALID', 'TOKEN_INVALID']);
    const late = await sendLink(email);
    await em().nativeUpdate(OperatorPasswordReset, { usedAt: null }, { expiresAt: new Date() });
    expect(await reset(browser, late)).toBe('TOKEN_INVALID');
    const barred = await sendLink(email);
    await em().nativeUpdate(Operator, { email }, { disabledAt: new Date() });
    expect(await reset(browser, barred)).toBe('TOKEN_INVALID');
    expect(await reset(browser, '')).toBe('TOKEN_INVALID');
  });

  it('is audited', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    const id = await idOf(email);
    await reset(new OperatorBrowser(app), await sendLink(email));
    const entries = await em().find(AuditEntry, { targetId: id }, { orderBy: { id: 'asc' } });
    expect(entries.slice(-2)).toMatchObject([
      { action: 'sendOperatorPasswordReset', actorId: owner.id, outcome: 'DONE' },
      { action: 'resetOperatorPassword', actorId: id, outcome: 'DONE', after: { sessions: 1, step: 'SIGNED_IN' } },
    ]);
  });
});

describe('changeOperatorPassword', () => {
  it('wants the current password, and ends the other sessions and links', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    const other = new OperatorBrowser(app);
    await other.signIn(email);
    const token = await sendLink(email);
    expect(await change(browser, 'wrong password')).toBe('INVALID_CREDENTIALS');
    expect(await change(browser, PASSWORD, 'short')).toBe('BAD_USER_INPUT');
    expect(await other.role()).toBe('SUPPORT');
    expect(await change(browser, PASSWORD)).toBe(true);
    expect([await browser.role(), await other.role()]).toEqual(['SUPPORT', null]);
    expect(await new OperatorBrowser(app).signIn(email)).toBe('INVALID_CREDENTIALS');
    expect(await new OperatorBrowser(app).signIn(email, NEW_PASSWORD)).toBe('SIGNED_IN');
    expect(await reset(new OperatorBrowser(app), token)).toBe('TOKEN_INVALID');
    const [entry] = await em().find(AuditEntry, { action: 'changeOperatorPassword' }, { orderBy: { id: 'desc' } });
    expect(entry).toMatchObject({ actorId: await idOf(email), outcome: 'DONE', after: { sessions: 1 } });
  });

  it('limits the attempts', async () => {
    const { browser } = await newOperator(app, 'SUPPORT');
    const answers: unknown[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) answers.push(await change(browser, 'wrong password'));
    expect(answers).toEqual([...Array(10).fill('INVALID_CREDENTIALS'), 'RATE_LIMITED']);
  });

  it('lets one of two changes through', async () => {
    const { browser } = await newOperator(app, 'SUPPORT');
    const answers = await Promise.all([
      change(browser, PASSWORD, 'password one'),
      change(browser, PASSWORD, 'password two'),
    ]);
    expect(answers.filter((answer) => answer === true)).toHaveLength(1);
  });
});
