import { fileURLToPath } from 'node:url';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import pg, { type Pool, type PoolClient } from 'pg';
import { prepareQueues } from './jobs/queues.ts';
import { SentMessage } from './jobs/sent-message.ts';
import { GatewayAnswer } from './payments/gateway-answer.ts';
import { Payment } from './payments/payment.ts';
import { Period } from './subscriptions/period.ts';
import { Plan } from './subscriptions/plan.ts';
import { Subscription } from './subscriptions/subscription.ts';
import { AccountToken } from './users/account-token.ts';
import { Attempts } from './users/attempts.ts';
import { User } from './users/user.ts';

const STATEMENT_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
const GIVEN_BACK_WITHIN_MS = 500;
// Any number that nobody else locks: whoever migrates this database holds it.
const MIGRATION_LOCK = 5_284_170_233;

const migrationsPath = fileURLToPath(new URL('./migrations', import.meta.url));

export function databaseOptions(databaseUrl: string, poolSize = 10) {
  return defineConfig({
    clientUrl: databaseUrl,
    entities: [User, Plan, Subscription, Period, Payment, GatewayAnswer, Attempts, AccountToken, SentMessage],
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
      onPoolCreated: freeDeadConnections,
    },
    debug: false,
    logger: () => {},
  });
}

/**
 * A connection that dies inside a transaction is never given back: Kysely, under MikroORM, gives it back only after a
 * rollback that worked. Without this every loss of the database would cost the pool connections until none is left.
 */
function freeDeadConnections(pool: Pool): void {
  const taken = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_error, client) => taken.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      // Outside a transaction its user gives it back by itself.
      setTimeout(() => taken.has(client) && client.release(true), GIVEN_BACK_WITHIN_MS).unref();
    });
  });
}

export type Database = Awaited<ReturnType<typeof connectDatabase>>;

export async function connectDatabase(databaseUrl: string, poolSize?: number) {
  return MikroORM.init(databaseOptions(databaseUrl, poolSize));
}

/** The driver's own pool, for what needs no unit of work. */
export async function connectionPool(orm: Database): Promise<Pool> {
  return orm.em.getConnection().getNativeClient();
}

/** Applies what is pending. Several may try at once: one does it, the others wait and find nothing left to do. */
export async function migrate(orm: Database, databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await orm.migrator.up();
    await prepareQueues(databaseUrl);
    return applied.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

export async function pendingMigrations(orm: Database): Promise<string[]> {
  const pending = await orm.migrator.getPending();
  return pending.map(({ name }) => name);
}
