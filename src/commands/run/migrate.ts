import 'reflect-metadata';
import { applyMigrations } from '../apply-migrations.ts';
import { withDatabase } from '../with-database.ts';

await withDatabase(async (orm, databaseUrl) => {
  const applied = await applyMigrations(orm, databaseUrl);
  console.log(applied.length === 0 ? 'No migration was pending.' : `Applied: ${applied.join(', ')}`);
});
