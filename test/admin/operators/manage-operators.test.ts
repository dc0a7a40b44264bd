import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorInvitation } from '../../../src/admin/operators/operator-invitation.ts';
import { OperatorSession } from '../../../src/admin/operators/operator-session.ts';
import { OperatorRole } from '../../../src/admin/permissions.ts';
import { type App, startApp } from '../../support/app.ts';
import { TestOperator } from '../../support/operator.ts';
import { invite as inviteAsOwner, newEmail, newOperator, OperatorBrowser } from '../../support/operator-sign-in.ts';

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

const em = () => app.services.orm.em.fork();
const invite = `mutation ($email: EmailAddress!, $role: OperatorRole!) {
  inviteOperator(email: $email, role: $role) { email role link expiresAt isMailed }
}`;
const changeRole = `mutation ($id: ID!, $role: OperatorRole!, $seenUpdatedAt: DateTime!) {
  changeOperatorRole(id: $id, role: $role, seenUpdatedAt: $seenUpdatedAt) { role updatedAt }
}`;
const deed = (name: string) => `mutation ($id: ID!, $seenUpdatedAt: DateTime!) {
  ${name}(id: $id, seenUpdatedAt: $seenUpdatedAt) { id disabledAt updatedAt }
}`;

/** The operator as others see it now: what a deed passes. */
async function seen(email: string): Promise<{ id: string; seenUpdatedAt: string }> {
  const { id, updatedAt } = await em().findOneOrFail(Operator, { email });
  return { id, seenUpdatedAt: updatedAt.toISOString() };
}

async function emailOf({ id }: TestOperator): Promise<string> {
  return (await em().findOneOrFail(Operator, id)).email;
}

describe('cancelInvitation', () => {
  const cancel = 'mutation ($id: ID!) { cancelInvitation(id: $id) }';
  const openInvitations = async () =>
    (
      await owner.ask<{ invitations: { id: string; email: string; role: string; expiresAt: string }[] }>(
        '{ invitations { id email role expiresAt } }',
      )
    ).data.invitations;

  it('makes the link of an open invitation useless, and is audited', async () => {
    const email = newEmail();
    const { data } = await owner.ask<{ inviteOperator: { link: string; expiresAt: string } }>(invite, {
      email,
      role: 'SUPPORT',
    });
    const found = (await openInvitations()).find((invitation) => invitation.email === email);
    expect(found).toMatchObject({ role: 'SUPPORT', expiresAt: data.inviteOperator.expiresAt });
    const id = String(found?.id);
    const stale = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    expect((await stale.ask(cancel, { id })).code).toBe('STEP_UP_REQUIRED');
    expect((await owner.ask(cancel, { id })).data).toEqual({ cancelInvitation: true });
    expect((await openInvitations()).map((invitation) => invitation.email)).not.toContain(email);
    const [, token] = data.inviteOperator.link.split('#token=');
    expect(await new OperatorBrowser(app).acceptInvitation(String(token))).toBe('TOKEN_INVALID');
    const entry = { action: 'cancelInvitation', targetKind: 'INVITATION', targetId: id };
    const entries = await em().find(
      AuditEntry,
      { action: 'cancelInvitation', targetId: id },
      { orderBy: { id: 'asc' } },
    );
    expect(entries).toMatchObject([
      { ...entry, outcome: 'REFUSED', code: 'STEP_UP_REQUIRED' },
      { ...entry, outcome: 'DONE', before: { role: 'SUPPORT' } },
    ]);
    for (const unknown of [id, 'x']) {
      expect((await owner.ask(cancel, { id: unknown })).code).toBe('INVITATION_NOT_FOUND');
    }
  });

  it('is not for an invitation that was used, or is too old', async () => {
    const { email, token } = await inviteAsOwner(app, 'VIEWER');
    const [used] = (await openInvitations()).filter((invitation) => invitation.email === email);
    await new OperatorBrowser(app).acceptInvitation(token);
    const { email: old } = await inviteAsOwner(app, 'VIEWER');
    const [late] = (await openInvitations()).filter((invitation) => invitation.email === old);
    await em().nativeUpdate(OperatorInvitation, { email: old }, { expiresAt: new Date(0) });
    expect((await openInvitations()).filter(({ email: of }) => of === email || of === old)).toEqual([]);
    for (const invitation of [used, late]) {
      expect((await owner.ask(cancel, { id: invitation?.id })).code).toBe('INVITATION_NOT_FOUND');
    }
  });
});

