import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type PublicKeyCredentialCreationOptionsJSON as CreationOptions,
  type PublicKeyCredentialRequestOptionsJSON as RequestOptions,
} from '@simplewebauthn/server';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../../src/admin/operators/operator-session.ts';
import { OperatorPasskey } from '../../../src/admin/passkeys/operator-passkey.ts';
import { type App, startApp } from '../../support/app.ts';
import { Authenticator } from '../../support/authenticator.ts';
import { TestOperator } from '../../support/operator.ts';
import { newOperator, OperatorBrowser } from '../../support/operator-sign-in.ts';

let app: App;
let origin: string;
beforeAll(async () => {
  app = await startApp();
  origin = app.url;
});
afterAll(() => app.close());

const em = () => app.services.orm.em.fork();
const recoveryCodes = 'mutation { createRecoveryCodes }';
const remove = 'mutation ($id: ID!) { removePasskey(id: $id) }';

async function withPasskey(role: 'OWNER' | 'SUPPORT' = 'OWNER') {
  const { email, browser } = await newOperator(app, role);
  const authenticator = new Authenticator();
  await browser.setUpPasskey(authenticator);
  return { email, browser, authenticator };
}

/** Another browser of the operator, after the password. */
async function halfWay(email: string): Promise<OperatorBrowser> {
  const browser = new OperatorBrowser(app);
  expect(await browser.signIn(email)).toBe('CODE_REQUIRED');
  return browser;
}

const startSetup = (browser: OperatorBrowser) => browser.passkeyOptions<CreationOptions>('startPasskeySetup');
const start = (browser: OperatorBrowser) => browser.passkeyOptions<RequestOptions>('startPasskey');

async function age(email: string, change: Partial<OperatorSession>): Promise<void> {
  const { id } = await em().findOneOrFail(Operator, { email });
  await em().nativeUpdate(OperatorSession, { operator: id }, change);
}

