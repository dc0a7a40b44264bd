import { type JobName } from '../queue/job-data.ts';
import { type Services } from '../services.ts';

const FAILED = { name: 'jobs_failed_total', help: 'Failed runs of jobs.', labels: ['queue'] } as const;

/** Counts and logs a job that will run again. Returns what is stored with it. */
export function noteFailedJob({ metrics, log }: Services, job: { name: JobName; id: string }, error: unknown): string {
  countFailedJob(metrics, job.name);
  log.warn({ err: error, job: job.name, id: job.id }, 'a job failed and will be retried');
  return error instanceof Error ? error.name : 'Error';
}

export function countFailedJob(metrics: Services['metrics'], queue: JobName): void {
  metrics?.count(FAILED, { queue });
}
