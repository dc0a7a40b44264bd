import { type EntityManager } from '@mikro-orm/postgresql';
import { fromKysely, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import { type Logger } from 'pino';
import { connectionSettings, QUEUE_LIMITS } from '../database/connection-settings.ts';
import { isUnavailable } from '../database/is-unavailable.ts';
import { type JobData, type JobName, type NewJob } from './job-data.ts';

const CONNECTIONS = 3;
const DAY_SECONDS = 24 * 60 * 60;
// So that the summary of a trouble that has just begun counts more than its first payment.
const SUMMARY_AFTER_MS = 15_000;

export interface AddOptions {
  startAfter?: Date;
  /** No second job of that name and key is added while the first waits. */
  key?: string;
  priority?: number;
  everySeconds?: number;
  /** With `everySeconds`: a job that is one too many runs in the next such time. */
  isPostponed?: boolean;
}

/** The job queue lives in the same database, so that a job is added in the transaction of the change that needs it. */
export class JobQueue {
  readonly boss: PgBoss;
  /** Tells of an error of the queue itself, such as an outage of the database. */
  readonly report: (error: unknown) => void;
  readonly #stopping = new AbortController();
  readonly #unfinished: Promise<void>[] = [];

  constructor(databaseUrl: string, log: Logger, onUnavailable: (error: Error) => void) {
    this.report = (error) => {
      if (error instanceof Error && isUnavailable(error)) onUnavailable(error);
      else log.error({ err: error }, 'jobs: the queue reports an error');
    };
    this.boss = new PgBoss({
      ...connectionSettings(databaseUrl, QUEUE_LIMITS),
      max: CONNECTIONS,
      migrate: false,
      createSchema: false,
      schedule: false,
    });
    this.boss.on('error', this.report);
  }

  async start(): Promise<void> {
    try {
      await this.boss.start();
    } catch (error) {
      if (isUnavailable(error)) throw error;
      throw new Error(
        'The job queue has no tables, or old ones, or this role may not use them. As their owner, run: npm run migrate',
        { cause: error },
      );
    }
  }

  /** Aborted when the queue begins to stop. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /** The queue's connections stay open until `work` has ended, which it does soon after `stopping`. */
  finishBeforeStop(work: Promise<void>): void {
    this.#unfinished.push(work);
  }

  async stop(withinMs: number): Promise<void> {
    this.#stopping.abort();
    const stopped = this.boss.stop({ graceful: true, timeout: withinMs, close: false });
    await Promise.all([stopped, ...this.#unfinished]);
    await this.boss.stop({ close: true });
  }

  async add<Name extends JobName>(
    em: EntityManager,
    name: Name,
    data: JobData[Name],
    { startAfter, key, priority, everySeconds, isPostponed }: AddOptions = {},
  ): Promise<boolean> {
    const transaction = em.getTransactionContext<KyselyTransactionLike>();
    if (!transaction) throw new Error(`The job ${name} must be added inside a transaction`);
    const id = await this.boss.send(name, data, {
      ...(startAfter ? { startAfter } : {}),
      ...(key ? { singletonKey: key } : {}),
      ...(priority === undefined ? {} : { priority }),
      ...(everySeconds ? { singletonSeconds: everySeconds } : {}),
      ...(isPostponed ? { singletonNextSlot: true } : {}),
      db: fromKysely(transaction),
    });
    return id !== null;
  }

  /** Tells operators, in `em`'s transaction, and at most once a day about the same matter. Safe to repeat. */
  async tellOperator(em: EntityManager, data: JobData['tellOperator']): Promise<void> {
    const once = { key: matterOf(data), everySeconds: DAY_SECONDS };
    const isSummary = data.about === 'unknownPayments' || data.about === 'refusedInitiations';
    const later =
      isSummary || data.about === 'keyRefused' ? { startAfter: new Date(Date.now() + SUMMARY_AFTER_MS) } : {};
    await this.add(em, 'tellOperator', data, { ...once, ...later, isPostponed: isSummary });
  }

  async addAll(em: EntityManager, jobs: NewJob[]): Promise<void> {
    for (const { name, data, ...options } of jobs) await this.add(em, name, data, options);
  }
}

function matterOf(data: JobData['tellOperator']): string {
  if ('refundId' in data) return `${data.about}-${data.refundId}-${data.doubt}`;
  if ('endpointId' in data) return `${data.about}-${data.endpointId}-${data.since}-${data.isGone}`;
  if ('matter' in data) return `${data.about}-${data.matter}`;
  return 'paymentId' in data ? `${data.about}-${data.paymentId}` : data.about;
}
