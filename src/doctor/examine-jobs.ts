import { setTimeout as sleep } from 'node:timers/promises';
import { type Database } from '../database/connect-database.ts';
import { createLog } from '../logging/log.ts';
import { JobQueue } from '../queue/job-queue.ts';
import { queues } from '../queue/queues.ts';
import { type Findings, failure, ok, warning } from './finding.ts';

const STOPPED_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 200;
const LATE_AFTER_SECONDS = 5 * 60;
const VERY_LATE_AFTER_SECONDS = 60 * 60;

export const START_WORKER = 'Start a process that runs jobs: npm start, or npm run worker.';

/** Adds a job that does nothing, and waits until a worker has taken it. The time limit of the check ends the wait. */
export async function examineWorker(databaseUrl: string, signal: AbortSignal): Findings {
  const queue = new JobQueue(databaseUrl, createLog({ logLevel: 'silent' }), () => {});
  try {
    await queue.start();
    const startedAt = Date.now();
    const id = await queue.boss.send('answerDoctor', {});
    if (id === null) throw new Error('The job queue does not accept a job');
    for (;;) {
      const [job] = await queue.boss.findJobs('answerDoctor', { id });
      if (job?.state === 'completed') return [ok(`A worker has taken a job after ${Date.now() - startedAt} ms.`)];
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  } finally {
    // Also after a start that failed: it goes on trying to connect.
    await queue.stop(STOPPED_WITHIN_MS).catch(() => {});
  }
}

/** Jobs whose time has come, and that no worker has taken. */
export async function examineDueJobs(orm: Database): Findings {
  const late = await orm.em.fork().execute<{ name: string; jobs: number; seconds: number }[]>(
    `select name, count(*)::int as jobs, extract(epoch from now() - min(start_after))::float8 as seconds
       from pgboss.job where state in ('created', 'retry') and start_after < now() - interval '1 second' * ?
         and name in (${Object.keys(queues)
           .map(() => '?')
           .join(', ')})
       group by name order by seconds desc`,
    [LATE_AFTER_SECONDS, ...Object.keys(queues)],
  );
  const [oldest] = late;
  if (!oldest) return [ok('No job is more than 5 minutes late.')];
  const names = late.map(({ name, jobs }) => `${jobs} ${name}`).join(', ');
  const says = `Jobs are late: ${names}. The oldest was due ${Math.floor(oldest.seconds / 60)} minutes ago.`;
  const advice = `${START_WORKER} If one runs, see its log.`;
  return [oldest.seconds > VERY_LATE_AFTER_SECONDS ? failure(says, advice) : warning(says, advice)];
}
