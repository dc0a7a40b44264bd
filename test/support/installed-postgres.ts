import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { unprivilegedAccount } from '../../src/local/postgres-binaries.ts';
import { reservePort } from './reserve-port.ts';

const STARTED_WITHIN_MS = 60_000;
const PASSWORD = 'password';
const DEBIAN = '/usr/lib/postgresql';

/** The folder with pg_dump, initdb and pg_basebackup, of the newest installed version. Null: not installed. */
export const postgresTools = findTools();

/** A PostgreSQL of the installed version, which waits for the disk as a real one does. */
export interface Cluster {
  /** Of a database in it. */
  urlOf(database: string): string;
  /** Sends commits to `standby` before they are acknowledged, from now on. */
  awaitStandby(): Promise<void>;
  /** Kills every process of it with -9. */
  kill(): Promise<void>;
  promote(): void;
  close(): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const folder = newFolder();
  writeFileSync(join(folder, 'password'), PASSWORD, { mode: 0o644 });
  const options = [
    '--username=postgres',
    '--pwfile=password',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  runTool(folder, 'initdb', ['-D', 'data', ...options]);
  return run(folder);
}

/** A copy of `primary` that follows it. */
export async function startStandby(primary: Cluster): Promise<Cluster> {
  const folder = newFolder();
  const source = `${primary.urlOf('postgres')}?application_name=standby`;
  runTool(folder, 'pg_basebackup', [
    '-D',
    'data',
    '-X',
    'stream',
    '--no-sync',
    '--checkpoint=fast',
    '-R',
    '-d',
    source,
  ]);
  return run(folder);
}

async function run(folder: string): Promise<Cluster> {
  const reserved = await reservePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: reserved.port,
    unix_socket_directories: '',
    max_connections: 100,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(String(postgresTools), 'postgres'), ['-D', 'data', ...flags], {
    ...account(),
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const urlOf = (database: string) => `postgresql://postgres:${PASSWORD}@127.0.0.1:${reserved.port}/${database}`;
  await whenReady(child, urlOf('postgres'));
  return {
    urlOf,
    async awaitStandby() {
      await query(urlOf('postgres'), "alter system set synchronous_standby_names = '*'");
      await query(urlOf('postgres'), 'select pg_reload_conf()');
      const inSync = "select from pg_stat_replication where sync_state = 'sync'";
      while ((await query(urlOf('postgres'), inSync)).length === 0) await sleep(50);
    },
    async kill() {
      const pids = spawnSync('ps', ['--ppid', String(child.pid), '-o', 'pid='], { encoding: 'utf8' }).stdout;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      for (const pid of pids.trim().split(/\s+/)) killQuietly(Number(pid));
      await ended;
    },
    promote: () => runTool(folder, 'pg_ctl', ['promote', '-w', '-D', 'data']),
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGQUIT');
        await ended;
      }
      reserved.release();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function whenReady(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  child.stderr?.on('data', (chunk) => (output = `${output}${chunk}`.slice(-2_000)));
  for (const deadline = Date.now() + STARTED_WITHIN_MS; ; await sleep(50)) {
    if (await query(url, 'select 1').catch(() => null)) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${output}`);
  }
}

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** PostgreSQL does not run as root. */
function account(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? unprivilegedAccount() : {};
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  const { uid, gid } = account();
  if (uid !== undefined && gid !== undefined)
    for (const each of [folder, join(folder, 'data')]) chownSync(each, uid, gid);
  return folder;
}

function runTool(folder: string, tool: string, args: string[]): void {
  execFileSync(join(String(postgresTools), tool), args, { ...account(), cwd: folder, stdio: 'pipe' });
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended with its parent.
  }
}

function findTools(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const configured = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(configured ? [configured] : [])];
  const tools = ['initdb', 'pg_basebackup', 'pg_dump', 'postgres'];
  return folders.find((folder) => tools.every((tool) => existsSync(join(folder, tool)))) ?? null;
}
