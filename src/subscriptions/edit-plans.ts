import { type EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { lockKey } from '../database/lock-key.ts';
import { BadUserInput } from '../errors.ts';
import { Plan } from './plan.ts';
import { type PlanEdit, planChanges, planValues } from './plan-values.ts';

/** Throws `BadUserInput`. */
export async function createPlan(em: EntityManager, values: z.input<typeof planValues>): Promise<Plan> {
  const parsed = parse(planValues, values);
  await lockKey(em, `createPlan ${parsed.code}`);
  if (await em.findOne(Plan, { code: parsed.code })) {
    throw new BadUserInput('code', 'There is a plan with this code already. It may be archived.');
  }
  const plan = new Plan(parsed);
  await em.persist(plan).flush();
  return plan;
}

/** What is not named stays as it is. Payments that are open keep their price and length. Throws `BadUserInput`. */
export async function updatePlan(em: EntityManager, plan: Plan, values: PlanEdit): Promise<PlanEdit> {
  const changes = parse(planChanges, values);
  if (Object.keys(changes).length === 0) throw new BadUserInput('name', 'Please name what to change.');
  Object.assign(plan, changes);
  await em.flush();
  return changes;
}

/** Returns false if the plan was archived, or on sale, already. */
export async function setArchived(em: EntityManager, plan: Plan, isArchived: boolean): Promise<boolean> {
  if (plan.isArchived === isArchived) return false;
  plan.isArchived = isArchived;
  await em.flush();
  return true;
}

function parse<Output, Input>(schema: z.ZodType<Output, Input>, values: Input): Output {
  const { success, data, error } = schema.safeParse(values);
  if (success) return data;
  const [issue] = error.issues;
  throw new BadUserInput(String(issue?.path[0]), `${String(issue?.path[0])}: ${issue?.message}`);
}
