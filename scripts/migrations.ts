import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '../src/database.ts';
import { startEmbeddedPostgres } from '../src/local/embedded-postgres.ts';

// Applies every migration to an empty database and writes the one that is missing; with --check it only says whether one
// is missing, and tries that all of them can be taken back.
const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), isThrowaway: true });
const orm = await connectDatabase(postgres.url, 2);
try {
  await orm.migrator.up();
  if (process.argv.includes('--check')) {
    if (await orm.migrator.checkSchema()) {
      throw new Error('The entities have changed and no migration says so. Run: npm run fix:migrations');
    }
    await orm.migrator.down({ to: 0 });
    await orm.migrator.up();
  } else {
    const { fileName } = await orm.migrator.create();
    console.log(fileName ? `Written: ${fileName}. Give it a down() too.` : 'No migration is missing.');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await orm.close(true);
  await postgres.stop();
  for (const made of [folder, postgres.folder]) rmSync(made, { recursive: true, force: true });
}
process.exit();
