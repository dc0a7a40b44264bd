import { type EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import { type Logger } from 'pino';

/** Every job there is, and what it is told. Jobs name things by id and look them up: what they find is what is true then. */
export interface JobData {
  followUpPayment: { paymentId: string };
  sendReceipt: { paymentId: string };
  sendRefunded: { paymentId: string };
  /** `endsAt` as it was when the reminder was planned: where access ends later by now, nobody needs it. */
  sendReminder: { userId: string; endsAt: string; daysBefore: number };
  sendEnded: { userId: string; endsAt: string };
  sendPasswordReset: { userId: string };
  sendEmailConfirmation: { userId: string };
  tellOperator:
    | {
        about: 'needsReview';
        paymentId: string;
        claimedPaisa: number | null;
        transactionId: string | null;
        khaltiStatus: string;
      }
    | { about: 'pendingForADay'; paymentId: string }
    | { about: 'keyRefused'; day: string; at: string }
    | { about: 'unexpectedErrors'; errors: { errorId: string; name: string; at: string; where: string | null }[] };
}

export type JobName = keyof JobData;

/** A job to be added, to run not before `startAfter`. What a `key` does is for its queue to say. */
export type NewJob = {
  [Name in JobName]: { name: Name; data: JobData[Name]; startAfter?: Date; key?: string };
}[JobName];

/**
 * For a statement of our own that saves something together with the jobs that follow from it: the insertion of the jobs
 * that `jobsAsJson` wrote into this parameter, under a condition. The same rows as pg-boss's own, which takes a statement
 * for each job; it fails too where there is no such queue.
 */
export const addJobs = (
  parameter: `$${number}`,
  onlyIf = 'true',
): string => `insert into pgboss.job (name, data, singleton_key,
    start_after, created_on, keep_until, policy, dead_letter, heartbeat_seconds, expire_seconds, deletion_seconds,
    retry_limit, retry_delay, retry_backoff, retry_delay_max)
  select added.name, added.data, added.key, added.start_after, pgboss.job_now(),
    added.start_after + queue.retention_seconds * interval '1 second', queue.policy, queue.dead_letter,
    queue.heartbeat_seconds, queue.expire_seconds, queue.deletion_seconds, queue.retry_limit, queue.retry_delay,
    queue.retry_backoff, queue.retry_delay_max
  from (
    select name, data, key, coalesce("startAfter", pgboss.job_now()) as start_after
    from json_to_recordset(${parameter}::json) as x (name text, data jsonb, key text, "startAfter" timestamptz)
  ) added left join pgboss.queue on queue.name = added.name
  where ${onlyIf} on conflict do nothing`;

export function jobsAsJson(jobs: NewJob[]): string {
  return JSON.stringify(jobs);
}

const CONNECTIONS = 3;

/** Jobs are kept in tables beside our own, so that one is added in the transaction of the change that calls for it. */
export class JobQueue {
  readonly boss: PgBoss;

  constructor(databaseUrl: string, log: Logger) {
    this.boss = new PgBoss({
      connectionString: databaseUrl,
      max: CONNECTIONS,
      migrate: false,
      createSchema: false,
      schedule: false,
    });
    this.boss.on('error', (error) => log.error({ err: error }, 'jobs: trouble with the queue'));
  }

  async start(): Promise<void> {
    try {
      await this.boss.start();
    } catch (error) {
      throw new Error('The tables of the job queue are missing or old. Run: npm run migrate', { cause: error });
    }
  }

  /** Lets the jobs that run finish, but not for ever: one that is cut off runs again elsewhere. */
  async stop(withinMs: number): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: withinMs });
  }

  /**
   * Adds a job in `em`'s transaction. With a `key`, no second one of that name and key is added while the first still
   * waits; with `everySeconds`, none in the same stretch of time. False when it was not added.
   */
  async add<Name extends JobName>(
    em: EntityManager,
    name: Name,
    data: JobData[Name],
    { startAfter, key, everySeconds }: { startAfter?: Date; key?: string; everySeconds?: number } = {},
  ): Promise<boolean> {
    const transaction = em.getTransactionContext<KyselyTransactionLike>();
    if (!transaction) throw new Error(`The job ${name} is not added inside a transaction`);
    const id = await this.boss.send(name, data, {
      ...(startAfter ? { startAfter } : {}),
      ...(key ? { singletonKey: key } : {}),
      ...(everySeconds ? { singletonSeconds: everySeconds } : {}),
      db: fromKysely(transaction),
    });
    return id !== null;
  }

  async addAll(em: EntityManager, jobs: NewJob[]): Promise<void> {
    for (const { name, data, ...options } of jobs) await this.add(em, name, data, options);
  }
}