describe('addPasskey', () => {
  it('adds a second factor, which is asked for from then on', async () => {
    const { email, browser, authenticator } = await withPasskey();
    const { data } = await browser.ask('{ me { operator { hasCode hasPasskey } } myPasskeys { name lastUsedAt } }');
    expect(data).toEqual({
      me: { operator: { hasCode: false, hasPasskey: true } },
      myPasskeys: [{ name: 'Office laptop', lastUsedAt: null }],
    });
    const half = await halfWay(email);
    const firstCookie = half.cookie;
    expect(await half.role()).toBe(null);
    expect((await half.ask('{ myPasskeys { id } }')).code).toBe('UNAUTHENTICATED');
    expect(await half.signByPasskey(authenticator)).toBe('SIGNED_IN');
    expect(await half.role()).toBe('OWNER');
    const old = new OperatorBrowser(app);
    old.cookie = firstCookie;
    expect(await old.role()).toBe(null);
    const used = await half.ask<{ myPasskeys: { lastUsedAt: string | null }[] }>('{ myPasskeys { lastUsedAt } }');
    expect(used.data.myPasskeys[0]?.lastUsedAt).not.toBe(null);
  });

  it('asks for a verified user and no certificate, and says nothing about the operator in the user id', async () => {
    const { email, browser } = await newOperator(app, 'VIEWER');
    const options = await startSetup(browser);
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: email },
      attestation: 'none',
      authenticatorSelection: { userVerification: 'required' },
    });
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(16);
  });

  it.each([
    ['of another page', { origin: 'https://evil.example.com' }],
    ['without verification of the user', { isVerified: false }],
    ['with a certificate', { statement: new Map<string, unknown>([['x5c', [new Uint8Array([1])]]]) }],
  ])('refuses a response %s', async (_what, ceremony) => {
    const { browser } = await newOperator(app, 'VIEWER');
    const response = new Authenticator().create(await startSetup(browser), { origin, ...ceremony });
    expect(await browser.addPasskey(response)).toBe('INVALID_PASSKEY');
    expect((await browser.ask('{ myPasskeys { id } }')).data).toEqual({ myPasskeys: [] });
  });

  it('does not look at a certificate', () => {
    const reasons = app.logged.filter(({ msg }) => msg === 'a passkey was refused').map(({ err }) => err);
    expect(reasons).toContainEqual(expect.objectContaining({ message: 'The attestation format is packed' }));
  });

  it('accepts a challenge once, for five minutes, and only in its session', async () => {
    const { email, browser } = await newOperator(app, 'VIEWER');
    const other = new OperatorBrowser(app);
    await other.signIn(email);
    const options = await startSetup(browser);
    const response = new Authenticator().create(options, { origin });
    await startSetup(other);
    expect(await other.addPasskey(response)).toBe('INVALID_PASSKEY');
    expect(await browser.addPasskey(response)).toBeUndefined();
    expect(await browser.addPasskey(new Authenticator().create(options, { origin }))).toBe('INVALID_PASSKEY');
    const late = new Authenticator().create(await startSetup(browser), { origin });
    await age(email, { passkeyChallengeEndsAt: new Date() });
    expect(await browser.addPasskey(late)).toBe('INVALID_PASSKEY');
  });

  it('needs a confirmation if there is a second factor', async () => {
    const { email, browser } = await withPasskey();
    const half = await halfWay(email);
    for (const mutation of ['startPasskeySetup', 'startCodeSetup { secret }']) {
      expect((await half.ask(`mutation { ${mutation} }`)).code).toBe('STEP_UP_REQUIRED');
    }
    const response = new Authenticator().create(await startSetup(browser), { origin });
    await age(email, { confirmedAt: new Date(Date.now() - 10 * 60_000) });
    expect((await browser.ask('mutation { startPasskeySetup }')).code).toBe('STEP_UP_REQUIRED');
    expect(await browser.addPasskey(response)).toBe('STEP_UP_REQUIRED');
  });

  it('lets one of two sessions with a password through that add the first second factor at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { email, browser } = await newOperator(app, 'VIEWER');
      const other = new OperatorBrowser(app);
      await other.signIn(email);
      const [one, two] = [await startSetup(browser), await startSetup(other)];
      const codes = await Promise.all([
        browser.addPasskey(new Authenticator().create(one, { origin })),
        other.addPasskey(new Authenticator().create(two, { origin })),
      ]);
      expect(codes.toSorted()).toEqual(['STEP_UP_REQUIRED', undefined]);
    }
  });

  it('adds a passkey once, and ten at most', async () => {
    const { browser, authenticator } = await withPasskey();
    const again = await startSetup(browser);
    expect(again.excludeCredentials).toMatchObject([{ id: authenticator.id }]);
    expect(await browser.addPasskey(authenticator.create(again, { origin }))).toBe('NOT_POSSIBLE');
    for (let count = 1; count < 10; count += 1) await browser.setUpPasskey(new Authenticator());
    expect((await browser.ask('mutation { startPasskeySetup }')).code).toBe('NOT_POSSIBLE');
  });

  it.each([
    ['an empty object', () => ({})],
    ['an id that is too long', (good: object) => ({ ...good, id: 'x'.repeat(1365), rawId: 'x'.repeat(1365) })],
    ['an id with other characters', (good: object) => ({ ...good, id: 'a b', rawId: 'a b' })],
    ['another kind', (good: object) => ({ ...good, type: 'password' })],
    ['no response', (good: object) => ({ ...good, response: null })],
  ])('refuses %s, and leaves the challenge as it is', async (_what, spoil) => {
    const { browser } = await newOperator(app, 'VIEWER');
    const good = new Authenticator().create(await startSetup(browser), { origin });
    expect(await browser.addPasskey(spoil(good))).toBe('BAD_USER_INPUT');
    expect(await browser.addPasskey(good, ' ')).toBe('BAD_USER_INPUT');
    expect(await browser.addPasskey(good, 'x'.repeat(101))).toBe('BAD_USER_INPUT');
    expect(await browser.addPasskey(good, 'x'.repeat(100))).toBeUndefined();
  });

  it('needs a session', async () => {
    const nobody = new OperatorBrowser(app);
    expect((await nobody.ask('mutation { startPasskeySetup }')).code).toBe('UNAUTHENTICATED');
    expect((await nobody.ask('mutation { startPasskey }')).code).toBe('UNAUTHENTICATED');
  });
});

