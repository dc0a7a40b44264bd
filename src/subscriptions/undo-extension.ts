import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound } from '../errors.ts';
import { type JobQueue } from '../queue/job-queue.ts';
import { Extension } from './extension.ts';

/** Stops an extension, and lets the job take back the days that it has given. */
export async function undoExtension(
  { jobs }: { jobs: JobQueue },
  em: EntityManager,
  id: string,
): Promise<{ extension: Extension; isRepeat: boolean }> {
  // The job locks it while it gives one customer the days, so that it gives nothing after this.
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const extension = isUuid(id) ? await em.findOne(Extension, { id }, lock) : null;
  if (!extension) throw new NotFound('EXTENSION');
  await em.populate(extension, ['plan']);
  if (extension.undoneAt) return { extension, isRepeat: true };
  extension.undoneAt = new Date();
  await em.flush();
  await jobs.add(em, 'extendEverybody', { extensionId: extension.id }, { key: extension.id });
  return { extension, isRepeat: false };
}
