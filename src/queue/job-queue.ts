import { type EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import { type Logger } from 'pino';
import { type JobData, type JobName, type NewJob } from './job-data.ts';

const CONNECTIONS = 3;

/** The job queue lives in the same database, so that a job is added in the transaction of the change that needs it. */
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
    this.boss.on('error', (error) => log.error({ err: error }, 'jobs: the queue reports an error'));
  }

  async start(): Promise<void> {
    try {
      await this.boss.start();
    } catch (error) {
      throw new Error('The job queue has no tables, or old ones. Run: npm run migrate', { cause: error });
    }
  }

  /** Waits `withinMs` for running jobs. A job that is cut off runs again in another process. */
  async stop(withinMs: number): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: withinMs });
  }

  /**
   * Adds a job in `em`'s transaction. With a `key`, no second job of that name and key is added while the first waits;
   * with `everySeconds`, at most one in that time. Returns whether the job was added.
   */
  async add<Name extends JobName>(
    em: EntityManager,
    name: Name,
    data: JobData[Name],
    { startAfter, key, everySeconds }: { startAfter?: Date; key?: string; everySeconds?: number } = {},
  ): Promise<boolean> {
    const transaction = em.getTransactionContext<KyselyTransactionLike>();
    if (!transaction) throw new Error(`The job ${name} must be added inside a transaction`);
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
