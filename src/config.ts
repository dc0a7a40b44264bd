import { readEnvFile } from '../simulator/config/read-env-file.ts';
import { faultsOfDatabaseUrl, faultsOfExposure } from './environment/database-url-faults.ts';
import { type Environment, environment } from './environment/environment.ts';
import { isKhaltiUrl } from './environment/is-khalti-url.ts';
import { type MailLinkTemplates, mailLinksOf } from './environment/mail-links.ts';
import { faultsOfPairs } from './environment/pair-faults.ts';
import { faultsInProduction, SIMULATOR_KEY } from './environment/production-faults.ts';
import { shopOf } from './environment/shop-of.ts';
import { type Shop } from './shop/shop.ts';

export interface Config {
  isProduction: boolean;
  host: string;
  port: number;
  webConcurrency: number;
  publicUrl: string;
  /** Where Khalti may send customers back. The first is the default. */
  paymentReturnUrls: [string, ...string[]];
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
  /** A copy that PostgreSQL keeps, for the operators' lists, figures and exports. Null: `databaseUrl`. */
  databaseReadUrl: string | null;
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
  /** The links in mails to customers, with placeholders. */
  mailLinks: MailLinkTemplates;
  /** Whether this server has pages for customers. */
  hasStorefront: boolean;
  /** What customers see of the shop, and the seller on receipts, as it is now. */
  shop: Shop;
  /** Signs new sessions. */
  authSecret: string | null;
  /** Sessions that these have signed are still accepted. */
  formerAuthSecrets: string[];
  sessionDays: number;
  attemptLimits: { perAccount: number; perAddress: number };
  identityProvider: {
    jwksUrl: string;
    issuer: string;
    audience: string | null;
    clientId: string | null;
    userinfoUrl: string | null;
  } | null;
  requestsPerMinute: number;
  /** Of backends with an API key, from one address. */
  apiRequestsPerMinute: number;
  /** For one answer of a receiver of events. */
  webhookTimeoutMs: number;
  /** For one account. */
  accountLimits: { paymentsPerHour: number; verificationsPerMinute: number };
  /** Files that list operations of known clients. */
  trustedDocuments: string[];
  /** In production, nothing else is answered. */
  trustedDocumentsOnly: boolean;
  /** How long the worker keeps what only grows, in days. */
  retention: { answersDays: number; messagesDays: number; tokensDays: number; sessionsDays: number; jobsDays: number };
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
  if (faults.length === 0 && NODE_ENV === 'production') faults.push(...faultsOfExposure(url));
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
  if (given.NODE_ENV === 'production') faults.push(...faultsInProduction(given, isFaulty));
  if (faults.length > 0 || !parsed.success) throw new InvalidConfig(faults);
  return toConfig(parsed.data);
}

function toConfig(env: Environment): Config {
  const isProduction = env.NODE_ENV === 'production';
  const { KHALTI_BASE_URL, KHALTI_SECRET_KEY } = env;
  const identityProvider = identityProviderOf(env);
  const isForeign = isProduction && KHALTI_BASE_URL !== undefined && !isKhaltiUrl(new URL(KHALTI_BASE_URL));
  const [authSecret, ...formerAuthSecrets] = env.AUTH_SECRET ?? [];
  return {
    isProduction,
    host: env.HOST ?? (isProduction ? '0.0.0.0' : 'localhost'),
    port: env.PORT,
    webConcurrency: env.WEB_CONCURRENCY,
    publicUrl: publicUrlOf(env),
    paymentReturnUrls: returnUrlsOf(env),
    trustProxy: env.TRUST_PROXY,
    allowedHosts: env.ALLOWED_HOSTS ?? [],
    corsOrigins: env.CORS_ORIGINS ?? (isProduction ? [] : null),
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS ?? (isProduction ? 2_000 : 0),
    hsts: env.HSTS === 'off' ? null : env.HSTS,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    databaseReadUrl: env.DATABASE_READ_URL ?? null,
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
    mailLinks: mailLinksOf(publicUrlOf(env), env.MAIL_LINKS),
    // Its password forms cannot work beside an identity provider.
    hasStorefront: env.STOREFRONT === undefined ? identityProvider === null : env.STOREFRONT === 'on',
    shop: shopOf(env, publicUrlOf(env)),
    authSecret: authSecret ?? null,
    formerAuthSecrets,
    sessionDays: env.AUTH_SESSION_DAYS,
    attemptLimits: { perAccount: env.AUTH_ATTEMPTS_PER_ACCOUNT, perAddress: env.AUTH_ATTEMPTS_PER_ADDRESS },
    identityProvider,
    requestsPerMinute: env.REQUESTS_PER_MINUTE,
    apiRequestsPerMinute: env.API_REQUESTS_PER_MINUTE,
    webhookTimeoutMs: env.WEBHOOK_TIMEOUT_MS,
    accountLimits: { paymentsPerHour: env.PAYMENTS_PER_HOUR, verificationsPerMinute: env.VERIFICATIONS_PER_MINUTE },
    trustedDocuments: env.TRUSTED_DOCUMENTS,
    trustedDocumentsOnly: env.TRUSTED_DOCUMENTS_ONLY === 'true',
    retention: {
      answersDays: env.RETENTION_ANSWERS_DAYS,
      messagesDays: env.RETENTION_MESSAGES_DAYS,
      tokensDays: env.RETENTION_TOKENS_DAYS,
      sessionsDays: env.RETENTION_SESSIONS_DAYS,
      jobsDays: env.RETENTION_JOBS_DAYS,
    },
    metrics: env.METRICS_PORT === undefined ? null : { host: env.METRICS_HOST, port: env.METRICS_PORT },
    logLevel: env.LOG_LEVEL,
  };
}

function publicUrlOf({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): string {
  return (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
}

function identityProviderOf(env: Environment): Config['identityProvider'] {
  const { AUTH_JWKS_URL: jwksUrl, AUTH_ISSUER: issuer, AUTH_AUDIENCE, AUTH_CLIENT_ID, AUTH_USERINFO_URL } = env;
  if (!jwksUrl || !issuer) return null;
  return {
    jwksUrl,
    issuer,
    audience: AUTH_AUDIENCE ?? null,
    clientId: AUTH_CLIENT_ID ?? null,
    userinfoUrl: AUTH_USERINFO_URL ?? null,
  };
}

function returnUrlsOf(env: Environment): Config['paymentReturnUrls'] {
  const [first = `${publicUrlOf(env)}/payments/return`, ...others] = env.PAYMENT_RETURN_URLS;
  return [first, ...others];
}

function mailOf(env: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM' | 'OPERATOR_EMAIL'>): Config['mail'] {
  return { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM, operatorEmail: env.OPERATOR_EMAIL ?? null };
}
