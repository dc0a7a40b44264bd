import { loadDatabaseUrl } from '../config.ts';
import { checkPooling } from '../database/check-pooling.ts';
import { connectDatabase, type Database } from '../database/connect-database.ts';
import { COMMAND_LIMITS } from '../database/connection-settings.ts';
import { entities } from '../entities.ts';
import { startEmbeddedPostgres } from '../local/embedded-postgres.ts';

export async function withDatabase(run: (orm: Database, databaseUrl: string) => Promise<void>): Promise<void> {
  try {
    const configured = loadDatabaseUrl();
    const embedded = configured ? null : await startEmbeddedPostgres({ folder: '.data/postgres', mayShare: true });
    const url = configured ?? String(embedded?.url);
    try {
      await checkPooling(url, url);
      const orm = await connectDatabase({ url, entities, poolSize: 2, limits: COMMAND_LIMITS });
      await run(orm, url).finally(() => orm.close(true));
    } finally {
      await embedded?.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
