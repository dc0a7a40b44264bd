import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './is-alive.ts';
import { hasOwner, POLL_EVERY_MS, urlOf } from './owner-connection.ts';

const STOPPED_WITHIN_MS = 5_000;

/**
 * Stops a PostgreSQL whose server was killed, and removes the lock file of a killed PostgreSQL. Returns the URL of a
 * PostgreSQL that a running server uses, which stays as it is.
 */
export async function stopLeftoverPostgres(data: string, password: string): Promise<string | null> {
  const lockFile = join(data, 'postmaster.pid');
  if (!existsSync(lockFile)) return null;
  const [pidLine, , , portLine] = readFileSync(lockFile, 'utf8').split('\n');
  const pid = Number(pidLine);
  if (isPostgresOn(data, pid)) {
    const url = urlOf(Number(portLine), password);
    if (await hasOwner(url)) return url;
    await stop(pid);
  }
  rmSync(lockFile, { force: true });
  return null;
}

/** Checks the command line, because another program may have the process id by now. */
function isPostgresOn(data: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  const command = stdout || (existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '');
  return command.includes(data);
}

async function stop(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOPPED_WITHIN_MS;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL process ${pid}, left by an earlier start, does not stop. Stop it, then start again.`);
    }
    await sleep(POLL_EVERY_MS);
  }
}
