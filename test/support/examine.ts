import { readConfig } from '../../src/config.ts';
import { connectDatabase } from '../../src/database/connect-database.ts';
import { QUEUE_LIMITS } from '../../src/database/connection-settings.ts';
import { allChecks, type Requested, secretsOf } from '../../src/doctor/checks.ts';
import { type Finding } from '../../src/doctor/finding.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { entities } from '../../src/entities.ts';
import { KhaltiClient } from '../../src/khalti/khalti-client.ts';
import { type App } from './app.ts';

const PATIENT_MS = 100_000;

interface Options extends Partial<Requested> {
  /** The names of the checks to run; all if not given. */
  only?: string[];
  env?: Record<string, string>;
  /** Instead of each check's own limit. By default long, for machines that are busy. */
  withinMs?: number;
}

/** Runs the doctor's checks on an app, with what `env` changes in its configuration. */
export async function examine(
  app: App,
  { only, env = {}, withinMs = PATIENT_MS, initiate = false, mailTo = null }: Options = {},
): Promise<Finding[]> {
  const config = configOf(app, env);
  const orm = await connectDatabase({ url: config.databaseUrl, entities, poolSize: 4, limits: QUEUE_LIMITS });
  const khalti = new KhaltiClient({ ...config.khalti, timeoutMs: config.khaltiTimeoutMs });
  try {
    const checks = allChecks({ config, orm, khalti }, { initiate, mailTo })
      .filter(({ about }) => only?.includes(about) ?? true)
      .map((check) => ({ ...check, withinMs }));
    return await runChecks(checks, { secrets: secretsOf(config) });
  } finally {
    khalti.close();
    await orm.close(true);
  }
}

export function configOf(app: App, env: Record<string, string> = {}) {
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: new URL(app.url).port,
    PUBLIC_URL: app.url,
    DATABASE_URL: `${app.database.url}?connect_timeout=60`,
    KHALTI_BASE_URL: app.simulator.baseUrl,
    KHALTI_SECRET_KEY: app.simulator.secretKey,
    KHALTI_TIMEOUT_MS: '20000',
    AUTH_SECRET: 'a secret of thirty-two characters or more',
    ...env,
  });
  const { databaseUrl, khalti, authSecret } = config;
  if (databaseUrl === null || khalti === null || authSecret === null) throw new Error('The configuration has gaps');
  return { ...config, databaseUrl, databaseDirectUrl: config.databaseDirectUrl ?? databaseUrl, khalti, authSecret };
}
