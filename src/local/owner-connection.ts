import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const CONNECTED_WITHIN_MS = 2_000;
const OWNER_GONE_WITHIN_MS = 3_000;
export const POLL_EVERY_MS = 50;

const OWNER = 'owner of the embedded database';

export function urlOf(port: number, password: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/**
 * A connection that the program keeps open for as long as it uses the database. Other programs cannot recognise an idle
 * user of the database otherwise. Null if the server does not accept connections.
 */
export async function connectAsOwner(url: string): Promise<pg.Client | null> {
  return connect(url, OWNER);
}

/** Waits a moment, because PostgreSQL notices late that the program of a connection was killed. */
export async function hasOwner(url: string): Promise<boolean> {
  const deadline = Date.now() + OWNER_GONE_WITHIN_MS;
  for (;;) {
    const client = await connect(url, 'visitor');
    if (!client) return false;
    const { rowCount } = await client
      .query('select from pg_stat_activity where application_name = $1', [OWNER])
      .catch(() => ({ rowCount: 0 }));
    await client.end().catch(() => {});
    if (rowCount === 0) return false;
    if (Date.now() > deadline) return true;
    await sleep(POLL_EVERY_MS);
  }
}

async function connect(url: string, name: string): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECTED_WITHIN_MS,
    application_name: name,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch {
    await client.end().catch(() => {});
    return null;
  }
}
