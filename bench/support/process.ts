import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN_MS = 30_000;
const POLL_EVERY_MS = 50;
// Linux counts processor time in ticks, 100 per second on all common platforms.
const TICK_MS = 10;

export interface Program {
  pid: number;
  url: string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program that listens on a port of its environment, and waits until it does. */
export async function startProgram(
  args: string[],
  env: Record<string, string> & { PORT: string },
  port = env.PORT,
): Promise<Program> {
  const child = spawn(process.execPath, args, {
    env: { PATH: String(process.env.PATH), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isListening(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${args.join(' ')} did not start`);
    await sleep(POLL_EVERY_MS);
  }
  return {
    pid: Number(child.pid),
    url,
    async stop() {
      running.delete(child);
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** The processor time of a process so far, as Linux counts it. */
export function cpuMsOf(pid: number): number {
  const { user, system } = statOf(pid);
  return user + system;
}

/** The processor time of a process and all its children, including those that have ended. */
export function cpuMsOfFamily(pid: number): number {
  const { user, system, ended } = statOf(pid);
  return user + system + ended + childrenOf(pid).reduce((sum, child) => sum + cpuMsOf(child), 0);
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statOf(candidate).parent === pid);
}

export function residentMbOf(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function statOf(pid: number) {
  let text = '';
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // The process has ended.
  }
  // The process name in parentheses can contain spaces and parentheses.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map((ticks) => ticks * TICK_MS);
  return { parent, user, system, ended: endedUser + endedSystem };
}
