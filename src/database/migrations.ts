import { type Database } from './connect-database.ts';
import { COMMAND_LIMITS, createClient } from './connection-settings.ts';

const MIGRATION_LOCK = 5_284_170_233;

export async function withMigrationLock<Result>(databaseUrl: string, work: () => Promise<Result>): Promise<Result> {
  const client = createClient(databaseUrl, COMMAND_LIMITS);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}

export async function pendingMigrations(orm: Database): Promise<string[]> {
  const pending = await orm.migrator.getPending().catch((error: unknown) => {
    // MikroORM creates its table here. Another process has created it at the same moment.
    if (isTableTaken(error)) return orm.migrator.getPending();
    throw error;
  });
  return pending.map(({ name }) => name);
}

function isTableTaken(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '23505' || code === '42P07' || code === '42P06';
}
