import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/local/free-port.ts';
import { type Answered, askGraphql } from './ask-graphql.ts';

const checkout = resolve(import.meta.dirname, '../..');
const STARTED_WITHIN_MS = 25_000;

export interface Program {
  child: ChildProcess;
  pid: number;
  url: string;
  simulatorUrl: string;
  /** All that it has said so far, on both channels. */
  said(): string;
  /** Waits for the banner, or in production for the line that says that it listens. */
  ready(): Promise<Program>;
  ask<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Answered<Data>>;
  /** Sends the signal to this one process, and waits for its end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
  ended: Promise<Ended>;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** How long it took from the call of `end`. */
  ms: number;
}

export interface ProgramOptions {
  env?: Record<string, string>;
  uid?: number;
  /** Arguments of Node's own, before the file. */
  nodeArgs?: string[];
  file?: string;
  detached?: boolean;
}

const children = new Set<ChildProcess>();
const folders = new Set<string>();

/** A folder in which the program has never run. */
export function freshFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  folders.add(folder);
  chmodSync(folder, mode);
  copyFileSync(join(checkout, 'plans.json'), join(folder, 'plans.json'));
  return folder;
}

/** Starts the compiled program in a folder, with no more of this environment than it needs. */
export async function runProgram(cwd: string, options: ProgramOptions = {}): Promise<Program> {
  const { file = join(checkout, 'dist/src/main.js'), nodeArgs = [], ...rest } = options;
  return runCommand(cwd, process.execPath, [...nodeArgs, file], rest);
}

export async function runCommand(
  cwd: string,
  command: string,
  args: string[],
  { env, ...rest }: Omit<ProgramOptions, 'file' | 'nodeArgs'> = {},
): Promise<Program> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const child = spawn(command, args, {
    ...rest,
    cwd,
    env: { PATH: process.env.PATH, PORT: String(port), SIMULATOR_PORT: String(simulatorPort), ...env },
  });
  children.add(child);
  let said = '';
  for (const channel of [child.stdout, child.stderr]) channel?.on('data', (chunk) => (said += chunk));
  const startedAt = Date.now();
  let askedToEndAt = startedAt;
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ms: Date.now() - askedToEndAt }));
  const url = `http://localhost:${env?.PORT ?? port}`;
  const program: Program = {
    child,
    pid: child.pid ?? 0,
    url,
    simulatorUrl: `http://localhost:${env?.SIMULATOR_PORT ?? simulatorPort}`,
    said: () => said,
    async ready() {
      while (!/Stop with Ctrl-C|"msg":"started"/.test(said)) {
        if (child.exitCode !== null || Date.now() - startedAt > STARTED_WITHIN_MS) {
          throw new Error(`The program did not start:\n${said}`);
        }
        await sleep(20);
      }
      return program;
    },
    ask: (query, variables, token) => askGraphql(url, query, variables, token ?? null),
    end(signal) {
      askedToEndAt = Date.now();
      child.kill(signal);
      return ended;
    },
    ended,
  };
  return program;
}

/** The PostgreSQL processes whose data is in, or stands for, this folder. */
export function postgresOf(folder: string): number[] {
  const data = dataOf(folder);
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(`${data}/`) && line.includes('postgres'))
    .map((line) => parseInt(line, 10));
}

export async function noPostgresOf(folder: string, withinMs = 3_000): Promise<boolean> {
  const giveUpAt = Date.now() + withinMs;
  while (postgresOf(folder).length > 0 && Date.now() < giveUpAt) await sleep(50);
  return postgresOf(folder).length === 0;
}

/** The URL of the embedded database, as its files tell it. */
export function embeddedUrl(folder: string): string {
  const password = readFileSync(join(dataOf(folder), 'password'), 'utf8');
  const [, , , port] = readFileSync(join(dataOf(folder), 'data/postmaster.pid'), 'utf8').split('\n');
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

const outside = new Map<string, string>();

/** Data that PostgreSQL could not have reached in the folder is in one that the banner does not hide. */
function dataOf(folder: string): string {
  return outside.get(folder) ?? join(folder, '.data/postgres');
}

export function dataIsOutside(folder: string, elsewhere: string): void {
  outside.set(folder, elsewhere);
}

/** Ends whatever a test has left behind, by the ids of what it started. */
export async function cleanUp(): Promise<void> {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
  children.clear();
  for (const folder of folders) {
    for (const pid of postgresOf(folder)) tryToKill(pid);
    await noPostgresOf(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    rmSync(outside.get(folder) ?? folder, { recursive: true, force: true, maxRetries: 5 });
  }
  folders.clear();
  outside.clear();
}

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
}

export function isInside(folder: string): boolean {
  return existsSync(join(folder, '.data/postgres')) && readdirSync(join(folder, '.data/postgres')).length > 0;
}
