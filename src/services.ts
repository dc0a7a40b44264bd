import { type Logger } from 'pino';
import { AccountLimits } from './auth/account-limits.ts';
import { AttemptLimiter } from './auth/attempt-limiter.ts';
import { BarredCustomers } from './auth/barred-customers.ts';
import { EndedSessions } from './auth/ended-sessions.ts';
import { IdentityProvider } from './auth/identity-provider.ts';
import { OpenSessions } from './auth/open-sessions.ts';
import { Sessions } from './auth/sessions.ts';
import { type CompleteConfig, type Config } from './config.ts';
import { connectionPool, type Database } from './database/connect-database.ts';
import { connectReplica } from './database/connect-replica.ts';
import { Listener } from './database/listener.ts';
import { type Outage, Outages } from './database/outages.ts';
import { Sql } from './database/sql.ts';
import { KhaltiClient } from './khalti/khalti-client.ts';
import { ErrorReport, REPORT_EVERY_SECONDS, type UnexpectedError } from './logging/error-report.ts';
import { type MailLinks, mailLinks } from './mail/mail-links.ts';
import { Mailer } from './mail/mailer.ts';
import type { Metrics } from './metrics/metrics.ts';
import { JobQueue } from './queue/job-queue.ts';
import { DAY_MS } from './subscriptions/period.ts';
import { PlanCatalog } from './subscriptions/plan-catalog.ts';

const JOBS_FINISHED_WITHIN_MS = 1_000;
const versions = { program: '0.2.0', node: process.versions.node };
const PENDING_REQUESTS = {
  name: 'db_client_connection_pending_requests',
  help: 'Requests that wait for a connection of the pool.',
  labels: [],
};
const KEY_REFUSED = { name: 'khalti_key_refused', help: '1 while Khalti refuses our secret key.', labels: [] };

export interface Services {
  orm: Database;
  /** May be some moments old, so nothing that changes anything reads it. Of DATABASE_READ_URL; without it, the same as `orm`. */
  readOrm: Database;
  sql: Sql;
  khalti: KhaltiClient;
  jobs: JobQueue;
  mailer: Mailer;
  /** Null: the log is the only way to tell operators. */
  operatorEmail: string | null;
  errorReport: ErrorReport;
  outages: Outages;
  listener: Listener;
  plans: PlanCatalog;
  sessions: Sessions;
  barred: BarredCustomers;
  identityProvider: IdentityProvider | null;
  attempts: AttemptLimiter;
  accountLimits: AccountLimits;
  /** See `Config`. */
  refundAmountUnit: 'paisa' | 'rupees' | null;
  shop: Config['shop'];
  retention: Config['retention'];
  publicUrl: string;
  paymentReturnUrls: Config['paymentReturnUrls'];
  mailLinks: MailLinks;
  /** `isPublicOnly`: no event is sent to a private address. */
  webhooks: { timeoutMs: number; isPublicOnly: boolean };
  /** Null: nothing is measured. */
  metrics: Metrics | null;
  log: Logger;
  close(): Promise<void>;
}

/** Takes over `orm`: `close` closes it. */
export async function buildServices(config: CompleteConfig, orm: Database, log: Logger): Promise<Services> {
  const { databaseDirectUrl, publicUrl, identityProvider: provider } = config;
  const outages: Outages = new Outages(log, (outage) => reportOutage(orm, jobs, outage));
  const jobs = new JobQueue(databaseDirectUrl, log, (error) => outages.note(error));
  await jobs.start();
  const metrics = config.metrics && (await createMetrics());
  const khalti = new KhaltiClient({ ...config.khalti, timeoutMs: config.khaltiTimeoutMs, metrics });
  const mailer = new Mailer({ ...config.mail, folder: '.data/mail', log, metrics });
  const errorReport = createErrorReport(orm, jobs);
  const listener = new Listener(databaseDirectUrl, log);
  const pool = await connectionPool(orm);
  metrics?.gauge(PENDING_REQUESTS, () => [{ value: pool.waitingCount }]);
  metrics?.gauge(KEY_REFUSED, () => [{ value: Number(khalti.isKeyRefused) }], { aggregator: 'max' });
  const plans = new PlanCatalog(orm.em, listener);
  const sessionMs = config.sessionDays * DAY_MS;
  const ended = new EndedSessions({ pool, listener, lifetimeMs: sessionMs, log });
  const barred = new BarredCustomers({ pool, listener, log });
  await Promise.all([ended.start(), barred.start()]);
  const readOrm = config.databaseReadUrl === null ? orm : await connectReplica(orm, config.databaseReadUrl);
  return {
    orm,
    readOrm,
    sql: new Sql(pool),
    khalti,
    jobs,
    mailer,
    operatorEmail: config.mail.operatorEmail,
    errorReport,
    outages,
    listener,
    plans,
    sessions: new Sessions({
      secrets: authSecrets(config),
      issuer: publicUrl,
      lifetimeMs: sessionMs,
      ended,
      open: new OpenSessions(pool),
    }),
    barred,
    identityProvider: provider && new IdentityProvider({ ...provider, ended, barred, log }),
    attempts: new AttemptLimiter(pool, config.attemptLimits),
    accountLimits: new AccountLimits(config.accountLimits),
    refundAmountUnit: config.khaltiRefundAmountUnit,
    shop: config.shop,
    retention: config.retention,
    publicUrl,
    paymentReturnUrls: config.paymentReturnUrls,
    mailLinks: mailLinks(config.mailLinks),
    webhooks: { timeoutMs: config.webhookTimeoutMs, isPublicOnly: config.isProduction },
    metrics,
    log,
    async close() {
      errorReport.close();
      metrics?.close();
      outages.close();
      await jobs.stop(JOBS_FINISHED_WITHIN_MS);
      mailer.close();
      khalti.close();
      plans.close();
      await ended.stop();
      await barred.stop();
      await listener.close();
      if (readOrm !== orm) await readOrm.close(true);
      await orm.close(true);
    },
  };
}

function authSecrets({ authSecret, formerAuthSecrets }: CompleteConfig): [string, ...string[]] {
  return [authSecret, ...formerAuthSecrets];
}

/** Loaded only where something is measured: the library takes 140 ms and 22 MB. */
async function createMetrics(): Promise<Metrics> {
  const { Metrics } = await import('./metrics/metrics.ts');
  return new Metrics({ version: versions.program, node: versions.node });
}

function createErrorReport(orm: Database, jobs: JobQueue): ErrorReport {
  return new ErrorReport((errors) => report(orm, jobs, 'unexpectedErrors', errors));
}

/** Every process notices an outage, and the first to tell of it is enough. Throws while the database takes no writes. */
async function reportOutage(orm: Database, jobs: JobQueue, { errorId, reason, since }: Outage): Promise<void> {
  const name = `The database was not available (${reason})`;
  await report(orm, jobs, 'outage', [{ errorId, name, at: since.toISOString(), where: null }]);
}

function report(orm: Database, jobs: JobQueue, key: string, errors: UnexpectedError[]): Promise<boolean> {
  const once = { key, everySeconds: REPORT_EVERY_SECONDS };
  return orm.em.fork().transactional((em) => jobs.add(em, 'tellOperator', { about: 'unexpectedErrors', errors }, once));
}
