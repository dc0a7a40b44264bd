import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../../src/admin/operators/operator-session.ts';
import { type App, startApp } from '../../support/app.ts';
import { newOperator, OperatorBrowser } from '../../support/operator-sign-in.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const em = () => app.services.orm.em.fork();
const recoveryCodes = 'mutation { createRecoveryCodes }';

async function withCode(role: 'OWNER' | 'SUPPORT' = 'OWNER') {
  const { email, browser } = await newOperator(app, role);
  await browser.setUpCode();
  return { email, browser };
}

/** Another browser of the operator, after the password. */
async function halfWay(email: string, secret: string | null): Promise<OperatorBrowser> {
  const browser = new OperatorBrowser(app);
  browser.secret = secret;
  expect(await browser.signIn(email)).toBe('CODE_REQUIRED');
  return browser;
}

describe('confirmCode', () => {
  it('is the second step: before it, the session opens nothing', async () => {
    const { email, browser } = await withCode();
    const half = await halfWay(email, browser.secret);
    const firstCookie = half.cookie;
    expect(await half.role()).toBe(null);
    for (const query of ['{ myOperatorSessions { id } }', '{ operators { id } }', recoveryCodes]) {
      expect((await half.ask(query)).code).toBe('UNAUTHENTICATED');
    }
    expect((await half.ask('mutation { startCodeSetup { secret } }')).code).toBe('STEP_UP_REQUIRED');
    expect(await half.confirmCode(half.code())).toBe('SIGNED_IN');
    expect(await half.role()).toBe('OWNER');
    const old = new OperatorBrowser(app);
    old.cookie = firstCookie;
    expect(await old.role()).toBe(null);
    expect(await old.confirmCode(half.code(1))).toBe('UNAUTHENTICATED');
  });

  it('accepts a code once', async () => {
    const { email, browser } = await withCode();
    const code = browser.code();
    expect(await (await halfWay(email, null)).confirmCode(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe('SIGNED_IN');
    const half = await halfWay(email, null);
    expect(await half.confirmCode(code)).toBe('INVALID_CODE');
    expect(await half.confirmCode(browser.code(-1))).toBe('INVALID_CODE');
    expect(await browser.confirmCode(code)).toBe('INVALID_CODE');
  });

  it.each(['a code of the app', 'a recovery code'])('lets one of two through that use %s at once', async (what) => {
    const { email, browser } = await withCode();
    const { data } = await browser.ask<{ createRecoveryCodes: string[] }>(recoveryCodes);
    const code = what === 'a recovery code' ? String(data.createRecoveryCodes[0]) : browser.code();
    const halves = await Promise.all([1, 2, 3].map(() => halfWay(email, null)));
    const steps = await Promise.all(halves.map((half) => half.confirmCode(code)));
    expect(steps.sort()).toEqual(['INVALID_CODE', 'INVALID_CODE', 'SIGNED_IN']);
  });

  it.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', 'x'.repeat(100_000), '000\u0000000'])(
    'refuses a wrong code: %#',
    async (code) => {
      const { email } = await withCode();
      expect(await (await halfWay(email, null)).confirmCode(code)).toBe('INVALID_CODE');
    },
  );

  it('limits the attempts of an operator, also in several sessions', async () => {
    const { email, browser } = await withCode();
    const steps: unknown[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const half = await halfWay(email, browser.secret);
      steps.push(await half.confirmCode(browser.code() === '123456' ? '654321' : '123456'));
    }
    expect(steps.slice(0, 10)).toEqual(Array(10).fill('INVALID_CODE'));
    expect(steps[10]).toBe('RATE_LIMITED');
    expect(await browser.confirmCode(browser.code())).toBe('RATE_LIMITED');
  });

  it('needs the first step of the last ten minutes', async () => {
    const { email, browser } = await withCode();
    expect(await new OperatorBrowser(app).confirmCode('123456')).toBe('UNAUTHENTICATED');
    const half = await halfWay(email, browser.secret);
    const { id } = await em().findOneOrFail(Operator, { email });
    const row = await em().findOneOrFail(OperatorSession, { operator: id, signedInAt: null });
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBeLessThanOrEqual(10 * 60_000);
    await em().nativeUpdate(OperatorSession, { id: row.id }, { expiresAt: new Date() });
    expect(await half.confirmCode(half.code())).toBe('UNAUTHENTICATED');
  });

  it('says what is missing to an operator without an app', async () => {
    const { browser } = await newOperator(app, 'VIEWER');
    expect(await browser.confirmCode('123456')).toBe('NOT_POSSIBLE');
    expect((await browser.ask(recoveryCodes)).code).toBe('NOT_POSSIBLE');
  });
});

describe('a confirmation', () => {
  it('lasts for ten minutes, and is renewed by a code', async () => {
    const { email, browser } = await withCode();
    expect((await browser.ask(recoveryCodes)).code).toBeUndefined();
    const { id } = await em().findOneOrFail(Operator, { email });
    const confirmedAt = new Date(Date.now() - 10 * 60_000);
    await em().nativeUpdate(OperatorSession, { operator: id }, { confirmedAt });
    for (const query of [recoveryCodes, 'mutation { startCodeSetup { secret } }']) {
      expect((await browser.ask(query)).code).toBe('STEP_UP_REQUIRED');
    }
    const { data } = await browser.ask(`mutation ($code: String!) { confirmCode(code: $code) createRecoveryCodes }`, {
      code: browser.code(),
    });
    expect(data).toMatchObject({ confirmCode: 'SIGNED_IN' });
  });
});

describe('createRecoveryCodes', () => {
  it('gives ten codes, which replace the app once each, and stores hashes only', async () => {
    const { email, browser } = await withCode();
    const ask = () => browser.ask<{ createRecoveryCodes: string[] }>(recoveryCodes);
    const [old] = (await ask()).data.createRecoveryCodes;
    const codes = (await ask()).data.createRecoveryCodes;
    expect(new Set(codes).size).toBe(10);
    expect(await (await halfWay(email, null)).confirmCode(String(old))).toBe('INVALID_CODE');
    expect(await (await halfWay(email, null)).confirmCode(String(codes[0]).toLowerCase())).toBe('SIGNED_IN');
    expect(await (await halfWay(email, null)).confirmCode(String(codes[0]))).toBe('INVALID_CODE');
    const { recoveryCodeHashes } = await em().findOneOrFail(Operator, { email });
    expect(recoveryCodeHashes).toHaveLength(9);
    expect(recoveryCodeHashes.join()).not.toContain(String(codes[1]).replaceAll('-', ''));
  });
});

describe('startCodeSetup', () => {
  it('keeps the old app until the new one has given a code', async () => {
    const { browser } = await withCode();
    const oldSecret = browser.secret;
    const { data } = await browser.ask<{ startCodeSetup: { secret: string; uri: string } }>(
      'mutation { startCodeSetup { secret uri } }',
    );
    expect(data.startCodeSetup.uri).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    expect(await browser.confirmCode(browser.code())).toBe('SIGNED_IN');
    browser.secret = data.startCodeSetup.secret;
    expect(await browser.confirmCode(browser.code())).toBe('SIGNED_IN');
    browser.secret = oldSecret;
    expect(await browser.confirmCode(browser.code(1))).toBe('INVALID_CODE');
  });

  it('needs a session', async () => {
    const { code } = await new OperatorBrowser(app).ask('mutation { startCodeSetup { secret } }');
    expect(code).toBe('UNAUTHENTICATED');
  });
});
