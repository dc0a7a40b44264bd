import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buyOn, planOf } from '../support/buy-on-program.ts';
import { cleanUp, runProgram } from '../support/program.ts';
import { hasPostgresEnded, newFolder, postgresPids } from '../support/program-folder.ts';

afterEach(cleanUp);

describe('a start after kill -9', () => {
  it('ends the PostgreSQL that still runs, and keeps the data', async () => {
    const folder = newFolder();
    const first = await (await runProgram(folder)).ready();
    const { token } = await buyOn(first);
    await first.end('SIGKILL');
    const [leftover = 0] = postgresPids(folder);
    expect(leftover).toBeGreaterThan(0);
    const second = await (await runProgram(folder, { env: { PORT: new URL(first.url).port } })).ready();
    expect(existsSync(`/proc/${leftover}`)).toBe(false);
    expect(await planOf(second, token)).toBe('standard');
    expect(await second.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('of PostgreSQL too removes its lock file, and keeps the data', async () => {
    const folder = newFolder();
    const first = await (await runProgram(folder)).ready();
    const { token } = await buyOn(first);
    const all = postgresPids(folder);
    await first.end('SIGKILL');
    for (const pid of all) process.kill(pid, 'SIGKILL');
    const second = await (await runProgram(folder, { env: { PORT: new URL(first.url).port } })).ready();
    expect(await planOf(second, token)).toBe('standard');
  });

  it('during the first start works', async () => {
    const folder = newFolder();
    for (const delayMs of [600, 900]) {
      const killed = await runProgram(folder);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      await killed.end('SIGKILL');
    }
    const next = await (await runProgram(folder)).ready();
    expect((await next.ask('{ plans { code } }')).errors).toEqual([]);
    expect(await next.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });
});
