import { ended } from '../mail/ended.ts';
import { reminder } from '../mail/reminder.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { User } from '../users/user.ts';
import { sendOnce } from './send-once.ts';

/** Sends nothing if the customer has renewed, or if the job runs too late. */
export async function sendReminder(services: Services, job: JobData['sendReminder']): Promise<void> {
  const found = await findUnchanged(services, job);
  if (!found || found.endsAt <= new Date()) return;
  const { user, planName, endsAt } = found;
  const { daysBefore } = job;
  const { mailLinks, shop } = services;
  const message = reminder({
    ...user,
    planName,
    accessUntil: endsAt,
    daysBefore,
    plansUrl: mailLinks.plans,
    shop,
  });
  await sendOnce(services, `reminder-${user.id}-${endsAt.getTime()}-${daysBefore}`, message);
}

export async function sendEnded(services: Services, job: JobData['sendEnded']): Promise<void> {
  const found = await findUnchanged(services, job);
  if (!found || found.endsAt > new Date()) return;
  const { user, planName, endsAt } = found;
  const { mailLinks, shop } = services;
  const message = ended({ ...user, planName, endedAt: endsAt, plansUrl: mailLinks.plans, shop });
  await sendOnce(services, `ended-${user.id}-${endsAt.getTime()}`, message);
}

/** Null if the end of access has changed, or if the user has no e-mail address. */
async function findUnchanged(services: Services, { userId, endsAt }: { userId: string; endsAt: string }) {
  const subscription = await findSubscription(services, userId);
  if (subscription?.endsAt.toISOString() !== endsAt) return null;
  const { email, name, language } = await services.orm.em.fork().findOneOrFail(User, userId);
  return email === null
    ? null
    : {
        user: { id: userId, to: email, name, language },
        planName: subscription.plan.name,
        endsAt: subscription.endsAt,
      };
}
