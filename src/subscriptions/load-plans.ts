import { readFile } from 'node:fs/promises';
import { type EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { Plan } from './plan.ts';
import { type PlanValues, planValues } from './plan-values.ts';

const planFile = z
  .array(planValues)
  .refine((plans) => new Set(plans.map(({ code }) => code)).size === plans.length, 'two plans have the same code');

export interface PlanChanges {
  created: string[];
  updated: string[];
  archived: string[];
}

/**
 * Creates and updates the plans that a file names, in one transaction. Plans are matched by `code`. Plans that it does not
 * name stay as they are: operators may have created them. With `archiveMissing` they are archived, and never deleted, because
 * payments refer to them. Throws if the file is not a list of plans.
 */
export async function loadPlans(
  em: EntityManager,
  path: string,
  { archiveMissing = false }: { archiveMissing?: boolean } = {},
): Promise<PlanChanges> {
  const wanted = await readPlanFile(path);
  return em.fork().transactional(async (tx) => {
    const known = await lockPlans(tx);
    const changes = save(tx, wanted, known);
    if (archiveMissing) changes.archived = archiveOthers(wanted, known);
    return changes;
  });
}

/** Creates the plans of a file if there are none yet. Operators edit them from then on. */
export async function seedPlans(em: EntityManager, path: string): Promise<void> {
  if ((await em.fork().count(Plan)) > 0) return;
  const wanted = await readPlanFile(path);
  await em.fork().transactional(async (tx) => {
    const known = await lockPlans(tx);
    if (known.size === 0) save(tx, wanted, known);
  });
}

/** A process that starts at the same time waits here, and then finds nothing to change. */
async function lockPlans(tx: EntityManager): Promise<Map<string, Plan>> {
  await tx.execute('lock table plans in share row exclusive mode');
  return new Map((await tx.find(Plan, {})).map((plan) => [plan.code, plan]));
}

function save(tx: EntityManager, wanted: PlanValues[], known: Map<string, Plan>): PlanChanges {
  const changes: PlanChanges = { created: [], updated: [], archived: [] };
  for (const values of wanted) {
    const plan = known.get(values.code);
    if (!plan) {
      tx.persist(new Plan(values));
      changes.created.push(values.code);
    } else if (plan.isArchived || Object.entries(values).some(([key, value]) => plan[key as keyof Plan] !== value)) {
      tx.assign(plan, { ...values, isArchived: false });
      changes.updated.push(values.code);
    }
  }
  return changes;
}

function archiveOthers(wanted: PlanValues[], known: Map<string, Plan>): string[] {
  const named = new Set(wanted.map(({ code }) => code));
  const others = [...known.values()].filter(({ code, isArchived }) => !isArchived && !named.has(code));
  for (const plan of others) plan.isArchived = true;
  return others.map(({ code }) => code);
}

async function readPlanFile(path: string): Promise<PlanValues[]> {
  try {
    return planFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${path} is not a list of plans: ${reason}`, { cause: error });
  }
}
