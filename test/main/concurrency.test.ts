import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buyOn, planOf, setFaults, signUpOn, tryToInitiateOn } from '../support/buy-on-program.ts';
import { cleanUp, type Program, type ProgramOptions, runCommand, runProgram } from '../support/program.ts';
import { embeddedDatabaseUrl, hasPostgresEnded, newFolder } from '../support/program-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const STOPPED_WITHIN_MS = 10_000;
const NO_ANSWER = 'No answer';

afterEach(cleanUp);

const WEB_CONCURRENCY = '2';

async function runTwo(folder: string, { env, ...rest }: ProgramOptions = {}): Promise<Program> {
  return (await runProgram(folder, { ...rest, env: { WEB_CONCURRENCY, ...env } })).ready();
}

interface Listed {
  pid: number;
  parent: number;
  args: string;
}

function processes(): Listed[] {
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, ...args] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), args: args.join(' ') };
  });
}

function forkedBy({ pid }: Program): number[] {
  return processes()
    .filter(({ parent, args }) => parent === pid && args.includes('main.js forked'))
    .map((listed) => listed.pid);
}

function isBelow(ancestor: number, pid: number): boolean {
  const parents = new Map(processes().map((listed) => [listed.pid, listed.parent]));
  for (let at: number | undefined = pid; at; at = parents.get(at)) if (at === ancestor) return true;
  return false;
}

/** Those that run: not what is left of one that nobody has asked about yet. */
function running(pids: number[]): number[] {
  return processes()
    .filter(({ pid, args }) => pids.includes(pid) && args.includes('main.js'))
    .map(({ pid }) => pid);
}

/** Asks over a connection of its own, so that the answer may come from another process than the last. */
function askAnew({ url }: Program): Promise<{ status: number | undefined }> {
  const { promise, resolve: resolveWith, reject } = withResolvers<{ status: number | undefined }>();
  const headers = { 'content-type': 'application/json' };
  const asking = request(`${url}/graphql`, { method: 'POST', agent: false, headers, timeout: 5_000 }, (response) => {
    response.on('error', reject).resume();
    response.on('end', () => resolveWith({ status: response.statusCode }));
  });
  asking.on('timeout', () => asking.destroy(new Error(NO_ANSWER)));
  asking.on('error', reject).end('{"query":"{ plans { code } }"}');
  return promise;
}

function withResolvers<Value>() {
  let resolveWith: (value: Value) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<Value>((yes, no) => {
    resolveWith = yes;
    reject = no;
  });
  return { promise, resolve: resolveWith, reject };
}

/** Runs before anything of ours in a forked process, and breaks it down while the file is there. */
function breakWhile(file: string): string[] {
  const code = `import { existsSync } from 'node:fs';
    if (process.argv[2] === 'forked' && existsSync(${JSON.stringify(file)})) throw new Error('broken down');`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}

