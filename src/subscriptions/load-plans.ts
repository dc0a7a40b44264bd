import { readFile } from 'node:fs/promises';
import { type EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { MIN_PAYABLE_PAISA } from '../money.ts';
import { Plan } from './plan.ts';

const MAX_NAME_LENGTH = 200;
const MAX_INT = 2_147_483_647;
const MAX_DAYS = 36_500;
const text = z.string().trim().max(2000);

const planFile = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'may have the characters a-z, 0-9 and - only'),
      name: text.min(1).max(MAX_NAME_LENGTH),
      description: text.default(''),
      pricePaisa: z.int().min(MIN_PAYABLE_PAISA).max(MAX_INT),
      durationDays: z.int().min(1).max(MAX_DAYS),
    }),
  )
  .refine((plans) => new Set(plans.map(({ code }) => code)).size === plans.length, 'two plans have the same code');

export interface PlanChanges {
  created: string[];
  updated: string[];
  archived: string[];
}

/**
 * Updates the plans in the database from a file, in one transaction. Plans are matched by `code`. A plan that is not in
 * the file is archived, and never deleted, because payments refer to it. Throws if the file is not a list of plans.
 */
export async function loadPlans(em: EntityManager, path: string): Promise<PlanChanges> {
  const wanted = await readPlanFile(path);
  return em.fork().transactional(async (tx) => {
    // A process that starts at the same time waits here, and then finds nothing to change.
    await tx.execute('lock table plans in share row exclusive mode');
    const changes: PlanChanges = { created: [], updated: [], archived: [] };
    const known = new Map((await tx.find(Plan, {})).map((plan) => [plan.code, plan]));
    for (const values of wanted) {
      const plan = known.get(values.code);
      if (!plan) {
        tx.persist(new Plan(values));
        changes.created.push(values.code);
      } else if (plan.isArchived || Object.entries(values).some(([key, value]) => plan[key as keyof Plan] !== value)) {
        tx.assign(plan, { ...values, isArchived: false });
        changes.updated.push(values.code);
      }
      known.delete(values.code);
    }
    for (const plan of known.values()) {
      if (plan.isArchived) continue;
      plan.isArchived = true;
      changes.archived.push(plan.code);
    }
    return changes;
  });
}

async function readPlanFile(path: string) {
  try {
    return planFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} is not a list of plans: ${reason}`, { cause: error });
  }
}
