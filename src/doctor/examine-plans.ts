import { type Database } from '../database/connect-database.ts';
import { Plan } from '../subscriptions/plan.ts';
import { type Findings, failure, ok } from './finding.ts';

export async function findPlansOnSale(orm: Database): Promise<Plan[]> {
  return orm.em.fork().find(Plan, { isArchived: false }, { orderBy: { pricePaisa: 'asc' } });
}

export async function examinePlans(orm: Database): Findings {
  const plans = await findPlansOnSale(orm);
  if (plans.length > 0) return [ok(`On sale: ${plans.map(({ code }) => code).join(', ')}.`)];
  return [failure('No plan is on sale.', 'Edit plans.json and run npm run plans, or create a plan at /admin.')];
}
