import { TLSSocket } from 'node:tls';
import type pg from 'pg';
import { type CompleteConfig, type Config } from '../config.ts';
import { findPooling } from '../database/find-pooling.ts';
import { readDatabaseUrl } from '../database/read-database-url.ts';
import { type Findings, failure, note, ok, warning } from './finding.ts';
import { withClient } from './with-client.ts';

// Beside the pool of each process: see docs/operating.md.
const OTHER_CONNECTIONS = 4;

interface Server {
  version: string;
  takesWrites: boolean;
  connections: number;
}

/** Whether the database answers, encrypts, takes writes and connections, and whether a pooler stands before it. */
export async function examineDatabase(config: CompleteConfig): Findings {
  const { databaseUrl, databaseDirectUrl } = config;
  const pooling = await findPooling(databaseUrl);
  const examine = async (client: pg.Client) => {
    const server = await readServer(client);
    const said = [reached(client, databaseUrl, server)];
    if (!server.takesWrites) {
      said.push(failure('It takes no writes.', 'DATABASE_URL must name the primary server, not a standby.'));
    }
    if (pooling.mode !== 'NONE') said.push(note(`A pooler stands before it, in ${pooling.mode.toLowerCase()} mode.`));
    if (pooling.mode === 'TRANSACTION' && databaseDirectUrl === databaseUrl) {
      said.push(failure('That pooler keeps no session.', 'Set DATABASE_DIRECT_URL to PostgreSQL itself.'));
    }
    const needed = connectionsOf(config);
    if (needed > server.connections) {
      said.push(
        warning(
          `It allows ${server.connections} connections, and this configuration may open ${needed} for each npm start.`,
          'Raise max_connections of PostgreSQL, or lower DATABASE_POOL_SIZE or WEB_CONCURRENCY.',
        ),
      );
    }
    return said;
  };
  return withClient(databaseUrl, examine, pooling);
}

async function readServer(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(
    `select current_setting('server_version') as version,
       not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as "takesWrites",
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections`,
  );
  const [server] = rows;
  if (!server) throw new Error('The database gives no answer');
  return server;
}

function reached(client: pg.Client, databaseUrl: string, { version }: Server) {
  const { stream } = client.connection;
  const { host, isExposed } = readDatabaseUrl(databaseUrl);
  if (stream instanceof TLSSocket) return ok(`PostgreSQL ${version} answers, over ${stream.getProtocol()}.`);
  const plain = `PostgreSQL ${version} answers, without TLS`;
  if (!isExposed) return ok(`${plain}, as DATABASE_URL says or because it is on this machine.`);
  return warning(`${plain}, at ${host}.`, 'Add sslmode=verify-full and sslrootcert to DATABASE_URL.');
}

function connectionsOf({ webConcurrency, databasePoolSize }: Config): number {
  const processes = webConcurrency > 1 ? webConcurrency + 1 : 1;
  return processes * (databasePoolSize + OTHER_CONNECTIONS);
}
