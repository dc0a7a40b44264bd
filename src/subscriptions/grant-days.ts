import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { lockKey } from '../database/lock-key.ts';
import { IdempotencyKeyReused } from '../errors.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { findCustomer } from '../users/find-customer.ts';
import { findPlan } from './find-plan.ts';
import { giveDays } from './give-days.ts';
import { Grant } from './grant.ts';
import { Period } from './period.ts';

export interface FreeDays {
  userId: string;
  planId: string;
  days: number;
  reason: string;
  authorId: string;
  idempotencyKey: string;
}

/** Gives a customer days without a payment. Throws `NotFound`, `PlanNotFound`, `IdempotencyKeyReused`. */
export async function grantDays(
  services: { jobs: JobQueue },
  em: EntityManager,
  values: FreeDays,
): Promise<{ period: Period; isRepeat: boolean }> {
  const { userId, planId, idempotencyKey } = values;
  await lockKey(em, `grantDays ${idempotencyKey}`);
  const known = await em.findOne(Grant, { idempotencyKey });
  if (known) {
    if (!isSame(known, values))
      throw new IdempotencyKeyReused('This idempotency key already belongs to other free days.');
    return { period: await em.findOneOrFail(Period, { grant: known.id }), isRepeat: true };
  }
  const user = await findCustomer(em, userId, LockMode.PESSIMISTIC_READ);
  const plan = await findPlan(em, planId);
  const { days, reason, authorId } = values;
  const grant = new Grant({ user, plan, days, reason, authorId, idempotencyKey });
  return { period: await giveDays(services, em, grant), isRepeat: false };
}

function isSame({ user, plan, days, reason }: Grant, asked: FreeDays): boolean {
  const isForSame = user.id === asked.userId.toLowerCase() && plan.id === asked.planId.toLowerCase();
  return isForSame && days === asked.days && reason === asked.reason;
}
