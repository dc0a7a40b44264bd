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
}
