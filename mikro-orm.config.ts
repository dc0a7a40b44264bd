import 'reflect-metadata';
import { databaseOptions } from './src/database/connect-database.ts';
import { COMMAND_LIMITS } from './src/database/connection-settings.ts';
import { entities } from './src/entities.ts';

// For MikroORM's command line only. The server reads src/config.ts.
export default databaseOptions({
  url: process.env.DATABASE_URL ?? 'postgresql://localhost/none',
  entities,
  limits: COMMAND_LIMITS,
});
