import { type EntityManager } from '@mikro-orm/postgresql';
import { lockKey } from '../database/lock-key.ts';
import { IdempotencyKeyReused } from '../errors.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { Extension } from './extension.ts';
import { fixAudience } from './extension-audience.ts';
import { findPlan } from './find-plan.ts';

export interface NewExtension {
  days: number;
  planId: string | null;
  reason: string;
  authorId: string;
  idempotencyKey: string;
  /** Null: now. */
  audienceAt: Date | null;
}

/** Gives days to all customers who have access at one instant. A job does it. Throws `PlanNotFound`, `IdempotencyKeyReused`. */
export async function extendEverybody(
  { jobs }: { jobs: JobQueue },
  em: EntityManager,
  values: NewExtension,
): Promise<{ extension: Extension; isRepeat: boolean }> {
  const { planId, days, reason, authorId, idempotencyKey } = values;
  await lockKey(em, `extendEverybody ${idempotencyKey}`);
  const known = await em.findOne(Extension, { idempotencyKey }, { populate: ['plan'] });
  if (known) {
    if (isSame(known, values)) return { extension: known, isRepeat: true };
    throw new IdempotencyKeyReused('This idempotency key already belongs to other days.');
  }
  const plan = planId === null ? null : await findPlan(em, planId);
  const audienceAt = values.audienceAt ?? new Date();
  const extension = new Extension({ days, plan, audienceAt, reason, authorId, idempotencyKey });
  await em.persist(extension).flush();
  await fixAudience(em, extension.id, { planId, audienceAt });
  await jobs.add(em, 'extendEverybody', { extensionId: extension.id }, { key: extension.id });
  return { extension, isRepeat: false };
}

function isSame({ plan, days, reason, audienceAt }: Extension, asked: NewExtension): boolean {
  const isSameInstant = asked.audienceAt === null || asked.audienceAt.getTime() === audienceAt.getTime();
  const isSamePlan = plan?.id === asked.planId?.toLowerCase();
  return isSamePlan && days === asked.days && reason === asked.reason && isSameInstant;
}
