import 'reflect-metadata';
import { migrate } from '../database.ts';
import { withDatabase } from './with-database.ts';

// `npm run migrate`: applies the migrations that are pending.
await withDatabase(async (orm, databaseUrl) => {
  const applied = await migrate(orm, databaseUrl);
  console.log(applied.length === 0 ? 'No migration was pending.' : `Applied: ${applied.join(', ')}`);
});
