import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { lockKey } from '../database/lock-key.ts';
import { IdempotencyKeyReused, NotFound, NotPossible } from '../errors.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { ALL_DAYS, cutAccess } from './cut-access.ts';
import { Period } from './period.ts';
import { planReminders } from './plan-reminders.ts';
import { type AccessChange, previewCut } from './preview-access.ts';
import { Subscription } from './subscription.ts';

/** Takes away what is left of a period. A period that was revoked before stays as it is. */
export async function revokeByOperator(
  { jobs }: { jobs: JobQueue },
  em: EntityManager,
  { id, idempotencyKey }: { id: string; idempotencyKey: string },
): Promise<{ period: Period; isRepeat: boolean }> {
  await lockKey(em, `revokePeriod ${idempotencyKey}`);
  const ofKey = await em.findOne(Period, { revocationKey: idempotencyKey });
  if (ofKey && ofKey.id !== id.toLowerCase()) {
    throw new IdempotencyKeyReused('This idempotency key has already revoked another period.');
  }
  const period = await findPeriod(em, id);
  // Locked before the period is read again: of two simultaneous calls, the second finds it revoked.
  await em.findOneOrFail(Subscription, { user: period.user }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  await em.refresh(period);
  if (period.revokedAt) return { period, isRepeat: true };
  refuseIfOver(period);
  const endsAt = await cutAccess(em, { id: period.id }, ALL_DAYS);
  period.revocationKey = idempotencyKey;
  if (endsAt) await jobs.addAll(em, planReminders(period.user.id, endsAt));
  return { period, isRepeat: false };
}

/** What `revokeByOperator` would do now. */
export async function previewRevocation(em: EntityManager, id: string): Promise<AccessChange> {
  const period = await findPeriod(em, id);
  if (!period.revokedAt) refuseIfOver(period);
  return previewCut(em, period.user.id, { id: period.id }, ALL_DAYS);
}

async function findPeriod(em: EntityManager, id: string): Promise<Period> {
  const period = isUuid(id) ? await em.findOne(Period, { id }) : null;
  if (!period) throw new NotFound('PERIOD');
  return period;
}

function refuseIfOver({ endsAt }: Period): void {
  if (endsAt <= new Date()) throw new NotPossible('This period is over: there is nothing left to take away.');
}
