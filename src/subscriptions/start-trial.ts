import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import {
  accountBlocked,
  EmailNotConfirmed,
  PlanNotFound,
  TrialNotOffered,
  TrialUsed,
  Unauthenticated,
} from '../errors.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { User } from '../users/user.ts';
import { grantAccess } from './grant-access.ts';
import { lockSubscription } from './lock-subscription.ts';
import { Period, PeriodSource } from './period.ts';
import { Plan } from './plan.ts';
import { planReminders } from './plan-reminders.ts';

/**
 * Gives the days of a plan's trial, once to each customer, now or after the customer's access. Throws `PlanNotFound`,
 * `TrialNotOffered`, `Unauthenticated`, `Forbidden`, `EmailNotConfirmed`, `TrialUsed`.
 */
export async function startTrial(
  { jobs }: { jobs: JobQueue },
  em: EntityManager,
  userId: string,
  planId: string,
): Promise<void> {
  await em.transactional(async (em) => {
    const plan = isUuid(planId) ? await em.findOne(Plan, { id: planId, isArchived: false }) : null;
    if (!plan) throw new PlanNotFound();
    if (plan.trialDays === null) throw new TrialNotOffered();
    const user = await em.findOne(User, userId, { lockMode: LockMode.PESSIMISTIC_READ });
    if (!user || user.erasedAt) throw new Unauthenticated();
    if (user.blockedAt) throw accountBlocked();
    if (!user.isEmailConfirmed) throw new EmailNotConfirmed();
    // Refused before the subscription is locked: who never had access must not get an empty one.
    await refuseSecond(em, userId);
    const subscription = await lockSubscription(em, { user, plan });
    // Of two calls at the same moment, the second one waited for the lock.
    await refuseSecond(em, userId);
    const { period } = grantAccess(subscription, { user, plan, from: 'TRIAL', durationDays: plan.trialDays });
    em.persist(period);
    await em.flush();
    await jobs.addAll(em, planReminders(userId, period.endsAt));
  });
}

async function refuseSecond(em: EntityManager, userId: string): Promise<void> {
  if ((await em.count(Period, { user: userId, source: PeriodSource.TRIAL })) > 0) throw new TrialUsed();
}
