import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '../src/database/connect-database.ts';
import { entities } from '../src/entities.ts';
import { startEmbeddedPostgres } from '../src/local/embedded-postgres.ts';

// Applies all migrations to an empty database, and writes the missing migration. With --check it writes nothing, and
// fails if a migration is missing or cannot be reverted.
const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), isThrowaway: true });
const orm = await connectDatabase({ url: postgres.url, entities, poolSize: 2 });
try {
  await orm.migrator.up();
  if (process.argv.includes('--check')) {
    if (await orm.migrator.checkSchema()) {
      throw new Error('The entities do not match the migrations. Run: npm run fix:migrations');
    }
    await orm.migrator.down({ to: 0 });
    await orm.migrator.up();
  } else {
    const { fileName } = await orm.migrator.create();
    console.log(fileName ? `Written: ${fileName}. Add a down() to it.` : 'No migration is missing.');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await orm.close(true);
  await postgres.stop();
  for (const created of [folder, postgres.folder]) rmSync(created, { recursive: true, force: true });
}
process.exit();
