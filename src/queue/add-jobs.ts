import { type NewJob } from './job-data.ts';

/**
 * SQL that adds the jobs in `parameter`, as part of a statement that saves what they belong to. It writes the same rows as
 * pg-boss, which needs a statement for each job. `priority` is SQL too. Fails if a job's queue does not exist.
 */
export const addJobs = (
  parameter: `$${number}`,
  { condition = 'true', priority = 'added.priority' }: { condition?: string; priority?: string } = {},
): string => `insert into pgboss.job (name, data, priority, singleton_key,
    start_after, created_on, keep_until, policy, dead_letter, heartbeat_seconds, expire_seconds, deletion_seconds,
    retry_limit, retry_delay, retry_backoff, retry_delay_max)
  select added.name, added.data, ${priority}, added.key, added.start_after, pgboss.job_now(),
    added.start_after + queue.retention_seconds * interval '1 second', queue.policy, queue.dead_letter,
    queue.heartbeat_seconds, queue.expire_seconds, queue.deletion_seconds, queue.retry_limit, queue.retry_delay,
    queue.retry_backoff, queue.retry_delay_max
  from (
    select name, data, coalesce(priority, 0) as priority, key, coalesce("startAfter", pgboss.job_now()) as start_after
    from json_to_recordset(${parameter}::json) as x (name text, data jsonb, priority int, key text,
      "startAfter" timestamptz)
  ) added left join pgboss.queue on queue.name = added.name
  where ${condition} on conflict do nothing`;

export function jobsAsJson(jobs: NewJob[]): string {
  return JSON.stringify(jobs);
}
