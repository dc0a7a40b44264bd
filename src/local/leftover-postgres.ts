import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const STOP_WITHIN_MS = 5_000;
const OWNER_GONE_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 50;

/** How the program whose database it is calls itself there. */
export const OWNER = 'owner of the embedded database';

/**
 * Stops a PostgreSQL that outlived a killed server, and clears the lock file of one that did not. One whose server is
 * alive is left alone: then its URL comes back.
 */
export async function endLeftover(data: string, password: string): Promise<string | null> {
  const lockFile = join(data, 'postmaster.pid');
  if (!existsSync(lockFile)) return null;
  const [pidLine, , , portLine] = readFileSync(lockFile, 'utf8').split('\n');
  const pid = Number(pidLine);
  if (isPostgresOn(data, pid)) {
    const url = urlOf(Number(portLine), password);
    if (await hasOwner(url)) return url;
    process.kill(pid, 'SIGINT');
    await until(() => !isAlive(pid), STOP_WITHIN_MS, `The PostgreSQL left running as process ${pid} does not stop`);
  }
  rmSync(lockFile, { force: true });
  return null;
}

function isPostgresOn(data: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  const command = stdout || (existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '');
  return command.includes(data);
}

/** Whether the program that started it is still there; the connections of one just killed take a moment to go away. */
async function hasOwner(url: string): Promise<boolean> {
  const giveUpAt = Date.now() + OWNER_GONE_WITHIN_MS;
  for (;;) {
    const client = await connect(url, 'visitor');
    if (!client) return false;
    const { rowCount } = await client
      .query('select from pg_stat_activity where application_name = $1', [OWNER])
      .catch(() => ({ rowCount: 0 }));
    await client.end().catch(() => {});
    if (rowCount === 0) return false;
    if (Date.now() > giveUpAt) return true;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Null where nobody answers. */
export async function connect(url: string, name: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, application_name: name });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch {
    await client.end().catch(() => {});
    return null;
  }
}

export function urlOf(port: number, password: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean, withinMs: number, complaint: string): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!isTrue()) {
    if (Date.now() > giveUpAt) throw new Error(complaint);
    await sleep(LOOK_EVERY_MS);
  }
}