describe('inviteOperator', () => {
  it('returns a link that makes an operator, and sends it', async () => {
    const email = newEmail();
    const { data } = await owner.ask<{ inviteOperator: { link: string } }>(invite, {
      email: email.toUpperCase(),
      role: 'FINANCE',
    });
    expect(data.inviteOperator).toMatchObject({ email, role: 'FINANCE', isMailed: true });
    const [, token] = data.inviteOperator.link.split(`${app.url}/admin/accept#token=`);
    const browser = new OperatorBrowser(app);
    expect(await browser.acceptInvitation(String(token))).toBe('SIGNED_IN');
    expect(await browser.role()).toBe('FINANCE');
    expect((await owner.ask(invite, { email, role: 'OWNER' })).code).toBe('EMAIL_TAKEN');
  });

  it.each(['a..b@example.com', 'a@localhost', `${'x'.repeat(300)}@example.com`])(
    'refuses the address %#',
    async (email) => {
      expect((await owner.ask(invite, { email, role: 'VIEWER' })).code).toBe('BAD_USER_INPUT');
    },
  );

  it('needs an owner with a code of the last ten minutes, and audits refusals', async () => {
    const late = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    const values = { email: newEmail(), role: 'OWNER' };
    expect((await late.ask(invite, values)).code).toBe('STEP_UP_REQUIRED');
    expect((await finance.ask(invite, values)).code).toBe('PERMISSION_DENIED');
    for (const [{ id: actorId }, code] of [
      [late, 'STEP_UP_REQUIRED'],
      [finance, 'PERMISSION_DENIED'],
    ] as const) {
      const entries = await em().find(AuditEntry, { actorId });
      expect(entries.map((entry) => [entry.action, entry.outcome, entry.code])).toEqual([
        ['inviteOperator', 'REFUSED', code],
      ]);
    }
  });
});

describe('changeOperatorRole', () => {
  it('takes effect on the next call', async () => {
    const { email, browser } = await newOperator(app, 'VIEWER');
    expect((await browser.ask('{ operators { id } }')).code).toBe('PERMISSION_DENIED');
    expect((await owner.ask(changeRole, { ...(await seen(email)), role: 'OWNER' })).code).toBeUndefined();
    expect((await browser.ask('{ operators { id } }')).code).toBeUndefined();
    await owner.ask(changeRole, { ...(await seen(email)), role: 'SUPPORT' });
    expect((await browser.ask('{ operators { id } }')).code).toBe('PERMISSION_DENIED');
    const [entry] = await em().find(AuditEntry, { action: 'changeOperatorRole' }, { orderBy: { id: 'desc' } });
    expect(entry).toMatchObject({ actorId: owner.id, before: { role: 'OWNER' }, after: { role: 'SUPPORT' } });
  });

  it('refuses what has changed since it was seen', async () => {
    const { email } = await newOperator(app, 'VIEWER');
    const values = { ...(await seen(email)), role: 'SUPPORT' };
    const codes = await Promise.all([1, 2, 3].map(async () => (await owner.ask(changeRole, values)).code));
    expect(codes.sort()).toEqual(['CHANGED_MEANWHILE', 'CHANGED_MEANWHILE', undefined]);
    const { errors } = await owner.ask(changeRole, values);
    expect(errors[0]?.extensions).toMatchObject({ current: { role: 'SUPPORT', id: values.id } });
  });

  it.each(['not an id', '0198c1f2-7d4e-7a10-9c55-3f0e6c1b2a77'])('refuses the unknown operator %s', async (id) => {
    const values = { id, seenUpdatedAt: new Date().toISOString() };
    expect((await owner.ask(changeRole, { ...values, role: 'OWNER' })).code).toBe('OPERATOR_NOT_FOUND');
    expect((await owner.ask(deed('disableOperator'), values)).code).toBe('OPERATOR_NOT_FOUND');
    expect((await owner.ask('mutation ($id: ID!) { endOperatorSessions(id: $id) }', { id })).code).toBe(
      'OPERATOR_NOT_FOUND',
    );
  });
});

