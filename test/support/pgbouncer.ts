import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ReservedPort, reservePort } from './reserve-port.ts';

const STARTED_WITHIN_MS = 10_000;
// Debian's, and the path where it installs it, which is not in everybody's PATH.
const NAMES = ['pgbouncer', '/usr/sbin/pgbouncer'];
const found = NAMES.map((name) => ({ name, ...spawnSync(name, ['--version'], { encoding: 'utf8' }) })).find(
  ({ status }) => status === 0,
);

export const pgbouncerVersion = /PgBouncer (\d+\.\d+)/i.exec(found?.stdout ?? '')?.[1] ?? null;

export interface PgBouncer {
  /** The database's URL, through the pooler. */
  url: string;
  /** Kills it, with every connection, and forgets nothing of its settings. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a pooler in front of the database. `settings` are lines of its configuration. */
export async function startPgBouncer(databaseUrl: string, settings: Record<string, string>): Promise<PgBouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'));
  const reserved = await reservePort();
  writeConfiguration(folder, databaseUrl, { listen_port: String(reserved.port), ...settings });
  let child = await run(folder, reserved);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${reserved.port}` }).href,
    cut: stop,
    async restore() {
      child = await run(folder, reserved);
    },
    async close() {
      await stop();
      reserved.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeConfiguration(folder: string, databaseUrl: string, settings: Record<string, string>): void {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const lines = Object.entries({
    listen_addr: '127.0.0.1',
    unix_socket_dir: '',
    auth_type: 'plain',
    auth_file: join(folder, 'users.txt'),
    max_client_conn: '500',
    default_pool_size: '20',
    ...settings,
  }).map(([name, value]) => `${name} = ${value}`);
  const server = `* = host=${hostname} port=${port || 5432}`;
  writeFileSync(join(folder, 'pgbouncer.ini'), `[databases]\n${server}\n[pgbouncer]\n${lines.join('\n')}\n`);
  const [user, secret] = [username, password].map(decodeURIComponent);
  writeFileSync(join(folder, 'users.txt'), `"${user}" "${secret}"\n`);
  // It refuses to run as root, and reads these as another user.
  chmodSync(folder, 0o755);
  for (const name of ['pgbouncer.ini', 'users.txt']) chmodSync(join(folder, name), 0o644);
}

async function run(folder: string, { port }: ReservedPort): Promise<ChildProcess> {
  const asOther = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(String(found?.name), [...asOther, join(folder, 'pgbouncer.ini')]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  for (const deadline = Date.now() + STARTED_WITHIN_MS; !(await answers(port)); await sleep(50)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`PgBouncer did not start:\n${output}`);
  }
  return child;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
