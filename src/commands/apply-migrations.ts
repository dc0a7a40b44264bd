import { type Database } from '../database/connect-database.ts';
import { withMigrationLock } from '../database/migrations.ts';
import { prepareQueues } from '../queue/queues.ts';

/** Applies pending migrations, and brings the job queue's tables up to date. Returns the names of what was applied. */
export async function applyMigrations(orm: Database, databaseUrl: string): Promise<string[]> {
  return withMigrationLock(databaseUrl, async () => {
    const applied = await orm.migrator.up();
    await prepareQueues(databaseUrl);
    return applied.map(({ name }) => name);
  });
}
