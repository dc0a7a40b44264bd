import type pg from 'pg';
import { DatabaseClient } from './database-client.ts';
import { NO_POOLING, type Pooling } from './pooling.ts';
import { readDatabaseUrl } from './read-database-url.ts';

const APPLICATION_NAME = 'khalti-subscriptions';
const KEEP_ALIVE_AFTER_MS = 10_000;
// PostgreSQL ends a statement first, and says why.
const ANSWER_MARGIN_MS = 500;
const MAX_TIMER_MS = 2 ** 31 - 1;
const UNITS_MS: Record<string, number> = { us: 0.001, '': 1, ms: 1, s: 1e3, min: 60e3, h: 3_600e3, d: 86_400e3 };

/** How long one kind of connection waits. Zero: as long as it takes. */
export interface ConnectionLimits {
  connectMs: number;
  statementMs: number;
  lockMs: number;
  /** Limits how long the locks of a process outlive it, when it is frozen or its network is gone. */
  idleInTransactionMs: number;
}

/** Of a request. Waiting for a connection and then for a lock takes less than two seconds. */
export const REQUEST_LIMITS: ConnectionLimits = {
  connectMs: 1_000,
  statementMs: 4_000,
  lockMs: 900,
  idleInTransactionMs: 2_000,
};
/** Of the job queue's own connections, which also clean up its tables. */
export const QUEUE_LIMITS: ConnectionLimits = {
  connectMs: 5_000,
  statementMs: 10_000,
  lockMs: 0,
  idleInTransactionMs: 10_000,
};
/** Of migrations and other commands, which may rewrite a table, or wait for each other. */
export const COMMAND_LIMITS: ConnectionLimits = {
  connectMs: 5_000,
  statementMs: 0,
  lockMs: 0,
  idleInTransactionMs: 60_000,
};
/** Of the start, which finds out whether there is a pooler. */
export const PROBE_LIMITS: ConnectionLimits = {
  connectMs: 5_000,
  statementMs: 5_000,
  lockMs: 0,
  idleInTransactionMs: 20_000,
};
export const LISTENER_LIMITS: ConnectionLimits = {
  connectMs: 1_500,
  statementMs: 1_500,
  lockMs: 0,
  idleInTransactionMs: 0,
};

/** What every connection to `url` is opened with: by MikroORM, pg-boss and our own code. Throws `InvalidDatabaseUrl`. */
export function connectionSettings(url: string, limits: ConnectionLimits, pooling: Pooling = NO_POOLING) {
  const target = readDatabaseUrl(url);
  const { host, port, user, password, database, ssl, sslnegotiation, channelBinding, options } = target;
  const settings = { ...without(asSettings(limits), target.settingsInOptions), ...target.settings };
  return {
    host,
    port,
    user,
    database,
    ...(password === undefined ? {} : { password }),
    ssl,
    ...(ssl ? { sslnegotiation } : {}),
    ...(options === undefined ? {} : { options }),
    application_name: target.applicationName || APPLICATION_NAME,
    connectionTimeoutMillis: target.connectTimeoutMs ?? limits.connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    enableChannelBinding: channelBinding !== 'disable',
    requireChannelBinding: channelBinding === 'require',
    settings,
    answerWithinMs: answerWithin({ ...target.settingsInOptions, ...settings }),
    pooling,
    Client: DatabaseClient,
  };
}

export function createClient(url: string, limits: ConnectionLimits, pooling: Pooling = NO_POOLING): pg.Client {
  return new DatabaseClient(connectionSettings(url, limits, pooling));
}

function asSettings({ statementMs, lockMs, idleInTransactionMs }: ConnectionLimits): Record<string, string> {
  return {
    statement_timeout: String(statementMs),
    lock_timeout: String(lockMs),
    idle_in_transaction_session_timeout: String(idleInTransactionMs),
  };
}

function without(settings: Record<string, string>, others: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in others)));
}

/** Null without a limit of statements, or with one that cannot be read, which PostgreSQL will refuse. */
function answerWithin({ statement_timeout: text = '' }: Record<string, string>): number | null {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/.exec(text) ?? [];
  const limitMs = Number(number) * (UNITS_MS[unit] ?? Number.NaN);
  return limitMs > 0 ? Math.min(limitMs + ANSWER_MARGIN_MS, MAX_TIMER_MS) : null;
}
