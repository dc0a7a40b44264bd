import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type Database } from '../database/connect-database.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { ALL_DAYS, cutAccess } from './cut-access.ts';
import { Extension } from './extension.ts';
import { giveDays } from './give-days.ts';
import { Grant } from './grant.ts';
import { Period } from './period.ts';
import { planReminders } from './plan-reminders.ts';

const BATCH_SIZE = 200;

interface Needs {
  orm: Database;
  jobs: JobQueue;
}

/**
 * Gives the days of an extension to the customers who do not have them yet; takes them back after it was undone. One short
 * transaction for each customer, so that payments do not wait. Returns whether all is done at `deadline`.
 */
export async function continueExtension(services: Needs, extensionId: string, deadline: Date): Promise<boolean> {
  for (;;) {
    const grantIds = await findWaiting(services.orm.em.fork(), extensionId);
    if (grantIds.length === 0) {
      await complete(services.orm.em.fork(), extensionId);
      return true;
    }
    for (const grantId of grantIds) {
      if (new Date() > deadline) return false;
      await services.orm.em.fork().transactional((em) => handle(services, em, extensionId, grantId));
    }
  }
}

async function findWaiting(em: EntityManager, extensionId: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select g.id from extensions e join grants g on g.extension_id = e.id left join periods p on p.grant_id = g.id
     where e.id = ? and case when e.undone_at is null then p.id is null else p.id is not null and p.revoked_at is null end
     order by g.user_id limit ?`,
    [extensionId, BATCH_SIZE],
  );
  return rows.map(({ id }) => id);
}

/** Safe to repeat, and to run twice at the same time. */
async function handle({ jobs }: Needs, em: EntityManager, extensionId: string, grantId: string): Promise<void> {
  const extension = await em.findOneOrFail(Extension, extensionId, { lockMode: LockMode.PESSIMISTIC_READ });
  const grant = await em.findOneOrFail(Grant, grantId);
  if (extension.undoneAt === null) {
    await giveDays({ jobs }, em, grant);
    return;
  }
  const period = await em.findOne(Period, { grant: grantId });
  const endsAt = period && (await cutAccess(em, { id: period.id }, ALL_DAYS));
  if (endsAt) await jobs.addAll(em, planReminders(grant.user.id, endsAt));
}

async function complete(em: EntityManager, extensionId: string): Promise<void> {
  await em.nativeUpdate(
    Extension,
    { id: extensionId, completedAt: null, undoneAt: null },
    { completedAt: new Date(), updatedAt: new Date() },
  );
}
