import { fileURLToPath } from 'node:url';
import { type EntityClass } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { type Pool } from 'pg';
import { type ConnectionLimits, connectionSettings, REQUEST_LIMITS } from './connection-settings.ts';
import { NO_POOLING, type Pooling } from './pooling.ts';
import { readDatabaseUrl } from './read-database-url.ts';
import { releaseDeadConnections } from './release-dead-connections.ts';

const MIGRATIONS_TABLE = 'mikro_orm_migrations';

const migrationsPath = fileURLToPath(new URL('../migrations', import.meta.url));

export interface DatabaseOptions {
  url: string;
  entities: EntityClass[];
  poolSize?: number;
  limits?: ConnectionLimits;
  pooling?: Pooling;
}

export function databaseOptions(options: DatabaseOptions) {
  const { url, entities, poolSize = 10, limits = REQUEST_LIMITS, pooling = NO_POOLING } = options;
  const { schema } = readDatabaseUrl(url);
  const { database, ...settings } = connectionSettings(url, limits, pooling);
  return defineConfig({
    // MikroORM reads a host, a user, a password and a database from a URL, and ignores the rest. So it gets no URL.
    dbName: database,
    entities,
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    extensions: [Migrator],
    migrations: {
      path: migrationsPath,
      pathTs: migrationsPath,
      glob: '!(*.d).{js,ts}',
      emit: 'ts',
      safe: true,
      snapshot: false,
      // MikroORM looks for its table in the schema `public`, whatever the search path is.
      tableName: schema === undefined ? MIGRATIONS_TABLE : `${schema}.${MIGRATIONS_TABLE}`,
    },
    // Views are written by hand, in migrations.
    schemaGenerator: { skipViews: [/./] },
    pool: { min: 0, max: poolSize },
    driverOptions: { ...settings, onPoolCreated: releaseDeadConnections },
    debug: false,
    logger: () => {},
  });
}

export type Database = Awaited<ReturnType<typeof connectDatabase>>;

export async function connectDatabase(options: DatabaseOptions) {
  return MikroORM.init(databaseOptions(options));
}

export async function connectionPool(orm: Database): Promise<Pool> {
  return orm.em.getConnection().getNativeClient();
}
