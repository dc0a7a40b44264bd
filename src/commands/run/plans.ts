import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadPlans } from '../../subscriptions/load-plans.ts';
import { withDatabase } from '../with-database.ts';

// `npm run plans`: creates and updates the plans that plans.json names. With `-- --archive-missing`, archives the others.
await withDatabase(async (orm) => {
  const { values } = parseArgs({ options: { 'archive-missing': { type: 'boolean', default: false } } });
  const changes = await loadPlans(orm.em, 'plans.json', { archiveMissing: values['archive-missing'] });
  for (const [change, codes] of Object.entries(changes)) console.log(`${change}: ${codes.join(', ') || 'none'}`);
});