describe('WEB_CONCURRENCY', () => {
  it('is one process where it is not set', async () => {
    const program = await (await runProgram(newFolder())).ready();
    expect(forkedBy(program)).toEqual([]);
    expect((await askAnew(program)).status).toBe(200);
  });

  it('answers calls in that many processes, which share the limit of requests, hide their secrets, and sell', async () => {
    const folder = newFolder();
    const program = await runTwo(folder, { env: { REQUESTS_PER_MINUTE: '40' } });
    const forked = forkedBy(program);
    expect(forked).toHaveLength(2);
    for (const { args } of processes().filter(({ pid }) => forked.includes(pid))) {
      expect(args).not.toContain(new URL(embeddedDatabaseUrl(folder)).password);
      expect(args).not.toContain('simulator-secret-key');
    }
    const { token } = await buyOn(program);
    expect(await planOf(program, token)).toBe('standard');
    const answers = [];
    for (let n = 0; n < 60; n += 1) answers.push(await askAnew(program));
    // Each process counts its own half.
    const granted = answers.filter(({ status }) => status === 200).length;
    expect(granted).toBeGreaterThan(20);
    expect(granted).toBeLessThan(40);
    expect(answers.at(-1)?.status).toBe(429);
    expect(program.output().match(/Stop with Ctrl-C/g)).toHaveLength(1);

    const { code, ms } = await program.end('SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS);
    expect(running(forked)).toEqual([]);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('does the same for a server without jobs, and nothing for a worker', async () => {
    const folder = newFolder();
    const file = resolve('dist/src/main.js');
    const env = { WEB_CONCURRENCY };
    const server = await (await runCommand(folder, process.execPath, [file, 'server'], { env })).ready();
    expect(forkedBy(server)).toHaveLength(2);
    const ports = { PORT: new URL(server.url).port, SIMULATOR_PORT: new URL(server.simulatorUrl).port };
    await buyOn(server);
    await sleep(2_000);
    expect(existsSync(join(folder, '.data/mail'))).toBe(false);
    const worker = await runCommand(folder, process.execPath, [file, 'worker'], { env: { ...env, ...ports } });
    // Receipts are sent by jobs.
    await waitUntil(() => existsSync(join(folder, '.data/mail')));
    expect(forkedBy(worker)).toEqual([]);
    expect(await worker.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });
});

describe('a forked process', () => {
  it('that is killed is replaced at once, what the others answer is answered, and nobody waits for ever', async () => {
    const program = await runTwo(newFolder(), { env: { REQUESTS_PER_MINUTE: '1000000' } });
    const [victim = 0, survivor = 0] = forkedBy(program);
    const over = new AbortController();
    let answered = 0;
    const lost: string[] = [];
    const askers = Array.from({ length: 16 }, async () => {
      while (!over.signal.aborted) {
        const outcome = await askAnew(program).then(
          ({ status }) => String(status),
          (error: Error) => error.message,
        );
        if (outcome === '200') answered += 1;
        else lost.push(outcome);
      }
    });
    await waitUntil(() => answered > 200);
    process.kill(victim, 'SIGKILL');
    await waitUntil(() => forkedBy(program).length === 2 && !forkedBy(program).includes(victim));
    const answeredThen = answered;
    await waitUntil(() => answered > answeredThen + 100);
    over.abort();
    await Promise.all(askers);
    // No asker had more under way than one.
    expect(lost.length).toBeLessThanOrEqual(16);
    expect(lost).not.toContain(NO_ANSWER);
    expect(forkedBy(program)).toContain(survivor);
    expect(program.output()).toMatch(new RegExp(`"level":"error".*"pid":${victim},"how":"SIGKILL"`));
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('that breaks down before it listens fails the first start, with its error', async () => {
    const folder = newFolder();
    const file = join(folder, 'broken');
    writeFileSync(file, '');
    const program = await runProgram(folder, { nodeArgs: breakWhile(file), env: { WEB_CONCURRENCY } });
    expect(await program.exited).toMatchObject({ code: 1 });
    expect(program.output()).toContain('broken down');
    expect(program.output()).toMatch(/^Cannot start: .* ended before it listened/m);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('that cannot be replaced is tried again at growing intervals, while the others answer', async () => {
    const folder = newFolder();
    const file = join(folder, 'broken');
    const program = await runTwo(folder, { nodeArgs: breakWhile(file) });
    writeFileSync(file, '');
    const failures = () => program.output().match(/"level":"error".*is replaced/g)?.length ?? 0;
    process.kill(forkedBy(program)[0] ?? 0, 'SIGKILL');
    await waitUntil(() => failures() >= 3);
    expect((await askAnew(program)).status).toBe(200);
    await sleep(1_000);
    expect(failures()).toBeLessThan(6);
    rmSync(file);
    const failuresThen = failures();
    await waitUntil(() => forkedBy(program).length === 2);
    await sleep(1_000);
    expect(failures()).toBeLessThanOrEqual(failuresThen + 1);
    expect(forkedBy(program)).toHaveLength(2);
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('stops by itself where the first process was killed', async () => {
    const program = await runTwo(newFolder());
    const forked = forkedBy(program);
    await program.end('SIGKILL');
    await waitUntil(() => running(forked).length === 0);
    await expect(fetch(program.url)).rejects.toThrow();
  });
});

describe('a stop of several processes', () => {
  it('lets an answer under way finish, in a terminal too', async () => {
    const folder = newFolder();
    const program = await runTwo(folder, { detached: true });
    const forked = forkedBy(program);
    const token = await signUpOn(program);
    await setFaults(program, [{ endpoint: 'initiate', times: 1, kind: 'slow', delayMs: 1500 }]);
    const answering = tryToInitiateOn(program, token, 'basic');
    const faults = async () => (await fetch(`${program.simulatorUrl}/simulator/faults`)).text();
    while (!(await faults()).includes('"timesLeft":0')) await sleep(20);
    // As Ctrl-C does: the whole group at once.
    process.kill(-program.pid, 'SIGINT');
    expect((await answering).data.initiatePayment.pidx).toEqual(expect.any(String));
    expect(await program.exited).toMatchObject({ code: 0 });
    expect(program.output()).not.toContain('is replaced');
    expect(running(forked)).toEqual([]);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('does not wait for one that hangs', async () => {
    const folder = newFolder();
    const program = await runTwo(folder);
    const forked = forkedBy(program);
    process.kill(forked[0] ?? 0, 'SIGSTOP');
    const { code, ms } = await program.end('SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOPPED_WITHIN_MS + 3_000);
    expect(running(forked)).toEqual([]);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('works at any moment at which they start', async () => {
    const killed = [1, 300, 600].map(async (delayMs) => {
      const folder = newFolder();
      const program = await runProgram(folder, { detached: true, env: { WEB_CONCURRENCY } });
      await waitUntil(() => forkedBy(program).length > 0);
      await sleep(delayMs);
      process.kill(-program.pid, 'SIGINT');
      const { ms } = await program.exited;
      expect(ms).toBeLessThan(STOPPED_WITHIN_MS + delayMs);
      expect(program.output()).not.toMatch(/Cannot start|is replaced/);
      expect(forkedBy(program)).toEqual([]);
      expect(await hasPostgresEnded(folder, 0)).toBe(true);
    });
    await Promise.all(killed);
  });

  it('by SIGTERM to npm, which does not pass it on, ends all of them', async () => {
    const folder = newFolder();
    const start = `"${process.execPath}" "${resolve('dist/src/main.js')}"`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start } }));
    const npm = await (await runCommand(folder, 'npm', ['start'], { env: { WEB_CONCURRENCY } })).ready();
    const forked = processes().filter(({ pid, args }) => args.includes('main.js forked') && isBelow(npm.pid, pid));
    expect(forked).toHaveLength(2);
    await npm.end('SIGTERM');
    expect(await hasPostgresEnded(folder, STOPPED_WITHIN_MS)).toBe(true);
    await waitUntil(() => running(forked.map(({ pid }) => pid)).length === 0);
  });
});
