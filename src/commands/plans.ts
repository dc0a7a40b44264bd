import 'reflect-metadata';
import { loadPlans } from '../subscriptions/load-plans.ts';
import { withDatabase } from './with-database.ts';

// `npm run plans`: updates the plans in the database from plans.json.
await withDatabase(async (orm) => {
  const changes = await loadPlans(orm.em, 'plans.json');
  for (const [change, codes] of Object.entries(changes)) console.log(`${change}: ${codes.join(', ') || 'none'}`);
});
