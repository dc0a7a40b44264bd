import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDatabase } from '../support/database.ts';
import { startMailbox } from '../support/mailbox.ts';
import { OperatorBrowser } from '../support/operator-sign-in.ts';
import { cleanUp, type Program, runCommand, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';

const file = join(resolve(import.meta.dirname, '../../dist/src/commands'), 'operators.js');
const printedLink = /Operators {4}(\S+)\/admin\/accept#token=(\S+)/;

afterEach(cleanUp);

async function run(env: Record<string, string>, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const command = await runCommand(newFolder(), process.execPath, [file, ...args], { env });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

function tokenIn(output: string): string {
  return /#token=(\S+)/.exec(output)?.[1] ?? '';
}

async function start(env: Record<string, string>): Promise<Program> {
  return (await runProgram(newFolder(), { env })).ready();
}

describe('the first owner', () => {
  it('is invited by each start outside production, until there is one', async () => {
    const database = await createDatabase();
    const env = { DATABASE_URL: database.url };
    const first = await start(env);
    const oldToken = tokenIn(first.output());
    await first.end('SIGTERM');

    const second = await start(env);
    const [, url, token] = printedLink.exec(second.output()) ?? [];
    expect(url).toBe(second.url);
    expect(second.output()).toContain('as owner@example.com');
    const browser = new OperatorBrowser(second);
    expect(await browser.acceptInvitation(oldToken)).toBe('TOKEN_INVALID');
    expect(await browser.acceptInvitation(String(token))).toBe('SIGNED_IN');
    const { data } = await browser.ask<{ me: { operator: { email: string; role: string } } }>(
      '{ me { operator { email role } } }',
    );
    expect(data.me.operator).toEqual({ email: 'owner@example.com', role: 'OWNER' });
    expect(await new OperatorBrowser(second).signIn(data.me.operator.email)).toBe('SIGNED_IN');
    await second.end('SIGTERM');

    const third = await start(env);
    expect(third.output()).toMatch(new RegExp(`Operators {4}${third.url}/admin\\n`));
    await third.end('SIGTERM');
    await database.drop();
  }, 180_000);

  it('has the address of OPERATOR_EMAIL', async () => {
    const database = await createDatabase();
    const program = await start({ DATABASE_URL: database.url, OPERATOR_EMAIL: 'Anita@Example.com' });
    expect(program.output()).toContain('as anita@example.com');
    await program.end('SIGTERM');
    await database.drop();
  }, 180_000);
});

describe('npm run operators', () => {
  it('invites, lists and disables operators, and removes an authenticator app, and replaces a password', async () => {
    const database = await createDatabase();
    const env = { DATABASE_URL: database.url, PUBLIC_URL: 'https://shop.example.com' };
    const program = await start({ DATABASE_URL: database.url });
    const invited = await run(env, 'invite', 'Anita@Example.com', '--role', 'OWNER');
    expect(invited).toMatchObject({ code: 0 });
    expect(invited.output).toContain('https://shop.example.com/admin/accept#token=');
    const again = await run(env, 'invite', 'anita@example.com', '--role', 'OWNER');
    const browser = new OperatorBrowser(program);
    expect(await browser.acceptInvitation(tokenIn(invited.output))).toBe('TOKEN_INVALID');
    expect(await browser.acceptInvitation(tokenIn(again.output))).toBe('SIGNED_IN');
    await browser.setUpCode();
    expect((await run(env, 'list')).output).toBe('anita@example.com\tOWNER\tAnita\tauthenticator app\tenabled\n');
    expect(await run(env, 'invite', 'anita@example.com', '--role', 'OWNER')).toMatchObject({ code: 1 });

    const last = await run(env, 'disable', 'anita@example.com');
    expect(last).toMatchObject({ code: 1 });
    expect(last.output).toContain('last owner');
    expect(await run(env, 'reset-2fa', 'ANITA@example.com')).toMatchObject({ code: 0 });
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn('anita@example.com')).toBe('SIGNED_IN');

    const forgotten = await run(env, 'reset-password', 'anita@example.com');
    expect(forgotten.output).toContain('https://shop.example.com/admin/reset#token=');
    const { data } = await browser.ask(
      `mutation { resetOperatorPassword(token: "${tokenIn(forgotten.output)}", password: "battery staple") }`,
    );
    expect(data).toEqual({ resetOperatorPassword: 'SIGNED_IN' });
    expect(await browser.signIn('anita@example.com')).toBe('INVALID_CREDENTIALS');

    expect(await browser.signIn('anita@example.com', 'battery staple')).toBe('SIGNED_IN');
    const { output } = await run(env, 'invite', 'binod@example.com', '--role', 'owner');
    await new OperatorBrowser(program).acceptInvitation(tokenIn(output));
    expect(await run(env, 'disable', 'anita@example.com')).toMatchObject({ code: 0 });
    expect(await browser.role()).toBe(null);
    expect(await browser.signIn('anita@example.com')).toBe('INVALID_CREDENTIALS');
    expect((await run(env, 'list')).output).toContain('no second factor\tdisabled');

    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query(
      `select action, outcome from audit_entries where actor_kind = 'COMMAND' and actor_id = 'operators' order by id`,
    );
    await client.end();
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'inviteOperator DONE',
      'inviteOperator DONE',
      'listOperators DONE',
      'inviteOperator REFUSED',
      'disableOperator REFUSED',
      'resetOperatorCode DONE',
      'sendOperatorPasswordReset DONE',
      'inviteOperator DONE',
      'disableOperator DONE',
      'listOperators DONE',
    ]);
    await program.end('SIGTERM');
    await database.drop();
  }, 180_000);

  it('mails the link if a mail server is configured', async () => {
    const database = await createDatabase();
    const mailbox = await startMailbox();
    const env = { DATABASE_URL: database.url, SMTP_URL: mailbox.url };
    const { code, output } = await run(env, 'invite', 'anita@example.com', '--role', 'VIEWER');
    expect({ code, to: mailbox.messages.map(({ to }) => to) }).toEqual({ code: 0, to: [['anita@example.com']] });
    expect(mailbox.messages[0]?.text).toContain(tokenIn(output));
    mailbox.refuse(true);
    const refused = await run(env, 'invite', 'anita@example.com', '--role', 'VIEWER');
    expect(refused.code).toBe(0);
    expect(refused.output).toContain('could not be mailed');
    await mailbox.close();
    await database.drop();
  }, 180_000);

  it('explains how it is used', async () => {
    const faults: [string[], string][] = [
      [[], 'Say what to do'],
      [['remove'], 'no command remove'],
      [['list', 'more'], 'argument too many'],
      [['invite'], 'address of the operator is missing'],
      [['invite', 'anita', '--role', 'OWNER'], 'must have an @'],
      [['invite', 'anita@example.com'], '--role is missing'],
      [['invite', 'anita@example.com', '--role', 'ADMIN'], '--role must be OWNER, FINANCE'],
      [['invite', 'anita@example.com', '--role'], '--role'],
      [['invite', 'anita@example.com', '--password', 'secret'], '--password'],
      [['disable', 'anita@example.com', 'binod@example.com'], 'argument too many'],
      [['reset-2fa', 'anita@example.com', '--role', 'OWNER'], 'has no --role'],
    ];
    await Promise.all(
      faults.map(async ([args, message]) => {
        const { code, output } = await run({}, ...args);
        expect({ args, code }).toEqual({ args, code: 2 });
        expect(output).toContain(message);
        expect(output).toContain('Usage:');
        expect(output).not.toMatch(/^ {4}at /m);
      }),
    );
  }, 180_000);

  it('explains an unknown operator, a configuration without an address, and pending migrations', async () => {
    const database = await createDatabase();
    const env = { DATABASE_URL: database.url };
    const unknown = await run(env, 'disable', 'unknown@example.com');
    expect(unknown).toEqual({ code: 1, output: 'There is no operator unknown@example.com.\n' });
    const production = { ...env, NODE_ENV: 'production' };
    const nowhere = await run(production, 'invite', 'anita@example.com', '--role', 'OWNER');
    expect(nowhere.code).toBe(1);
    expect(nowhere.output).toContain('PUBLIC_URL is missing');
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query('drop schema public cascade; create schema public');
    await client.end();
    expect((await run(env, 'list')).output).toContain('Run: npm run migrate');
    await database.drop();
  }, 180_000);
});
