import { type Logger } from 'pino';
import { type Config } from './config.ts';
import { connectDatabase, connectionPool, type Database } from './database.ts';
import { JobQueue } from './job-queue.ts';
import { KhaltiClient } from './khalti/khalti-client.ts';
import { AttemptLimiter } from './users/attempts.ts';
import { IdentityProvider } from './users/identity-provider.ts';
import { Sessions } from './users/session.ts';

const JOBS_FINISHED_WITHIN_MS = 1_000;

/** What every call and every job shares. */
export interface Services {
  orm: Database;
  khalti: KhaltiClient;
  jobs: JobQueue;
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
  return {
    orm,
    khalti,
    jobs,
    sessions: new Sessions({ secret: config.authSecret, issuer: config.publicUrl, days: config.sessionDays }),
    identityProvider: config.identityProvider && new IdentityProvider(config.identityProvider),
    attempts: new AttemptLimiter(await connectionPool(orm), config.attemptLimits),
    publicUrl: config.publicUrl,
    log,
    async close() {
      await jobs.stop(JOBS_FINISHED_WITHIN_MS);
      khalti.close();
      await orm.close(true);
    },
  };
}
