import { type Pool, type PoolClient } from 'pg';

const RELEASED_WITHIN_MS = 500;

/**
 * Returns connections that died inside a transaction to the pool. Kysely, under MikroORM, releases a connection only
 * after a successful rollback, so that each lost connection would shrink the pool until it is empty.
 */
export function releaseDeadConnections(pool: Pool): void {
  const acquired = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => acquired.add(client));
  pool.on('release', (_error, client) => acquired.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      // Outside a transaction the pool's user releases it; wait for that first.
      setTimeout(() => acquired.has(client) && client.release(true), RELEASED_WITHIN_MS).unref();
    });
  });
}
