import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { setFaults, signUpOn, tryToInitiateOn } from '../support/buy-on-program.ts';
import { cleanUp, type Program, runCommand, runProgram } from '../support/program.ts';
import { embeddedDatabaseUrl, hasPostgresEnded, newFolder } from '../support/program-folder.ts';

const STOPPED_WITHIN_MS = 10_000;

afterEach(cleanUp);

/** A payment that is being opened, from the moment on in which Khalti has the question. */
async function askSlowly(program: Program, fault: object) {
  const token = await signUpOn(program);
  await setFaults(program, [{ endpoint: 'initiate', times: 1, ...fault }]);
  const answering = tryToInitiateOn(program, token, 'basic').catch(() => null);
  const faults = async () => (await fetch(`${program.simulatorUrl}/simulator/faults`)).text();
  while (!(await faults()).includes('"timesLeft":0')) await sleep(20);
  return { answering };
}

describe('a stop', () => {
  it.each(['SIGINT', 'SIGHUP'] as const)('by %s ends everything while idle', async (signal) => {
    const folder = newFolder();
    const program = await (await runProgram(folder)).ready();
    const { code, ms } = await program.end(signal);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('by SIGTERM to npm, which does not pass it on, ends everything', async () => {
    const folder = newFolder();
    const start = `"${process.execPath}" "${resolve('dist/src/main.js')}"`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start } }));
    const npm = await (await runCommand(folder, 'npm', ['start'])).ready();
    await npm.end('SIGTERM');
    expect(await hasPostgresEnded(folder, STOPPED_WITHIN_MS)).toBe(true);
    await expect(fetch(npm.url)).rejects.toThrow();
  });

  it('lets an answer under way finish', async () => {
    const folder = newFolder();
    const program = await (await runProgram(folder)).ready();
    const { answering } = await askSlowly(program, { kind: 'slow', delayMs: 1500 });
    const { code, ms } = await program.end('SIGTERM');
    expect((await answering)?.data.initiatePayment.pidx).toEqual(expect.any(String));
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS / 2);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('gives up a call to a silent Khalti, with an answer that says so, and two signals are as one', async () => {
    const folder = newFolder();
    const program = await (await runProgram(folder)).ready();
    const { answering } = await askSlowly(program, { kind: 'silent' });
    program.child.kill('SIGINT');
    const { code, ms } = await program.end('SIGINT');
    expect((await answering)?.code).toBe('GATEWAY_UNAVAILABLE');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('does not wait for a statement that waits for a lock', async () => {
    const folder = newFolder();
    const program = await (await runProgram(folder)).ready();
    const other = new pg.Client({ connectionString: embeddedDatabaseUrl(folder) });
    other.on('error', () => {});
    await other.connect();
    await other.query('begin; lock table users in access exclusive mode');
    const signIn = 'mutation { signIn(email: "a@example.com", password: "correct horse") { token } }';
    const answering = program.ask(signIn).catch(() => null);
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock'";
    while ((await other.query(waiting)).rowCount === 0) await sleep(20);
    const { code, ms } = await program.end('SIGTERM');
    await answering;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('works at any moment of the first start, in a terminal too, and the next start works', async () => {
    const killed = [500, 900, 1300].map(async (delayMs) => {
      const folder = newFolder();
      const program = await runProgram(folder, { detached: true });
      await sleep(delayMs);
      // As Ctrl-C in a terminal does: the whole group at once.
      process.kill(-program.pid, 'SIGINT');
      const { ms } = await program.exited;
      expect(ms).toBeLessThan(STOPPED_WITHIN_MS + delayMs);
      expect(program.output()).not.toContain('Cannot start');
      expect(await hasPostgresEnded(folder, 0)).toBe(true);
      return folder;
    });
    const [folder = ''] = await Promise.all(killed);
    const next = await (await runProgram(folder)).ready();
    expect((await next.ask('{ plans { code } }')).errors).toEqual([]);
  });

  it('happens to the database too when the program breaks down', async () => {
    const folder = newFolder();
    const breakdown = 'process.on("SIGUSR2", () => { throw new Error("broken down") })';
    const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(breakdown)}`];
    const program = await (await runProgram(folder, { nodeArgs })).ready();
    program.child.kill('SIGUSR2');
    await once(program.child, 'close');
    expect(program.output()).toContain('broken down');
    expect(await hasPostgresEnded(folder)).toBe(true);
  });
});
