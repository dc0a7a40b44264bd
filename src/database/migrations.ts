import { type Database } from './connect-database.ts';
import { COMMAND_LIMITS, createClient } from './connection-settings.ts';

const MIGRATION_LOCK = 5_284_170_233;
const INSUFFICIENT_PRIVILEGE = '42501';

/** Also when there is no table yet: this role may not create it. */
class MigrationsUnreadable extends Error {
  constructor(cause: unknown) {
    super(
      'Migrations are pending, or the role of DATABASE_URL may not read which are applied. As the owner of the tables, run "npm run migrate", and grant the rights in docs/operating.md',
      { cause },
    );
  }
}

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
    // Without a right to read it, MikroORM takes the table for missing.
    if (codeOf(error) === INSUFFICIENT_PRIVILEGE) throw new MigrationsUnreadable(error);
    throw error;
  });
  return pending.map(({ name }) => name);
}

/** Whether this connection's role may create tables and change those that exist. */
export async function mayMigrate(orm: Database): Promise<boolean> {
  const [row] = await orm.em.execute<{ may: boolean }[]>(
    `select (coalesce(has_schema_privilege(current_schema(), 'create'), false)
        or has_database_privilege(current_database(), 'create'))
      and not exists (
        select from pg_tables where tablename = 'mikro_orm_migrations' and schemaname = any (current_schemas(false))
          and not pg_has_role(tableowner, 'usage')) as may`,
  );
  return row?.may === true;
}

/** The table, its schema, or the type of its rows. */
function isTableTaken(error: unknown): boolean {
  return ['23505', '42P07', '42P06', '42710'].includes(String(codeOf(error)));
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code;
}