describe('disableOperator', () => {
  it('ends the sessions at once and refuses to sign in, until the operator is enabled', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    expect((await owner.ask(deed('disableOperator'), await seen(email))).code).toBeUndefined();
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn(email)).toBe('INVALID_CREDENTIALS');
    await owner.ask(deed('enableOperator'), await seen(email));
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn(email)).toBe('SIGNED_IN');
  });

  it('is not refused because the operator has used a code since', async () => {
    const { email, browser } = await newOperator(app, 'SUPPORT');
    await browser.setUpCode();
    const values = await seen(email);
    await browser.confirmCode(browser.code());
    expect((await owner.ask(deed('disableOperator'), values)).code).toBeUndefined();
  });
});

describe('resetOperatorCode', () => {
  it('removes the app and the recovery codes, and ends the sessions', async () => {
    const { email, browser } = await newOperator(app, 'FINANCE');
    await browser.setUpCode();
    await browser.ask('mutation { createRecoveryCodes }');
    const { id } = await seen(email);
    const { data } = await owner.ask('mutation ($id: ID!) { resetOperatorCode(id: $id) { hasCode } }', { id });
    expect(data).toEqual({ resetOperatorCode: { hasCode: false } });
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn(email)).toBe('SIGNED_IN');
    expect((await em().findOneOrFail(Operator, id)).recoveryCodeHashes).toEqual([]);
  });
});

describe('endOperatorSessions', () => {
  it('ends all of them, also one that waits for a code', async () => {
    const { email, browser } = await newOperator(app, 'FINANCE');
    await browser.setUpCode();
    const half = new OperatorBrowser(app);
    expect(await half.signIn(email)).toBe('CODE_REQUIRED');
    const { id } = await seen(email);
    const { data } = await owner.ask('mutation ($id: ID!) { endOperatorSessions(id: $id) }', { id });
    expect(data).toEqual({ endOperatorSessions: 2 });
    expect(await browser.role()).toBe(null);
    expect(await half.confirmCode(browser.code())).toBe('UNAUTHENTICATED');
    expect(await em().count(OperatorSession, { operator: id, endedAt: null })).toBe(0);
  });
});

describe('the last owner', () => {
  it('is neither disabled nor demoted, also if two owners do it to each other at the same time', async () => {
    await em().nativeUpdate(Operator, { role: OperatorRole.OWNER }, { role: OperatorRole.VIEWER });
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await TestOperator.signedIn(app, 'OWNER'), await TestOperator.signedIn(app, 'OWNER')];
      const [first, second] = [await seen(await emailOf(one)), await seen(await emailOf(two))];
      const answers = await Promise.all([
        one.ask(deed('disableOperator'), second),
        two.ask(changeRole, { ...first, role: 'VIEWER' }),
      ]);
      expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
      const enabled = await em().find(Operator, { role: OperatorRole.OWNER, disabledAt: null });
      expect(enabled).toHaveLength(1);
      const last = enabled[0]?.id === one.id ? one : two;
      const values = await seen(await emailOf(last));
      expect((await last.ask(deed('disableOperator'), values)).code).toBe('NOT_POSSIBLE');
      expect((await last.ask(changeRole, { ...values, role: 'FINANCE' })).code).toBe('NOT_POSSIBLE');
      await em().nativeUpdate(Operator, { id: last.id }, { disabledAt: new Date() });
    }
  });
});
