import { z } from 'zod';
import { readEnvFile } from '../simulator/config/read-env-file.ts';
import { InvalidDatabaseUrl, readDatabaseUrl } from './database/read-database-url.ts';

const port = z.coerce.number().int().max(65_535);
const count = z.coerce.number().int().min(1);
const httpUrl = z.url({ protocol: /^https?$/, error: 'is not an http(s) URL' });
const databaseUrl = z.string().superRefine((url, context) => {
  for (const message of faultsOfDatabaseUrl(url)) context.addIssue({ code: 'custom', message });
});
const YEAR_SECONDS = 31_536_000;

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().optional(),
  PORT: port.min(1).default(4000),
  WEB_CONCURRENCY: count.max(64).default(1),
  PUBLIC_URL: httpUrl.optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  ALLOWED_HOSTS: list
    .pipe(
      z.array(
        z
          .string()
          .regex(/^[a-z0-9.-]+$/i, 'is not a host name')
          .toLowerCase(),
      ),
    )
    .optional(),
  SHUTDOWN_DELAY_MS: z.coerce.number().int().min(0).max(300_000).optional(),
  HSTS: z.string().trim().superRefine(checkHsts).default('max-age=31536000; includeSubDomains'),
  CORS_ORIGINS: list.pipe(z.array(httpUrl.transform((url) => new URL(url).origin))).optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_POOL_SIZE: count.max(1000).default(10),
  KHALTI_BASE_URL: httpUrl.optional(),
  KHALTI_SECRET_KEY: z.string().trim().min(1).optional(),
  KHALTI_TIMEOUT_MS: count.max(60_000).default(10_000),
  KHALTI_REFUND_AMOUNT_UNIT: z.enum(['paisa', 'rupees']).optional(),
  DANGEROUSLY_ALLOW_KHALTI_HOST: z.string().optional(),
  SIMULATOR_PORT: port.min(0).default(4001),
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./, error: 'is not an smtp:// or smtps:// URL' }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>"\p{Cc}]*<[^\s<>,@]+@[^\s<>,@]+>|[^\s<>,@]+@[^\s<>,@]+)$/u, 'is not an address, or Name <address>')
    .default('Subscriptions <subscriptions@localhost>'),
  OPERATOR_EMAIL: z
    .string()
    .regex(/^[^\s<>,@]+@[^\s<>,@]+$/, 'is not an e-mail address')
    .optional(),
  REFUND_STEP_UP_PAISA: z.coerce.number().int().min(0).default(500_000),
  AUTH_SECRET: list
    .superRefine((secrets, context) => {
      const fault = secrets.length === 0 ? 'is empty' : 'has a secret with fewer than 32 characters';
      if (secrets.every((secret) => secret.length >= 32) && secrets.length > 0) return;
      context.addIssue({ code: 'custom', message: fault });
    })
    .optional(),
  AUTH_SESSION_DAYS: z.coerce.number().positive().max(365).default(7),
  AUTH_ATTEMPTS_PER_ACCOUNT: count.default(10),
  AUTH_ATTEMPTS_PER_ADDRESS: count.default(100),
  AUTH_JWKS_URL: httpUrl.optional(),
  AUTH_ISSUER: z.string().min(1).optional(),
  AUTH_AUDIENCE: z.string().min(1).optional(),
  REQUESTS_PER_MINUTE: count.default(600),
  PAYMENTS_PER_HOUR: count.default(60),
  VERIFICATIONS_PER_MINUTE: count.default(60),
  METRICS_PORT: port.min(1).optional(),
  METRICS_HOST: z.string().default('localhost'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export const variableNames = Object.keys(environment.shape);

/** The simulator's key is public. */
const SIMULATOR_KEY = 'simulator-secret-key';
const IN_PRODUCTION = [
  'PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'KHALTI_BASE_URL',
  'KHALTI_SECRET_KEY',
  'SMTP_URL',
  'MAIL_FROM',
  'OPERATOR_EMAIL',
] as const;
const EXPOSED =
  'sends passwords and payments over the network without encryption: add sslmode=verify-full and sslrootcert, or sslmode=disable for a private network';
const PROVIDER = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

type Environment = z.infer<typeof environment>;

export interface Config {
  isProduction: boolean;
  host: string;
  port: number;
  webConcurrency: number;
  publicUrl: string;
  /** How many trusted proxies are in front of this server. They report the client's address. */
  trustProxy: number;
  /** Names, beside those of this machine, under which this server answers outside production. */
  allowedHosts: string[];
  /** Other origins whose pages may send requests; null for any page on this machine. */
  corsOrigins: string[] | null;
  /** How long a stopping server still answers new requests, while `/health/ready` sends them elsewhere. */
  shutdownDelayMs: number;
  /** The value of Strict-Transport-Security, sent if `publicUrl` is https. Null: never sent. */
  hsts: string | null;
  databaseUrl: string | null;
  /** Past a transaction pooler: for migrations, commands, notifications and the job queue. Null: `databaseUrl`. */
  databaseDirectUrl: string | null;
  databasePoolSize: number;
  khalti: { baseUrl: string; secretKey: string } | null;
  khaltiTimeoutMs: number;
  /** The unit in which Khalti reads the amount of a refund; null if it is not proven. Then no part can be refunded. */
  khaltiRefundAmountUnit: 'paisa' | 'rupees' | null;
  /** Above this sum, a refund needs a code of the last ten minutes. */
  refundStepUpPaisa: number;
  /** A host that is not Khalti's, but was allowed explicitly in production. */
  foreignKhaltiHost: string | null;
  simulatorPort: number;
  /** Without `smtpUrl`, messages are written to files. Without `operatorEmail`, only the log tells operators. */
  mail: { smtpUrl: string | null; from: string; operatorEmail: string | null };
  /** Signs new sessions. */
  authSecret: string | null;
  /** Sessions that these have signed are still accepted. */
  formerAuthSecrets: string[];
  sessionDays: number;
  attemptLimits: { perAccount: number; perAddress: number };
  identityProvider: { jwksUrl: string; issuer: string; audience: string } | null;
  requestsPerMinute: number;
  /** For one account. */
  accountLimits: { paymentsPerHour: number; verificationsPerMinute: number };
  /** Where Prometheus reads metrics. Null: nothing is measured. */
  metrics: { host: string; port: number } | null;
  logLevel: string;
}

export type CompleteConfig = Config & {
  databaseUrl: string;
  databaseDirectUrl: string;
  khalti: NonNullable<Config['khalti']>;
  authSecret: string;
};

/** A configuration that cannot be used, with all faults at once. */
export class InvalidConfig extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Reads the environment, and `.env` if there is one; the environment wins. Throws `InvalidConfig`. */
export function loadConfig(): Config {
  return readConfig(loadEnvironment());
}

/** For a forked process, whose environment is complete. Does not read `.env`, which may have changed. */
export function inheritConfig(): Config {
  return readConfig(process.env);
}

/** For commands that need only the database. Null, outside production: the embedded PostgreSQL. */
export function loadDatabaseUrl(): string | null {
  const { NODE_ENV, DATABASE_URL, DATABASE_DIRECT_URL } = loadEnvironment();
  const url = DATABASE_DIRECT_URL || DATABASE_URL;
  if (!url && NODE_ENV === 'production') throw new InvalidConfig(['DATABASE_URL is missing']);
  if (!url) return null;
  const faults = faultsOfDatabaseUrl(url);
  if (faults.length === 0 && NODE_ENV === 'production' && readDatabaseUrl(url).isExposed) faults.push(EXPOSED);
  const name = DATABASE_DIRECT_URL ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL';
  if (faults.length > 0) throw new InvalidConfig(faults.map((fault) => `${name} ${fault}`));
  return url;
}

/** For commands: outside production, without a Khalti of its own, the simulator of a server that runs. */
export function khaltiForCommands({ khalti, simulatorPort }: Config): NonNullable<Config['khalti']> {
  return khalti ?? { baseUrl: `http://localhost:${simulatorPort}/api/v2/`, secretKey: SIMULATOR_KEY };
}

/** For commands that print or mail links to this server. Throws `InvalidConfig`. */
export function loadLinkConfig(): Pick<Config, 'publicUrl' | 'mail'> {
  const env = loadEnvironment();
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment
    .pick({ NODE_ENV: true, PORT: true, PUBLIC_URL: true, SMTP_URL: true, MAIL_FROM: true, OPERATOR_EMAIL: true })
    .safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  if (given.NODE_ENV === 'production') {
    if (given.PUBLIC_URL === undefined) faults.push('PUBLIC_URL is missing');
    else if (!given.PUBLIC_URL.startsWith('https:')) faults.push('PUBLIC_URL is not https');
  }
  if (!parsed.success || faults.length > 0) throw new InvalidConfig(faults);
  return { publicUrl: publicUrlOf(parsed.data), mail: mailOf(parsed.data) };
}

function faultsOfDatabaseUrl(url: string): string[] {
  try {
    readDatabaseUrl(url);
    return [];
  } catch (error) {
    if (error instanceof InvalidDatabaseUrl) return [...error.faults];
    throw error;
  }
}

function checkHsts(value: string, context: z.RefinementCtx): void {
  const [, maxAge, subDomains, preload] = /^max-age=(\d{1,10})(; ?includeSubDomains)?(; ?preload)?$/.exec(value) ?? [];
  if (value === 'off') return;
  if (maxAge === undefined) {
    context.addIssue({ code: 'custom', message: 'is not off, or max-age=SECONDS; includeSubDomains; preload' });
  } else if (preload !== undefined && (subDomains === undefined || Number(maxAge) < YEAR_SECONDS)) {
    const message = 'has preload, which needs includeSubDomains and a max-age of 31536000 or more';
    context.addIssue({ code: 'custom', message });
  }
}

/** Also when the configuration cannot be read. */
export function isInProduction(): boolean {
  return process.env.NODE_ENV === 'production';
}

/** For commands that must not run in production, before they read the rest. Reads `.env` too. Throws `InvalidConfig`. */
export function isSetForProduction(): boolean {
  return loadEnvironment().NODE_ENV === 'production';
}

export function isRunByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

function loadEnvironment(): Record<string, string | undefined> {
  try {
    // Forked processes inherit these.
    for (const [name, value] of Object.entries(readEnvFile('.env'))) process.env[name] ??= value;
  } catch (error) {
    throw new InvalidConfig([error instanceof Error ? error.message : String(error)]);
  }
  return process.env;
}

/** The environment as typed values. Throws `InvalidConfig`, which names every fault and no secret. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const isFaulty = (name: string) => faults.some((fault) => fault.startsWith(`${name} `));
  const values = (parsed.success ? parsed.data : given) as Environment;
  faults.push(...faultsOfPairs(values));
  if (given.NODE_ENV === 'production') {
    faults.push(...IN_PRODUCTION.filter((name) => given[name] === undefined).map((name) => `${name} is missing`));
    faults.push(...faultsInProduction(given, isFaulty));
  }
  if (faults.length > 0 || !parsed.success) throw new InvalidConfig(faults);
  return toConfig(parsed.data);
}

function faultsOfPairs(given: Partial<Environment>): string[] {
  const faults: string[] = [];
  if (given.KHALTI_BASE_URL && !given.KHALTI_SECRET_KEY && given.NODE_ENV !== 'production') {
    faults.push('KHALTI_SECRET_KEY is missing, but KHALTI_BASE_URL is set');
  }
  if (!given.KHALTI_BASE_URL && given.PORT !== undefined && given.PORT === given.SIMULATOR_PORT) {
    faults.push('SIMULATOR_PORT is the same as PORT');
  }
  if (given.DATABASE_DIRECT_URL && !given.DATABASE_URL && given.NODE_ENV !== 'production') {
    faults.push('DATABASE_URL is missing, but DATABASE_DIRECT_URL is set');
  }
  if (given.METRICS_PORT !== undefined && given.METRICS_PORT === given.PORT) {
    faults.push('METRICS_PORT is the same as PORT');
  }
  if (PROVIDER.some((name) => given[name])) {
    const missing = PROVIDER.filter((name) => !given[name]);
    faults.push(...missing.map((name) => `${name} is missing, but another of ${PROVIDER.join(', ')} is set`));
  }
  return faults;
}

function faultsInProduction(given: Record<string, string | undefined>, isFaulty: (name: string) => boolean): string[] {
  const faults: string[] = [];
  const { PUBLIC_URL, KHALTI_BASE_URL, KHALTI_SECRET_KEY, AUTH_SECRET, AUTH_JWKS_URL } = given;
  if (PUBLIC_URL && !isFaulty('PUBLIC_URL') && !PUBLIC_URL.startsWith('https:')) faults.push('PUBLIC_URL is not https');
  if (PUBLIC_URL && !isFaulty('PUBLIC_URL') && new URL(PUBLIC_URL).origin !== PUBLIC_URL.replace(/\/+$/, '')) {
    faults.push('PUBLIC_URL has more than a scheme, a host and a port');
  }
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL']) {
    if (given[name] && !isFaulty(name) && readDatabaseUrl(given[name]).isExposed) faults.push(`${name} ${EXPOSED}`);
  }
  if (KHALTI_SECRET_KEY?.trim() === SIMULATOR_KEY) faults.push("KHALTI_SECRET_KEY is the simulator's");
  if (KHALTI_SECRET_KEY?.trim().startsWith('Key '))
    faults.push('KHALTI_SECRET_KEY begins with "Key ", which this server adds');
  if (AUTH_JWKS_URL && !isFaulty('AUTH_JWKS_URL') && !AUTH_JWKS_URL.startsWith('https:')) {
    faults.push('AUTH_JWKS_URL is not https');
  }
  if (!AUTH_SECRET && !AUTH_JWKS_URL) faults.push('AUTH_SECRET is missing');
  if (KHALTI_BASE_URL && !isFaulty('KHALTI_BASE_URL')) {
    const url = new URL(KHALTI_BASE_URL);
    if (!/\/api\/v2\/*$/.test(url.href)) faults.push('KHALTI_BASE_URL does not end in /api/v2/');
    const isAllowed = url.host === given.DANGEROUSLY_ALLOW_KHALTI_HOST;
    if (!isKhaltiUrl(url) && !isAllowed) {
      faults.push(
        `KHALTI_BASE_URL is not at Khalti over https (its host is ${url.host}; for staging only, DANGEROUSLY_ALLOW_KHALTI_HOST may name it)`,
      );
    }
  }
  return faults;
}

export function isKhaltiUrl(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && /^([a-z0-9-]+\.)*khalti\.com$/.test(url.hostname);
}

function toConfig(env: Environment): Config {
  const isProduction = env.NODE_ENV === 'production';
  const { KHALTI_BASE_URL, KHALTI_SECRET_KEY, AUTH_JWKS_URL, AUTH_ISSUER, AUTH_AUDIENCE } = env;
  const isForeign = isProduction && KHALTI_BASE_URL !== undefined && !isKhaltiUrl(new URL(KHALTI_BASE_URL));
  const [authSecret, ...formerAuthSecrets] = env.AUTH_SECRET ?? [];
  return {
    isProduction,
    host: env.HOST ?? (isProduction ? '0.0.0.0' : 'localhost'),
    port: env.PORT,
    webConcurrency: env.WEB_CONCURRENCY,
    publicUrl: publicUrlOf(env),
    trustProxy: env.TRUST_PROXY,
    allowedHosts: env.ALLOWED_HOSTS ?? [],
    corsOrigins: env.CORS_ORIGINS ?? (isProduction ? [] : null),
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS ?? (isProduction ? 2_000 : 0),
    hsts: env.HSTS === 'off' ? null : env.HSTS,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    khalti:
      KHALTI_BASE_URL && KHALTI_SECRET_KEY
        ? { baseUrl: KHALTI_BASE_URL.replace(/\/*$/, '/'), secretKey: KHALTI_SECRET_KEY }
        : null,
    khaltiTimeoutMs: env.KHALTI_TIMEOUT_MS,
    khaltiRefundAmountUnit: env.KHALTI_REFUND_AMOUNT_UNIT ?? null,
    refundStepUpPaisa: env.REFUND_STEP_UP_PAISA,
    foreignKhaltiHost: isForeign ? new URL(KHALTI_BASE_URL).host : null,
    simulatorPort: env.SIMULATOR_PORT,
    mail: mailOf(env),
    authSecret: authSecret ?? null,
    formerAuthSecrets,
    sessionDays: env.AUTH_SESSION_DAYS,
    attemptLimits: { perAccount: env.AUTH_ATTEMPTS_PER_ACCOUNT, perAddress: env.AUTH_ATTEMPTS_PER_ADDRESS },
    identityProvider:
      AUTH_JWKS_URL && AUTH_ISSUER && AUTH_AUDIENCE
        ? { jwksUrl: AUTH_JWKS_URL, issuer: AUTH_ISSUER, audience: AUTH_AUDIENCE }
        : null,
    requestsPerMinute: env.REQUESTS_PER_MINUTE,
    accountLimits: { paymentsPerHour: env.PAYMENTS_PER_HOUR, verificationsPerMinute: env.VERIFICATIONS_PER_MINUTE },
    metrics: env.METRICS_PORT === undefined ? null : { host: env.METRICS_HOST, port: env.METRICS_PORT },
    logLevel: env.LOG_LEVEL,
  };
}

function publicUrlOf({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): string {
  return (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
}

function mailOf(env: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM' | 'OPERATOR_EMAIL'>): Config['mail'] {
  return { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM, operatorEmail: env.OPERATOR_EMAIL ?? null };
}
