import { type EntityManager } from '@mikro-orm/postgresql';

/** Lets one transaction at a time work with this key, until the transaction ends. */
export async function lockKey(em: EntityManager, key: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key]);
}
