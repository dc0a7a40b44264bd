import { type CompleteConfig } from '../config.ts';
import { connectDatabase } from '../database/connect-database.ts';
import { COMMAND_LIMITS } from '../database/connection-settings.ts';
import { mayMigrate, pendingMigrations } from '../database/migrations.ts';
import { entities } from '../entities.ts';
import { seedPlans } from '../subscriptions/load-plans.ts';
import { applyMigrations } from './apply-migrations.ts';

type Which = Pick<CompleteConfig, 'databaseDirectUrl' | 'isProduction'>;

export async function prepareDatabase({ databaseDirectUrl: url, isProduction }: Which): Promise<void> {
  const orm = await connectDatabase({ url, entities, poolSize: 2, limits: COMMAND_LIMITS });
  try {
    // A role that only runs the program checks, as in production.
    if (!isProduction && (await mayMigrate(orm))) {
      await applyMigrations(orm, url);
      await seedPlans(orm.em, 'plans.json');
      return;
    }
    const pending = await pendingMigrations(orm);
    if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}. Run: npm run migrate`);
  } finally {
    await orm.close(true);
  }
}
