import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { lockKey } from '../database/lock-key.ts';
import { IdempotencyKeyReused, NotFound, NotPossible } from '../errors.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { Period } from './period.ts';
import { planReminders } from './plan-reminders.ts';
import { revokePeriod } from './revoke-period.ts';
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
  const period = isUuid(id) ? await em.findOne(Period, { id }) : null;
  if (!period) throw new NotFound('PERIOD');
  // Locked before the period is read again: of two simultaneous calls, the second finds it revoked.
  await em.findOneOrFail(Subscription, { user: period.user }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  await em.refresh(period);
  if (period.revokedAt) return { period, isRepeat: true };
  if (period.endsAt <= new Date()) throw new NotPossible('This period is over: there is nothing left to take away.');
  const endsAt = await revokePeriod(em, period);
  period.revocationKey = idempotencyKey;
  if (endsAt) await jobs.addAll(em, planReminders(period.user.id, endsAt));
  return { period, isRepeat: false };
}