describe('confirmPasskey', () => {
  it('refuses the passkey of somebody else, also under the id of a right one', async () => {
    const { email, authenticator } = await withPasskey();
    const other = await withPasskey();
    const half = await halfWay(email);
    const foreign = async () => other.authenticator.get(await start(half), { origin });
    expect(await half.confirmPasskey(await foreign())).toBe('INVALID_PASSKEY');
    const { id } = authenticator;
    expect(await half.confirmPasskey({ ...(await foreign()), id, rawId: id })).toBe('INVALID_PASSKEY');
    expect(await half.role()).toBe(null);
  });

  it.each([
    ['of another page', { origin: 'https://evil.example.com' }],
    ['of an unverified user', { isVerified: false }],
  ])('refuses a response %s to the right challenge', async (_what, ceremony) => {
    const { email, authenticator } = await withPasskey();
    const half = await halfWay(email);
    const response = authenticator.get(await start(half), { origin, ...ceremony });
    expect(await half.confirmPasskey(response)).toBe('INVALID_PASSKEY');
    expect(await half.signByPasskey(authenticator)).toBe('SIGNED_IN');
  });

  it('refuses a replay, also of a response that was refused', async () => {
    const { email, authenticator } = await withPasskey();
    const half = await halfWay(email);
    const response = authenticator.get(await start(half), { origin });
    const spoiled = { ...response, response: { ...response.response, signature: 'AAAA' } };
    expect(await half.confirmPasskey(spoiled)).toBe('INVALID_PASSKEY');
    expect(await half.confirmPasskey(response)).toBe('INVALID_PASSKEY');
    const good = authenticator.get(await start(half), { origin });
    expect(await half.confirmPasskey(good)).toBe('SIGNED_IN');
    expect(await half.confirmPasskey(good)).toBe('INVALID_PASSKEY');
    expect(await (await halfWay(email)).confirmPasskey(good)).toBe('INVALID_PASSKEY');
  });

  it('lets one of several requests through that send a response at once', async () => {
    const { email, authenticator } = await withPasskey();
    const half = await halfWay(email);
    const response = authenticator.get(await start(half), { origin });
    const twins = [1, 2, 3].map(() => Object.assign(new OperatorBrowser(app), { cookie: half.cookie }));
    const steps = await Promise.all(twins.map((twin) => twin.confirmPasskey(response)));
    expect(steps.filter((step) => step === 'SIGNED_IN')).toHaveLength(1);
  });

  it('refuses the challenge of another session', async () => {
    const { email, authenticator } = await withPasskey();
    const [one, two] = [await halfWay(email), await halfWay(email)];
    const response = authenticator.get(await start(one), { origin });
    await start(two);
    expect(await two.confirmPasskey(response)).toBe('INVALID_PASSKEY');
    expect(await one.confirmPasskey(response)).toBe('SIGNED_IN');
  });

  it('refuses a counter that goes back, or stands still', async () => {
    const { email, authenticator } = await withPasskey();
    authenticator.counter = 6;
    expect(await (await halfWay(email)).signByPasskey(authenticator)).toBe('SIGNED_IN');
    for (const before of [0, 5, 6]) {
      authenticator.counter = before;
      expect(await (await halfWay(email)).signByPasskey(authenticator)).toBe('INVALID_PASSKEY');
    }
    expect(await (await halfWay(email)).signByPasskey(authenticator)).toBe('SIGNED_IN');
  });

  it('confirms deeds of the next ten minutes', async () => {
    const { email, browser, authenticator } = await withPasskey();
    expect((await browser.ask(recoveryCodes)).code).toBeUndefined();
    await age(email, { confirmedAt: new Date(Date.now() - 10 * 60_000) });
    expect((await browser.ask(recoveryCodes)).code).toBe('STEP_UP_REQUIRED');
    const cookie = browser.cookie;
    expect(await browser.signByPasskey(authenticator)).toBe('SIGNED_IN');
    expect(browser.cookie).toBe(cookie);
    expect((await browser.ask(recoveryCodes)).code).toBeUndefined();
  });

  it('limits the attempts of an operator together with codes', async () => {
    const { email, browser, authenticator } = await withPasskey();
    await browser.setUpCode();
    const half = await halfWay(email);
    const steps: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      steps.push(await half.signByPasskey(authenticator, 'https://evil.example.com'));
      steps.push(await half.confirmCode('no code'));
    }
    expect(steps).toEqual(Array.from({ length: 5 }, () => ['INVALID_PASSKEY', 'INVALID_CODE']).flat());
    expect(await half.signByPasskey(authenticator)).toBe('RATE_LIMITED');
  });

  it('says what is missing to an operator without a passkey', async () => {
    const { browser } = await newOperator(app, 'VIEWER');
    expect((await browser.ask('mutation { startPasskey }')).code).toBe('NOT_POSSIBLE');
  });

  it('is audited by the id of the passkey', async () => {
    const { email, browser, authenticator } = await withPasskey();
    await browser.signByPasskey(authenticator);
    const { id: actorId } = await em().findOneOrFail(Operator, { email });
    const { id: passkeyId } = await em().findOneOrFail(OperatorPasskey, { credentialId: authenticator.id });
    await browser.ask(remove, { id: passkeyId });
    const entries = await em().find(AuditEntry, { actorId }, { orderBy: { id: 'asc' } });
    const facts = entries.map(({ action, outcome, before, after }) => ({ action, outcome, ...(before ?? after) }));
    expect(facts).toEqual([
      { action: 'startPasskeySetup', outcome: 'DONE' },
      { action: 'addPasskey', outcome: 'DONE', passkeyId },
      { action: 'confirmPasskey', outcome: 'DONE', passkeyId },
      { action: 'removePasskey', outcome: 'DONE', passkeyId },
    ]);
  });
});

