import { type LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { PlanNotFound } from '../errors.ts';
import { Plan } from './plan.ts';

/** A plan, archived or not. Throws `PlanNotFound`. */
export async function findPlan(em: EntityManager, id: string, lockMode?: LockMode.PESSIMISTIC_WRITE): Promise<Plan> {
  const lock = lockMode === undefined ? {} : { lockMode, refresh: true };
  const plan = isUuid(id) ? await em.findOne(Plan, { id }, lock) : null;
  if (!plan) throw new PlanNotFound('There is no such plan.');
  return plan;
}
