import { z } from 'zod';
import { faultsOfDatabaseUrl } from './database-url-faults.ts';
import { mailLinks } from './mail-links.ts';
import { shopVariables } from './shop-variables.ts';

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

const returnUrl = httpUrl.superRefine((url, context) => {
  if (!URL.canParse(url)) return;
  const { search, hash, username, password } = new URL(url);
  if (search || hash || username || password || /[?#]$/.test(url)) {
    context.addIssue({ code: 'custom', message: 'has a URL with a query, a fragment, or a user' });
  }
});

/** Every variable, with its form and its default. */
export const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().optional(),
  PORT: port.min(1).default(4000),
  WEB_CONCURRENCY: count.max(64).default(1),
  PUBLIC_URL: httpUrl.optional(),
  PAYMENT_RETURN_URLS: list.pipe(z.array(returnUrl.transform((url) => new URL(url).href))).default([]),
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
  DATABASE_READ_URL: databaseUrl.optional(),
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
  MAIL_LINKS: mailLinks.default({}),
  ...shopVariables,
  SHOP_VAT_REGISTERED: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((word) => word === 'yes'),
  SHOP_RECEIPT_NAME: z.enum(['receipt', 'tax-invoice']).default('receipt'),
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
  AUTH_CLIENT_ID: z.string().min(1).optional(),
  AUTH_USERINFO_URL: httpUrl.optional(),
  STOREFRONT: z.enum(['on', 'off']).optional(),
  REQUESTS_PER_MINUTE: count.default(600),
  API_REQUESTS_PER_MINUTE: count.default(6000),
  WEBHOOK_TIMEOUT_MS: count.max(60_000).default(15_000),
  PAYMENTS_PER_HOUR: count.default(60),
  VERIFICATIONS_PER_MINUTE: count.default(60),
  TRUSTED_DOCUMENTS: list.default([]),
  TRUSTED_DOCUMENTS_ONLY: z.enum(['true', 'false']).default('false'),
  RETENTION_ANSWERS_DAYS: count.max(36_500).default(365),
  // Reminders and messages about one payment must not be sent twice.
  RETENTION_MESSAGES_DAYS: z.coerce.number().int().min(60).max(36_500).default(400),
  RETENTION_TOKENS_DAYS: count.max(36_500).default(30),
  RETENTION_SESSIONS_DAYS: count.max(36_500).default(90),
  RETENTION_JOBS_DAYS: count.max(365).default(7),
  METRICS_PORT: port.min(1).optional(),
  METRICS_HOST: z.string().default('localhost'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Environment = z.infer<typeof environment>;

export const variableNames = Object.keys(environment.shape);

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
