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

/** Starts to initiate a payment. Returns when Khalti has the request. */
async function initiateSlowly(program: Program, fault: object) {
  const token = await signUpOn(program);
  await setFaults(program, [{ endpoint: 'initiate', times: 1, ...fault }]);
  const initiating = tryToInitiateOn(program, token, 'basic').catch(() => null);
  const faults = async () => (await fetch(`${program.simulatorUrl}/simulator/faults`)).text();
  while (!(await faults()).includes('"timesLeft":0')) await sleep(20);
  return { initiating };
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

  it('by SIGTERM to npm, which does not forward it, ends everything', async () => {
    const folder = newFolder();
    const start = `"${process.execPath}" "${resolve('dist/src/main.js')}"`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start } }));
    const npm = await (await runCommand(folder, 'npm', ['start'])).ready();
    await npm.end('SIGTERM');
    expect(await hasPostgresEnded(folder, STOPPED_WITHIN_MS)).toBe(true);
    await expect(fetch(npm.url)).rejects.toThrow();
  });

  it('waits for a request that is being answered', async () => {
    const folder = newFolder();
    const program = await (await runProgram(folder)).ready();
    const { initiating } = await initiateSlowly(program, { kind: 'slow', delayMs: 1500 });
    const { code, ms } = await program.end('SIGTERM');
    expect((await initiating)?.data.initiatePayment.pidx).toEqual(expect.any(String));
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS / 2);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('aborts a request to Khalti, answers with an error, and ignores a second signal', async () => {
    const folder = newFolder();
    const program = await (await runProgram(folder)).ready();
    const { initiating } = await initiateSlowly(program, { kind: 'silent' });
    program.child.kill('SIGINT');
    const { code, ms } = await program.end('SIGINT');
    expect((await initiating)?.code).toBe('GATEWAY_UNAVAILABLE');
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
    const initiating = program.ask(signIn).catch(() => null);
    const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock'";
    while ((await other.query(waiting)).rowCount === 0) await sleep(20);
    const { code, ms } = await program.end('SIGTERM');
    await initiating;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('works at any moment of the first start, also with Ctrl-C, and the next start works', async () => {
    const killed = [500, 900, 1300].map(async (delayMs) => {
      const folder = newFolder();
      const program = await runProgram(folder, { detached: true });
      await sleep(delayMs);
      // Ctrl-C in a terminal sends the signal to the whole process group.
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

  it('stops the database too when the program crashes', async () => {
    const folder = newFolder();
    const crash = 'process.on("SIGUSR2", () => { throw new Error("crashed on purpose") })';
    const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(crash)}`];
    const program = await (await runProgram(folder, { nodeArgs })).ready();
    program.child.kill('SIGUSR2');
    await once(program.child, 'close');
    expect(program.output()).toContain('crashed on purpose');
    expect(await hasPostgresEnded(folder)).toBe(true);
  });
});
