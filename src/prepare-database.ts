import { connectDatabase, migrate, pendingMigrations } from './database.ts';
import { type CompleteConfig } from './services.ts';
import { loadPlans } from './subscriptions/load-plans.ts';

/** Outside production the database is brought up to date; in production that is for `npm run migrate` to do. */
export async function prepareDatabase({ databaseUrl, isProduction }: CompleteConfig): Promise<void> {
  const orm = await connectDatabase(databaseUrl, 2);
  try {
    if (!isProduction) {
      await migrate(orm, databaseUrl);
      await loadPlans(orm.em, 'plans.json');
      return;
    }
    const pending = await pendingMigrations(orm);
    if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}. Run: npm run migrate`);
  } finally {
    await orm.close(true);
  }
}
