import { fileURLToPath } from 'node:url';
import { type EntityClass } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { type Pool } from 'pg';
import { releaseDeadConnections } from './release-dead-connections.ts';

export const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;

const migrationsPath = fileURLToPath(new URL('../migrations', import.meta.url));

export interface DatabaseOptions {
  url: string;
  entities: EntityClass[];
  poolSize?: number;
}

export function databaseOptions({ url, entities, poolSize = 10 }: DatabaseOptions) {
  return defineConfig({
    clientUrl: url,
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
    },
    pool: { min: 0, max: poolSize },
    driverOptions: {
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
      keepAlive: true,
      onPoolCreated: releaseDeadConnections,
    },
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
