import pg from 'pg';
import { CONNECT_TIMEOUT_MS, type Database } from './connect-database.ts';

const MIGRATION_LOCK = 5_284_170_233;

/** Runs `work` in one process at a time; other processes wait for their turn. */
export async function withMigrationLock<Result>(databaseUrl: string, work: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}

export async function pendingMigrations(orm: Database): Promise<string[]> {
  const pending = await orm.migrator.getPending();
  return pending.map(({ name }) => name);
}
