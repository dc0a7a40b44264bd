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

/** Without zombies, which `ps` lists without their arguments. */
function running(pids: number[]): number[] {
  return processes()
    .filter(({ pid, args }) => pids.includes(pid) && args.includes('main.js'))
    .map(({ pid }) => pid);
}

/** Uses a new connection, so that another process may answer. */
function sendOnNewConnection({ url }: Program): Promise<{ status: number | undefined }> {
  const { promise, resolve: resolveWith, reject } = withResolvers<{ status: number | undefined }>();
  const headers = { 'content-type': 'application/json' };
  const sent = request(`${url}/graphql`, { method: 'POST', agent: false, headers, timeout: 5_000 }, (response) => {
    response.on('error', reject).resume();
    response.on('end', () => resolveWith({ status: response.statusCode }));
  });
  sent.on('timeout', () => sent.destroy(new Error(NO_ANSWER)));
  sent.on('error', reject).end('{"query":"{ plans { code } }"}');
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

/** Options for Node that crash each forked process before it starts, as long as the file exists. */
function crashWhileExists(file: string): string[] {
  const code = `import { existsSync } from 'node:fs';
    if (process.argv[2] === 'forked' && existsSync(${JSON.stringify(file)})) throw new Error('crashed on purpose');`;
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`];
}

describe('WEB_CONCURRENCY', () => {
  it('starts no other process if it is not set', async () => {
    const program = await (await runProgram(newFolder())).ready();
    expect(forkedBy(program)).toEqual([]);
    expect((await sendOnNewConnection(program)).status).toBe(200);
  });

  it('starts that many processes, which divide the limit of requests, hide their secrets, and sell plans', async () => {
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
    for (let n = 0; n < 60; n += 1) answers.push(await sendOnNewConnection(program));
    // Each process allows half of the limit.
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

  it('also applies to a server without jobs, and not to a worker', async () => {
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
    // Jobs send receipts.
    await waitUntil(() => existsSync(join(folder, '.data/mail')));
    expect(forkedBy(worker)).toEqual([]);
    expect(await worker.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });
});

describe('a forked process', () => {
  it('that is killed is replaced at once, and the other still answers its requests', async () => {
    const program = await runTwo(newFolder(), { env: { REQUESTS_PER_MINUTE: '1000000' } });
    const [victim = 0, survivor = 0] = forkedBy(program);
    const stop = new AbortController();
    let answered = 0;
    const lost: string[] = [];
    const clients = Array.from({ length: 16 }, async () => {
      while (!stop.signal.aborted) {
        const outcome = await sendOnNewConnection(program).then(
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
    const answeredBefore = answered;
    await waitUntil(() => answered > answeredBefore + 100);
    stop.abort();
    await Promise.all(clients);
    // Each client has one request at a time.
    expect(lost.length).toBeLessThanOrEqual(16);
    expect(lost).not.toContain(NO_ANSWER);
    expect(forkedBy(program)).toContain(survivor);
    expect(program.output()).toMatch(new RegExp(`"level":"error".*"endedPid":${victim},"how":"SIGKILL"`));
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('that crashes before it listens fails the first start, with its error', async () => {
    const folder = newFolder();
    const file = join(folder, 'broken');
    writeFileSync(file, '');
    const program = await runProgram(folder, { nodeArgs: crashWhileExists(file), env: { WEB_CONCURRENCY } });
    expect(await program.exited).toMatchObject({ code: 1 });
    expect(program.output()).toContain('crashed on purpose');
    expect(program.output()).toMatch(/^Cannot start: .* ended before it listened/m);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('that cannot be replaced is started again at growing intervals, while the other answers', async () => {
    const folder = newFolder();
    const file = join(folder, 'broken');
    const program = await runTwo(folder, { nodeArgs: crashWhileExists(file) });
    writeFileSync(file, '');
    const failures = () => program.output().match(/"level":"error".*is replaced/g)?.length ?? 0;
    process.kill(forkedBy(program)[0] ?? 0, 'SIGKILL');
    await waitUntil(() => failures() >= 3);
    expect((await sendOnNewConnection(program)).status).toBe(200);
    await sleep(1_000);
    expect(failures()).toBeLessThan(6);
    rmSync(file);
    const failuresBefore = failures();
    await waitUntil(() => forkedBy(program).length === 2);
    await sleep(1_000);
    expect(failures()).toBeLessThanOrEqual(failuresBefore + 1);
    expect(forkedBy(program)).toHaveLength(2);
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('stops if the first process was killed', async () => {
    const program = await runTwo(newFolder());
    const forked = forkedBy(program);
    await program.end('SIGKILL');
    await waitUntil(() => running(forked).length === 0);
    await expect(fetch(program.url)).rejects.toThrow();
  });
});

describe('a stop of several processes', () => {
  it('waits for a request that is being answered, also after Ctrl-C', async () => {
    const folder = newFolder();
    const program = await runTwo(folder, { detached: true });
    const forked = forkedBy(program);
    const token = await signUpOn(program);
    await setFaults(program, [{ endpoint: 'initiate', times: 1, kind: 'slow', delayMs: 1500 }]);
    const initiating = tryToInitiateOn(program, token, 'basic');
    const faults = async () => (await fetch(`${program.simulatorUrl}/simulator/faults`)).text();
    while (!(await faults()).includes('"timesLeft":0')) await sleep(20);
    // Ctrl-C sends the signal to the whole process group.
    process.kill(-program.pid, 'SIGINT');
    expect((await initiating).data.initiatePayment.pidx).toEqual(expect.any(String));
    expect(await program.exited).toMatchObject({ code: 0 });
    expect(program.output()).not.toContain('is replaced');
    expect(running(forked)).toEqual([]);
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });

  it('does not wait for a process that hangs', async () => {
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

  it('works at any moment of the start', async () => {
    const killed = [1, 300, 600].map(async (delayMs) => {
      const folder = newFolder();
      const program = await runProgram(folder, { detached: true, env: { WEB_CONCURRENCY } });
      await waitUntil(() => forkedBy(program).length > 0, 60_000);
      await sleep(delayMs);
      const killedAt = Date.now();
      process.kill(-program.pid, 'SIGINT');
      await program.exited;
      expect(Date.now() - killedAt).toBeLessThan(STOPPED_WITHIN_MS + 3_000);
      expect(program.output()).not.toMatch(/Cannot start|is replaced/);
      expect(forkedBy(program)).toEqual([]);
      expect(await hasPostgresEnded(folder, 0)).toBe(true);
    });
    await Promise.all(killed);
  }, 120_000);

  it('by SIGTERM to npm, which does not forward it, ends all of them', async () => {
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