describe('a recovery code', () => {
  it('replaces a lost passkey, and goes with the last one', async () => {
    const { email, browser } = await withPasskey();
    const { data } = await browser.ask<{ createRecoveryCodes: string[] }>(recoveryCodes);
    const [first, second] = data.createRecoveryCodes;
    const half = await halfWay(email);
    expect(await half.confirmCode('123456')).toBe('INVALID_CODE');
    expect(await half.confirmCode(String(first))).toBe('SIGNED_IN');
    const { data: own } = await half.ask<{ myPasskeys: { id: string }[] }>('{ myPasskeys { id } }');
    expect((await half.ask(remove, { id: own.myPasskeys[0]?.id })).data).toEqual({ removePasskey: true });
    await half.setUpCode();
    expect(await (await halfWay(email)).confirmCode(String(second))).toBe('INVALID_CODE');
  });
});

describe('removePasskey', () => {
  it('needs a confirmation, and removes only own ones', async () => {
    const { email, browser, authenticator } = await withPasskey();
    const { id } = await em().findOneOrFail(OperatorPasskey, { credentialId: authenticator.id });
    const other = await withPasskey();
    expect((await other.browser.ask(remove, { id })).code).toBe('PASSKEY_NOT_FOUND');
    expect((await browser.ask(remove, { id: 'not an id' })).code).toBe('PASSKEY_NOT_FOUND');
    await age(email, { confirmedAt: new Date(Date.now() - 10 * 60_000) });
    expect((await browser.ask(remove, { id })).code).toBe('STEP_UP_REQUIRED');
    await browser.signByPasskey(authenticator);
    expect((await browser.ask(remove, { id })).data).toEqual({ removePasskey: true });
    expect(await new OperatorBrowser(app).signIn(email)).toBe('SIGNED_IN');
  });
});

describe('resetOperatorCode', () => {
  it('removes the passkeys too, and ends the sessions', async () => {
    const { email, browser } = await withPasskey();
    const owner = await TestOperator.signedIn(app, 'OWNER');
    const { id } = await em().findOneOrFail(Operator, { email });
    const { data } = await owner.ask('mutation ($id: ID!) { resetOperatorCode(id: $id) { hasCode hasPasskey } }', {
      id,
    });
    expect(data).toEqual({ resetOperatorCode: { hasCode: false, hasPasskey: false } });
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn(email)).toBe('SIGNED_IN');
    expect((await browser.ask('{ myPasskeys { id } }')).data).toEqual({ myPasskeys: [] });
  });
});

describe('outside production', () => {
  it('takes passkeys of a page at localhost too, whatever PUBLIC_URL is', async () => {
    const beside = await startApp({ beside: app, env: { PUBLIC_URL: 'http://shop.example.com' } });
    try {
      const { browser } = await newOperator(beside, 'VIEWER');
      const options = await startSetup(browser);
      expect(options.rp.id).toBe('localhost');
      const page = beside.url;
      expect(await browser.addPasskey(new Authenticator().create(options, { origin: page }))).toBeUndefined();
    } finally {
      await beside.close();
    }
  });
});
