import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, askGraphql } from './ask-graphql.ts';
import { checkout, removeFolders } from './program-folder.ts';
import { type ReservedPort, reservePort } from './reserve-port.ts';

const STARTED_WITHIN_MS = 60_000;

export interface Program {
  child: ChildProcess;
  pid: number;
  url: string;
  simulatorUrl: string;
  /** What it has written to stdout and stderr. */
  output(): string;
  /** Waits for the banner; in production for the log line "started". */
  ready(): Promise<Program>;
  ask<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Answered<Data>>;
  /** Sends the signal to this process only, and waits until it has exited. */
  end(signal: NodeJS.Signals): Promise<Exit>;
  exited: Promise<Exit>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Time since the call of `end`. */
  ms: number;
}

export interface ProgramOptions {
  env?: Record<string, string>;
  uid?: number;
  /** Options for Node. */
  nodeArgs?: string[];
  file?: string;
  detached?: boolean;
}

const children = new Set<ChildProcess>();
const ports: ReservedPort[] = [];

/** Starts the compiled program in a folder. It inherits only PATH. */
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
  const allEnv = { PATH: process.env.PATH, PORT: await newPort(), SIMULATOR_PORT: await newPort(), ...env };
  const child = spawn(command, args, { ...rest, cwd, env: allEnv });
  children.add(child);
  let output = '';
  for (const channel of [child.stdout, child.stderr]) channel?.on('data', (chunk) => (output += chunk));
  const startedAt = Date.now();
  let endedAt = startedAt;
  const exited = once(child, 'close').then(([code, signal]) => ({ code, signal, ms: Date.now() - endedAt }));
  const url = `http://localhost:${allEnv.PORT}`;
  const program: Program = {
    child,
    pid: child.pid ?? 0,
    url,
    simulatorUrl: `http://localhost:${allEnv.SIMULATOR_PORT}`,
    output: () => output,
    async ready() {
      while (!/Stop with Ctrl-C|"msg":"started"/.test(output)) {
        if (child.exitCode !== null || Date.now() - startedAt > STARTED_WITHIN_MS) {
          throw new Error(`The program did not start:\n${output}`);
        }
        await sleep(20);
      }
      return program;
    },
    ask: (query, variables, token) => askGraphql(url, query, variables, token ?? null),
    end(signal) {
      endedAt = Date.now();
      child.kill(signal);
      return exited;
    },
    exited,
  };
  return program;
}

async function newPort(): Promise<string> {
  const reserved = await reservePort();
  ports.push(reserved);
  return String(reserved.port);
}

/** Ends the processes that a test has left behind, and removes their folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
  children.clear();
  await removeFolders();
  for (const reserved of ports.splice(0)) reserved.release();
}
