import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { setFaults, signUpOn, tryToInitiateOn } from '../support/buy-on-program.ts';
import { cleanUp, type Program, runCommand, runProgram } from '../support/program.ts';
import { embeddedDatabaseUrl, hasPostgresEnded, newFolder } from '../support/program-folder.ts';

const STOPPED_WITHIN_MS = 10_000;
const NEW_NAMESPACE = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const inNewNamespace = spawnSync('unshare', [...NEW_NAMESPACE, 'true']).status === 0 ? it : it.skip;

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

/** Sends the first half of a request. It is on its way, and arrives after the stop has begun. */
async function lateRequest({ url }: Program, path: string) {
  const socket = connect(Number(new URL(url).port), 'localhost');
  await once(socket, 'connect');
  const body = '{"query":"{ plans { code } }"}';
  const headers = [
    'host: localhost',
    'origin: http://localhost:5173',
    'content-type: application/json',
    `content-length: ${body.length}`,
  ];
  socket.write(`POST ${path} HTTP/1.1\r\n`);
  return {
    async finish() {
      socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`);
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      return answer;
    },
  };
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

  it.each(['1', '2'])(
    'with SHUTDOWN_DELAY_MS and %s processes first says that it is not ready, and still answers',
    async (processes) => {
      const env = { SHUTDOWN_DELAY_MS: '1500', WEB_CONCURRENCY: processes };
      const program = await (await runProgram(newFolder(), { env })).ready();
      const ready = async () => (await fetch(`${program.url}/health/ready`)).status;
      expect(await ready()).toBe(200);
      const ended = program.end('SIGTERM');
      await sleep(300);
      for (let n = 0; n < 4; n += 1) {
        expect(await ready()).toBe(503);
        expect((await fetch(`${program.url}/health/live`)).status).toBe(200);
        const answer = await program.ask('{ plans { code } }');
        expect(answer.errors).toEqual([]);
        expect(answer.headers.get('connection')).toBe('close');
      }
      const { code, ms } = await ended;
      expect(code).toBe(0);
      expect(ms).toBeGreaterThan(1_400);
      expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
    },
  );

  it.each(['/graphql', '/graphql/stream', '/admin/graphql'])(
    'answers a request that arrives late with an error that says retryable: %s',
    async (path) => {
      const program = await (await runProgram(newFolder())).ready();
      const { initiating } = await initiateSlowly(program, { kind: 'slow', delayMs: 1500 });
      const late = await lateRequest(program, path);
      const ended = program.end('SIGTERM');
      await sleep(300);
      const answer = await late.finish();
      expect(answer).toMatch(/^HTTP\/1.1 503 /);
      expect(answer).toMatch(/^connection: close\r$/im);
      const allowedOrigin = /^access-control-allow-origin: (\S*)\r$/im.exec(answer)?.[1];
      // Pages of other origins never read the operators' API.
      expect(allowedOrigin).toBe(path === '/admin/graphql' ? undefined : 'http://localhost:5173');
      const { errors } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
      expect(errors).toEqual([
        { message: expect.any(String), extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } },
      ]);
      expect((await initiating)?.data.initiatePayment.pidx).toEqual(expect.any(String));
      expect(await ended).toMatchObject({ code: 0 });
    },
  );

  inNewNamespace('of npm as process 1 of a container waits for a request that is being answered', async () => {
    const folder = newFolder();
    const { start } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')).scripts;
    const scripts = {
      start: start.replaceAll('node ', `"${process.execPath}" `).replaceAll('dist/', `${resolve('dist')}/`),
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
    const program = await (await runCommand(folder, 'unshare', [...NEW_NAMESPACE, 'npm', 'start'])).ready();
    const { initiating } = await initiateSlowly(program, { kind: 'slow', delayMs: 1500 });
    const npm = Number(readFileSync(`/proc/${program.pid}/task/${program.pid}/children`, 'utf8').trim());
    process.kill(npm, 'SIGTERM');
    expect((await initiating)?.data.initiatePayment.pidx).toEqual(expect.any(String));
    expect(await program.exited).toMatchObject({ code: 0 });
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
