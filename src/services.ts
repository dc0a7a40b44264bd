import { type Logger } from 'pino';
import { type Config } from './config.ts';
import { connectDatabase, connectionPool, type Database } from './database.ts';
import { ErrorReport } from './error-report.ts';
import { JobQueue } from './job-queue.ts';
import { KhaltiClient } from './khalti/khalti-client.ts';
import { Listener } from './listener.ts';
import { Mailer } from './mail/mailer.ts';
import { Sql } from './sql.ts';
import { PlanCatalog } from './subscriptions/plan-catalog.ts';
import { AttemptLimiter } from './users/attempts.ts';
import { EndedSessions } from './users/ended-sessions.ts';
import { IdentityProvider } from './users/identity-provider.ts';
import { Sessions } from './users/session.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const JOBS_FINISHED_WITHIN_MS = 1_000;

/** What every call and every job shares. */
export interface Services {
  orm: Database;
  sql: Sql;
  khalti: KhaltiClient;
  jobs: JobQueue;
  mailer: Mailer;
  /** Null: operators are told by the log alone. */
  operatorEmail: string | null;
  errorReport: ErrorReport;
  /** What other processes announce. */
  listener: Listener;
  plans: PlanCatalog;
  sessions: Sessions;
  /** Null where accounts live here. */
  identityProvider: IdentityProvider | null;
  attempts: AttemptLimiter;
  /** Where customers see this server, without a slash at the end. */
  publicUrl: string;
  log: Logger;
  close(): Promise<void>;
}

/** A configuration in which nothing is left to a default. */
export type CompleteConfig = Config & {
  databaseUrl: string;
  khalti: NonNullable<Config['khalti']>;
  authSecret: string;
};

export async function buildServices(config: CompleteConfig, log: Logger): Promise<Services> {
  const orm = await connectDatabase(config.databaseUrl, config.databasePoolSize);
  const jobs = new JobQueue(config.databaseUrl, log);
  await jobs.start();
  const khalti = new KhaltiClient({ ...config.khalti, timeoutMs: config.khaltiTimeoutMs });
  const mailer = new Mailer({ ...config.mail, folder: '.data/mail', log });
  const errorReport = new ErrorReport(orm, jobs);
  const listener = new Listener(config.databaseUrl, log);
  const pool = await connectionPool(orm);
  const plans = new PlanCatalog(orm.em, listener);
  const sessionMs = config.sessionDays * DAY_MS;
  const ended = new EndedSessions({ pool, listener, lifetimeMs: sessionMs, log });
  // Beside an identity provider no session is ours to end.
  if (!config.identityProvider) await ended.start();
  return {
    orm,
    sql: new Sql(pool),
    khalti,
    jobs,
    mailer,
    operatorEmail: config.mail.operatorEmail,
    errorReport,
    listener,
    plans,
    sessions: new Sessions({ secret: config.authSecret, issuer: config.publicUrl, lifetimeMs: sessionMs, ended }),
    identityProvider: config.identityProvider && new IdentityProvider(config.identityProvider),
    attempts: new AttemptLimiter(pool, config.attemptLimits),
    publicUrl: config.publicUrl,
    log,
    async close() {
      errorReport.close();
      await jobs.stop(JOBS_FINISHED_WITHIN_MS);
      mailer.close();
      khalti.close();
      plans.close();
      await ended.stop();
      await listener.close();
      await orm.close(true);
    },
  };
}
