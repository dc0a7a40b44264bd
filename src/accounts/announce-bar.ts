import { type EntityManager } from '@mikro-orm/postgresql';
import { type Bar, CUSTOMER_BARRED } from '../auth/barred-customers.ts';

/** Tells all processes, when the transaction commits, that the customer is barred, or is not any more. */
export async function announceBar(em: EntityManager, userId: string, bar: Bar | null): Promise<void> {
  await em.execute('select pg_notify(?, ?)', [CUSTOMER_BARRED, `${userId}:${bar ?? ''}`]);
}
