import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../../src/admin/operators/operator-session.ts';
import { type App, startApp } from '../../support/app.ts';
import { Customer } from '../../support/customer.ts';
import { askAdmin } from '../../support/operator.ts';
import { invite, newOperator, OperatorBrowser, PASSWORD } from '../../support/operator-sign-in.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const HOUR_MS = 60 * 60_000;
const em = () => app.services.orm.em.fork();

/** The row of the only session of the operator. */
async function sessionOf(email: string): Promise<OperatorSession> {
  const operator = await em().findOneOrFail(Operator, { email });
  return em().findOneOrFail(OperatorSession, { operator: operator.id }, { orderBy: { createdAt: 'desc' } });
}

describe('acceptInvitation', () => {
  it('creates the operator of the link, with its address and role, and signs in', async () => {
    const { email, token } = await invite(app, 'FINANCE');
    const browser = new OperatorBrowser(app);
    expect(await browser.acceptInvitation(token, { name: '  Anita  ' })).toBe('SIGNED_IN');
    const { data } = await browser.ask('{ me { operator { email name role hasCode } } }');
    expect(data).toEqual({ me: { operator: { email, name: 'Anita', role: 'FINANCE', hasCode: false } } });
  });

  it('works once, also if two use it at the same time', async () => {
    const { email, token } = await invite(app, 'VIEWER');
    const steps = await Promise.all([1, 2, 3].map(() => new OperatorBrowser(app).acceptInvitation(token)));
    expect(steps.sort()).toEqual(['SIGNED_IN', 'TOKEN_INVALID', 'TOKEN_INVALID']);
    expect(await new OperatorBrowser(app).acceptInvitation(token)).toBe('TOKEN_INVALID');
    expect(await em().count(Operator, { email })).toBe(1);
  });

  it('refuses a link that is wrong, too old, or replaced by a newer one', async () => {
    const browser = new OperatorBrowser(app);
    expect(await browser.acceptInvitation('')).toBe('TOKEN_INVALID');
    expect(await browser.acceptInvitation('x'.repeat(10_000))).toBe('TOKEN_INVALID');
    const first = await invite(app, 'VIEWER');
    const second = await invite(app, 'SUPPORT', first.email);
    expect(await browser.acceptInvitation(first.token)).toBe('TOKEN_INVALID');
    await em().execute(`update operator_invitations set expires_at = now() where email = ?`, [second.email]);
    expect(await browser.acceptInvitation(second.token)).toBe('TOKEN_INVALID');
    expect(await browser.role()).toBe(null);
  });

  it.each([
    ['a password that is too short', { password: '1234567' }],
    ['a password that is too long', { password: 'x'.repeat(201) }],
    ['no name', { name: ' \u200f ' }],
    ['a name that is too long', { name: 'x'.repeat(201) }],
    ['control characters in the name', { name: 'An\u0000ita' }],
  ])('refuses %s, and the link still works', async (_what, values) => {
    const { token } = await invite(app, 'VIEWER');
    const browser = new OperatorBrowser(app);
    expect(await browser.acceptInvitation(token, values)).toBe('BAD_USER_INPUT');
    expect(await browser.acceptInvitation(token)).toBe('SIGNED_IN');
  });
});

