import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { continueExtension } from '../subscriptions/continue-extension.ts';

// Less than the time after which the queue takes a job for lost.
const RUN_FOR_MS = 20_000;

/** Gives or takes back the days of an extension for a while, then continues in another job. */
export async function extendEverybody(services: Services, { extensionId }: JobData['extendEverybody']): Promise<void> {
  const isDone = await continueExtension(services, extensionId, new Date(Date.now() + RUN_FOR_MS));
  if (isDone) {
    services.log.info({ extensionId }, 'extendEverybody');
    return;
  }
  await services.orm.em
    .fork()
    .transactional((em) => services.jobs.add(em, 'extendEverybody', { extensionId }, { key: extensionId }));
}
