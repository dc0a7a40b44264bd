import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createClient, PROBE_LIMITS } from './connection-settings.ts';
import { NO_POOLING, type Pooling } from './pooling.ts';

// Other clients of a busy pooler may take the connection that is watched. Then it is watched again.
const ATTEMPTS = 8;
const NO_SUCH_STATEMENT = '26000';
const NO_ANSWER = 'ETIMEDOUT';
const TEXT = 'select pg_backend_pid() as pid';
const TRANSACTION: Pooling = { mode: 'TRANSACTION', keepsPrepared: true };

/**
 * Finds out by trying whether a pooler is between this program and PostgreSQL, and what it keeps. Asks the pooler nothing,
 * which would need rights of its own, and sets nothing on its connections.
 */
export async function findPooling(databaseUrl: string): Promise<Pooling> {
  const watched = createClient(databaseUrl, PROBE_LIMITS, TRANSACTION);
  const other = createClient(databaseUrl, PROBE_LIMITS, TRANSACTION);
  try {
    await watched.connect();
    // A pooler numbers its clients itself: they have no connection to PostgreSQL until they send something.
    if ((await pidOf(watched)) === numberOf(watched)) return NO_POOLING;
    await other.connect();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const found = await tryToTakeOver(watched, other);
      if (found) return found;
    }
    return { mode: 'SESSION', keepsPrepared: true };
  } finally {
    await Promise.all([watched, other].map((client) => client.end().catch(() => {})));
  }
}

/** Begins a transaction on the other client, in the hope of the connection that the watched client had. Null: not decided. */
async function tryToTakeOver(watched: pg.Client, other: pg.Client): Promise<Pooling | null> {
  const name = `probe_${randomBytes(8).toString('hex')}`;
  const before = await pidOf(watched, name);
  await other.query('begin');
  const taken = await pidOf(other);
  try {
    const after = await pidOf(watched, name);
    return after === before ? null : TRANSACTION;
  } catch (error) {
    const isLost = codeOf(error) === NO_SUCH_STATEMENT;
    // With a pool of one connection, the watched client waits.
    if (!isLost && !(codeOf(error) === NO_ANSWER && taken === before)) throw error;
    if (isLost && taken === before) await other.query(`deallocate ${name}`);
    return { mode: 'TRANSACTION', keepsPrepared: false };
  } finally {
    await other.query('rollback');
  }
}

async function pidOf(client: pg.Client, name?: string): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>({ text: TEXT, ...(name === undefined ? {} : { name }) });
  return rows[0]?.pid;
}

function numberOf(client: pg.Client): number | undefined {
  // Not in the types of `pg`.
  return (client as { processID?: number }).processID;
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}
