import 'reflect-metadata';
import { loadPlans } from '../subscriptions/load-plans.ts';
import { withDatabase } from './with-database.ts';

// `npm run plans`: makes the plans in the database what plans.json says.
await withDatabase(async (orm) => {
  const changes = await loadPlans(orm.em, 'plans.json');
  for (const [what, codes] of Object.entries(changes)) console.log(`${what}: ${codes.join(', ') || 'none'}`);
});