describe('signIn', () => {
  it('accepts the address in any case, and the right password only', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    const browser = new OperatorBrowser(app);
    expect(await browser.signIn(email, 'correct donkey')).toBe('INVALID_CREDENTIALS');
    expect(await browser.signIn('unknown@example.com')).toBe('INVALID_CREDENTIALS');
    expect(browser.cookie).toBe(null);
    expect(await browser.signIn(email.toUpperCase())).toBe('SIGNED_IN');
    expect(await browser.role()).toBe('SUPPORT');
  });

  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    const { headers } = await askAdmin(app, `mutation { signIn(email: "${email}", password: "${PASSWORD}") }`);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^operator=[\w-]{43};/);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/admin']) expect(cookie).toContain(part);
    const { tokenHash } = await sessionOf(email);
    expect(cookie).not.toContain(tokenHash);
  });

  it('limits the attempts for one operator, known or not', async () => {
    const { email } = await newOperator(app, 'SUPPORT');
    for (const address of [email, 'never-seen@example.com']) {
      const browser = new OperatorBrowser(app);
      const steps: unknown[] = [];
      for (let attempt = 0; attempt < 11; attempt += 1) steps.push(await browser.signIn(address, 'wrong password'));
      expect(steps.slice(0, 10)).toEqual(Array(10).fill('INVALID_CREDENTIALS'));
      expect(steps[10]).toBe('RATE_LIMITED');
      expect(await browser.signIn(address)).toBe('RATE_LIMITED');
    }
  });

  it('is audited without a secret', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    const { id } = await em().findOneOrFail(Operator, { email });
    await browser.setUpCode();
    await new OperatorBrowser(app).signIn(email, 'wrong password');
    await browser.signIn(email);
    await browser.confirmCode('000000');
    const recoveryCode = browser.code();
    await browser.confirmCode(recoveryCode);
    const entries = await em().find(AuditEntry, { targetId: id }, { orderBy: { id: 'asc' } });
    expect(entries.map(({ action, outcome, code }) => [action, outcome, code])).toEqual([
      ['acceptInvitation', 'DONE', null],
      ['startCodeSetup', 'DONE', null],
      ['confirmCode', 'DONE', null],
      ['signIn', 'REFUSED', 'INVALID_CREDENTIALS'],
      ['signIn', 'DONE', null],
      ['confirmCode', 'REFUSED', 'INVALID_CODE'],
      ['confirmCode', 'DONE', null],
    ]);
    const text = JSON.stringify(entries);
    for (const secret of [PASSWORD, 'wrong password', String(browser.secret), recoveryCode, email]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a session', () => {
  it.each([
    ['idle for 30 minutes', { lastUsedAt: new Date(Date.now() - HOUR_MS / 2) }],
    ['open for 12 hours', { expiresAt: new Date() }],
    ['signed out', { endedAt: new Date() }],
  ])('ends when it was %s', async (_what, change) => {
    const { email, browser } = await newOperator(app, 'OWNER');
    const { id, createdAt, expiresAt } = await sessionOf(email);
    expect(expiresAt.getTime() - createdAt.getTime()).toBeLessThanOrEqual(12 * HOUR_MS);
    await em().nativeUpdate(OperatorSession, { id }, { lastUsedAt: new Date(Date.now() - 0.45 * HOUR_MS) });
    expect(await browser.role()).toBe('OWNER');
    await em().nativeUpdate(OperatorSession, { id }, change);
    expect(await browser.role()).toBe(null);
    expect((await browser.ask('{ myOperatorSessions { id } }')).code).toBe('UNAUTHENTICATED');
  });

  it('is listed, and ended by its own operator only', async () => {
    const { email, browser } = await newOperator(app, 'VIEWER');
    const other = new OperatorBrowser(app);
    await other.signIn(email);
    const query = '{ myOperatorSessions { id createdAt lastUsedAt address userAgent isCurrent } }';
    type Listed = { myOperatorSessions: { id: string; isCurrent: boolean }[] };
    const { data } = await browser.ask<Listed>(query);
    expect(data.myOperatorSessions.map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
    const end = 'mutation ($id: ID!) { endOperatorSession(id: $id) }';
    const id = data.myOperatorSessions[0]?.id;
    const { browser: stranger } = await newOperator(app, 'OWNER');
    expect((await stranger.ask(end, { id })).code).toBe('SESSION_NOT_FOUND');
    expect((await stranger.ask(end, { id: 'not an id' })).code).toBe('SESSION_NOT_FOUND');
    expect(await other.role()).toBe('VIEWER');
    expect((await browser.ask(end, { id })).data).toEqual({ endOperatorSession: true });
    expect(await other.role()).toBe(null);
    expect(await browser.role()).toBe('VIEWER');
  });

  it("opens nothing of customers, and a customer's opens nothing here", async () => {
    const customer = await Customer.signUp(app);
    const query = '{ myOperatorSessions { id } }';
    for (const headers of [
      { authorization: `Bearer ${customer.token}` },
      { cookie: `session=${customer.token}; operator=${customer.token}` },
    ]) {
      expect((await askAdmin(app, query, {}, headers as Record<string, string>)).code).toBe('UNAUTHENTICATED');
    }
    const { browser } = await newOperator(app, 'OWNER');
    const token = String(browser.cookie).replace('operator=', '');
    expect((await askAdmin(app, query, {}, { authorization: `Bearer ${token}` })).code).toBe('UNAUTHENTICATED');
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `${browser.cookie}; session=${token}` },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    expect(((await response.json()) as { data: unknown }).data).toEqual({ me: null });
    expect((await app.ask('{ myPayments { totalCount } }', {}, token)).errors).not.toEqual([]);
  });
});
