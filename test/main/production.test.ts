import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { cleanUp, type Program, runCommand, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';

const migrateFile = resolve(import.meta.dirname, '../../dist/src/commands/migrate.js');

let simulator: Simulator;
let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, secretKey: 'a-key-for-staging' });
  database = await createDatabase();
  const empty = new pg.Client({ connectionString: database.url });
  await empty.connect();
  await empty.query('drop schema public cascade; create schema public');
  await empty.end();
  env = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://shop.example.com',
    DATABASE_URL: database.url,
    KHALTI_BASE_URL: simulator.baseUrl,
    KHALTI_SECRET_KEY: 'a-key-for-staging',
    DANGEROUSLY_ALLOW_KHALTI_HOST: new URL(simulator.url).host,
    SMTP_URL: 'smtp://shop:mail-password@localhost:9',
    MAIL_FROM: 'Shop <shop@example.com>',
    OPERATOR_EMAIL: 'operator@example.com',
    AUTH_SECRET: 'a secret of thirty-two characters or more',
  };
});
afterAll(async () => {
  await simulator.close();
  await database.drop();
});
afterEach(cleanUp);

function runMigrate(folder: string): Promise<Program> {
  return runProgram(folder, { env, file: migrateFile });
}

/** In production, everything that it writes is JSON. */
function linesOf(program: Program): Record<string, unknown>[] {
  return program
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('npm start in production', () => {
  it('refuses to start, and names all faults at once and no secret', async () => {
    const folder = newFolder();
    const program = await runProgram(folder, {
      env: {
        NODE_ENV: 'production',
        PORT: '',
        PUBLIC_URL: 'http://shop.example.com',
        DATABASE_URL: 'mysql://root:very-secret@db.example.com',
        KHALTI_BASE_URL: 'http://localhost:4001/api/v2/',
        KHALTI_SECRET_KEY: 'simulator-secret-key',
        SMTP_URL: 'https://shop:mail-password@mail.example.com',
        MAIL_FROM: 'Shop',
        AUTH_SECRET: 'a short secret',
      },
    });
    expect(await program.exited).toMatchObject({ code: 1 });
    const khalti = ['KHALTI_BASE_URL', 'KHALTI_SECRET_KEY'];
    const mail = ['SMTP_URL', 'MAIL_FROM', 'OPERATOR_EMAIL'];
    const names = ['PORT', 'PUBLIC_URL', 'DATABASE_URL', ...khalti, ...mail, 'AUTH_SECRET'];
    for (const name of names) expect(program.output()).toContain(`- ${name} `);
    expect(linesOf(program)).toEqual([expect.objectContaining({ level: 'fatal', pid: program.pid })]);
    expect(program.output()).not.toMatch(/very-secret|simulator-secret-key|mail-password|a short secret/);
    expect(readdirSync(folder)).toEqual(['plans.json']);
  });

  it.each([
    ['', /DATABASE_URL sends passwords and payments over the network without encryption/],
    ['?sslmode=prefer', /DATABASE_URL has sslmode=prefer/],
    ['?sslmode=require&pgbouncer=true', /DATABASE_URL has a parameter that this server does not support: pgbouncer/],
  ])(
    'refuses a remote database with the parameters "%s", as the server and as npm run migrate',
    async (query, fault) => {
      const unsafe = { ...env, DATABASE_URL: `postgresql://shop:very-secret@192.0.2.1/shop${query}` };
      const programs = [
        await runProgram(newFolder(), { env: unsafe }),
        await runProgram(newFolder(), { env: unsafe, file: migrateFile }),
      ];
      for (const program of programs) {
        expect(await program.exited).toMatchObject({ code: 1 });
        expect(program.output()).toMatch(fault);
        expect(program.output()).not.toContain('very-secret');
      }
    },
  );

  it('refuses to start while migrations are pending, starts after npm run migrate, and writes no files', async () => {
    const folder = newFolder();
    // Two at the same time.
    const early = await Promise.all([runProgram(folder, { env }), runProgram(folder, { env })]);
    for (const program of early) {
      expect(await program.exited).toMatchObject({ code: 1 });
      expect(program.output()).toContain('npm run migrate');
    }
    const migrations = await Promise.all([runMigrate(folder), runMigrate(folder)]);
    for (const migration of migrations) expect(await migration.exited).toMatchObject({ code: 0 });
    const said = migrations.map((migration) => migration.output()).sort();
    expect(said).toEqual([expect.stringContaining('Applied: '), 'No migration was pending.\n']);

    const program = await (await runProgram(folder, { env })).ready();
    expect(program.output()).toContain('THIS IS NOT KHALTI');
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200);
    expect((await program.ask('{ __schema { queryType { name } } }')).code).toBe('GRAPHQL_VALIDATION_FAILED');
    // An error must not suggest names of fields.
    expect(JSON.stringify((await program.ask('{ plan { id } }')).errors)).not.toContain('plans');
    const page = await fetch(`${program.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toContain('sandbox');
    expect(page.headers.get('strict-transport-security')).toBeTruthy();
    const signUp = 'mutation { signUp(email: "a@example.com", password: "correct horse", name: "A") { token } }';
    expect((await program.ask(signUp)).headers.get('set-cookie')).toMatch(/; Secure/);
    expect(readdirSync(folder)).toEqual(['plans.json']);
    expect(program.output()).not.toContain(env.KHALTI_SECRET_KEY);
    expect(program.output()).not.toContain(new URL(database.url).password);
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('logs its process and role on each line, and answers for a while after it has announced a stop', async () => {
    expect(await (await runMigrate(newFolder())).exited).toMatchObject({ code: 0 });
    const file = resolve('dist/src/main.js');
    const options = { env: { ...env, WEB_CONCURRENCY: '2', SHUTDOWN_DELAY_MS: '' } };
    const program = await (await runCommand(newFolder(), process.execPath, [file, 'server'], options)).ready();
    const signUp = 'mutation { signUp(email: "b@example.com", password: "correct horse", name: "B") { token } }';
    expect((await program.ask(signUp)).errors).toEqual([]);
    const ended = program.end('SIGTERM');
    await sleep(500);
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(503);
    expect((await program.ask('{ plans { code } }')).errors).toEqual([]);
    const { code, ms } = await ended;
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(1_900);
    const lines = linesOf(program);
    for (const line of lines) expect(line).toMatchObject({ pid: expect.any(Number), role: 'server' });
    expect(lines.find(({ msg }) => msg === 'started')?.pid).toBe(program.pid);
    const signedUp = lines.find(({ msg }) => msg === 'signUp');
    expect(signedUp).toMatchObject({ requestId: expect.any(String) });
    expect(signedUp?.pid).not.toBe(program.pid);
  });

  it.each([
    [{ TRUST_PROXY: '1' }, true],
    [{ TRUST_PROXY: '1', HOST: '127.0.0.1' }, false],
    [{ TRUST_PROXY: '0' }, false],
  ])('warns if clients can forge their address: %j', async (variables, isWarned) => {
    expect(await (await runMigrate(newFolder())).exited).toMatchObject({ code: 0 });
    const program = await (await runProgram(newFolder(), { env: { ...env, ...variables } })).ready();
    expect(program.output().includes('can forge their address')).toBe(isWarned);
  });

  it('explains that it cannot connect to the database', async () => {
    const unreachable = { ...env, DATABASE_URL: 'postgresql://user:very-secret@localhost:9/shop' };
    const program = await runProgram(newFolder(), { env: unreachable });
    expect(await program.exited).toMatchObject({ code: 1 });
    expect(linesOf(program)).toEqual([
      expect.objectContaining({
        level: 'fatal',
        pid: program.pid,
        role: 'server+worker',
        msg: expect.stringMatching(/^Cannot start: .*ECONNREFUSED/),
      }),
    ]);
    expect(program.output()).not.toContain('very-secret');
    expect(program.output()).not.toMatch(/^ {4}at /m);
  });
});

describe('migrate', () => {
  it('explains what is wrong', async () => {
    const folder = newFolder();
    const program = await runProgram(folder, { env: { NODE_ENV: 'production' }, file: migrateFile });
    expect(await program.exited).toMatchObject({ code: 1 });
    expect(program.output()).toContain('DATABASE_URL is missing');
    expect(readdirSync(join(folder))).toEqual(['plans.json']);
  });
});
