import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buyOn, planOf } from '../support/buy-on-program.ts';
import { createDatabase } from '../support/database.ts';
import { cleanUp, runProgram } from '../support/program.ts';
import { hasPostgresEnded, newFolder, postgresPids } from '../support/program-folder.ts';

afterEach(cleanUp);

async function takenPort(host: string): Promise<{ port: string; free(): void }> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return { port: String((server.address() as AddressInfo).port), free: () => void server.close() };
}

describe('npm start', () => {
  it('starts everything without configuration, shows all URLs, sells a plan, and keeps its data for the second start', async () => {
    const folder = newFolder();
    const first = await (await runProgram(folder)).ready();
    for (const part of [
      first.url,
      `${first.url}/graphql`,
      first.simulatorUrl,
      folder,
      '9800000000',
      '1111',
      '987654',
    ]) {
      expect(first.output()).toContain(part);
    }
    const { data } = await first.ask('{ plans { code pricePaisa durationDays } }');
    expect(data).toEqual({
      plans: [
        { code: 'basic', pricePaisa: 50_000, durationDays: 30 },
        { code: 'standard', pricePaisa: 135_000, durationDays: 90 },
        { code: 'premium', pricePaisa: 500_000, durationDays: 365 },
      ],
    });
    const { token, pidx } = await buyOn(first);
    expect(await planOf(first, token)).toBe('standard');
    expect(await first.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await hasPostgresEnded(folder)).toBe(true);

    const second = await (await runProgram(folder, { env: { PORT: new URL(first.url).port } })).ready();
    expect(await planOf(second, token)).toBe('standard');
    const payments = await (await fetch(`${second.simulatorUrl}/simulator/payments`)).text();
    expect(payments).toContain(pidx);
    expect(await second.end('SIGINT')).toMatchObject({ code: 0 });
  });

  it('keeps its secrets in files that only this user may read', async () => {
    const folder = newFolder();
    await (await runProgram(folder)).ready();
    expect(statSync(join(folder, '.data/auth-secret')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, '.data/postgres')).mode & 0o077).toBe(0);
  });

  it.each([
    ['PORT', '127.0.0.1'],
    ['PORT', '0.0.0.0'],
    ['SIMULATOR_PORT', '127.0.0.1'],
  ])('names a taken port: %s, taken on %s', async (variable, host) => {
    const { port, free } = await takenPort(host);
    const folder = newFolder();
    const program = await runProgram(folder, { env: { [variable]: port } });
    expect(await program.exited).toMatchObject({ code: 1 });
    free();
    expect(program.output()).toContain(`Port ${port} is taken`);
    expect(program.output()).toContain(`set ${variable} to another`);
    expect(await hasPostgresEnded(folder)).toBe(true);
  });

  it('does not stop the database of a running server, and says so, even if that server is idle', async () => {
    const folder = newFolder();
    const first = await (await runProgram(folder)).ready();
    const before = postgresPids(folder)[0];
    const second = await runProgram(folder);
    expect(await second.exited).toMatchObject({ code: 1 });
    expect(second.output()).toContain('serves another running server');
    expect(postgresPids(folder)[0]).toBe(before);
    expect((await first.ask('{ plans { code } }')).errors).toEqual([]);
  });

  it('works when it is started twice at the same time in a new folder', async () => {
    const folder = newFolder();
    const programs = await Promise.all([runProgram(folder), runProgram(folder)]);
    const outcomes = await Promise.allSettled(programs.map((program) => program.ready()));
    const running = outcomes.filter((outcome) => outcome.status === 'fulfilled').map(({ value }) => value);
    expect(running.length).toBeGreaterThanOrEqual(1);
    for (const program of running) expect((await program.ask('{ plans { code } }')).errors).toEqual([]);
    expect(readdirSync(join(folder, '.data/postgres')).filter((name) => name.startsWith('unfinished'))).toEqual([]);
  });

  it('reads .env, and starts no database and no simulator if both are configured', async () => {
    const folder = newFolder();
    const database = await createDatabase();
    const lines = {
      DATABASE_URL: database.url,
      KHALTI_BASE_URL: 'http://127.0.0.1:9/api/v2',
      KHALTI_SECRET_KEY: 'live-key-of-a-test',
      AUTH_SECRET: 'x'.repeat(40),
    };
    writeFileSync(
      join(folder, '.env'),
      Object.entries(lines)
        .map((line) => `${line.join('=')}\n`)
        .join(''),
    );
    const program = await (await runProgram(folder)).ready();
    expect(readdirSync(folder).sort()).toEqual(['.env', 'plans.json']);
    expect(program.output()).not.toMatch(/live-key-of-a-test|xxxx/);
    await expect(fetch(program.simulatorUrl)).rejects.toThrow();
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
    await database.drop();
  });
});
