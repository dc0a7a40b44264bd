import { readFile } from 'node:fs/promises';
import { type EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { Plan } from './plan.ts';

// Khalti's documentation: the least that a payment may be, Rs 10.
const LEAST_PAISA = 1000;
const MOST_INT = 2_147_483_647;
const MOST_DAYS = 36_500;
const text = z.string().trim().max(2000);

const planFile = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'has other characters than a-z, 0-9 and -'),
      name: text.min(1).max(200),
      description: text.default(''),
      pricePaisa: z.int().min(LEAST_PAISA).max(MOST_INT),
      durationDays: z.int().min(1).max(MOST_DAYS),
    }),
  )
  .refine((plans) => new Set(plans.map(({ code }) => code)).size === plans.length, 'a code stands there twice');

export interface PlanChanges {
  created: string[];
  updated: string[];
  archived: string[];
}

/**
 * Makes the plans in the database what the file says: created and updated by `code`, archived where they are gone;
 * never deleted, since payments point at them. All or nothing. Throws when the file is not a list of plans.
 */
export async function loadPlans(em: EntityManager, path: string): Promise<PlanChanges> {
  const wanted = await readPlanFile(path);
  return em.fork().transactional(async (tx) => {
    // Whoever comes at the same time waits here, and then finds the plans as they should be.
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
