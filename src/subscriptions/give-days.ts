import { type EntityManager } from '@mikro-orm/postgresql';
import { type JobQueue } from '../queue/job-queue.ts';
import { type Grant } from './grant.ts';
import { grantAccess } from './grant-access.ts';
import { lockSubscription } from './lock-subscription.ts';
import { Period } from './period.ts';
import { planReminders } from './plan-reminders.ts';

/** Adds the days of a grant after the customer's current access, once. Call it in a transaction. */
export async function giveDays({ jobs }: { jobs: JobQueue }, em: EntityManager, grant: Grant): Promise<Period> {
  const { user, plan, days: durationDays } = grant;
  const subscription = await lockSubscription(em, grant);
  const given = await em.findOne(Period, { grant: grant.id });
  if (given) return given;
  const { period } = grantAccess(subscription, { user, plan, from: { grant }, durationDays });
  await em.persist([grant, period]).flush();
  await jobs.addAll(em, planReminders(user.id, period.endsAt));
  return period;
}
