import 'reflect-metadata';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { inviteFirstOwner } from './admin/operators/invite-first-owner.ts';
import { serveAdmin } from './admin/serve-admin.ts';
import { closeHttp } from './api/close-http.ts';
import { buildHttp } from './api/http.ts';
import { Shutdown } from './api/shutdown.ts';
import { FORKED, SERVING, ServerCluster } from './cluster/server-cluster.ts';
import { prepareDatabase } from './commands/prepare-database.ts';
import { completeConfig } from './complete-config.ts';
import {
  type CompleteConfig,
  type Config,
  InvalidConfig,
  inheritConfig,
  isInProduction,
  isRunByNpm,
  loadConfig,
} from './config.ts';
import { checkPooling } from './database/check-pooling.ts';
import { connectDatabase } from './database/connect-database.ts';
import { findPooling } from './database/find-pooling.ts';
import { type Pooling } from './database/pooling.ts';
import { reportStartProblems } from './doctor/report-start-problems.ts';
import { entities } from './entities.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { banner } from './local/banner.ts';
import { isReachableFromOutside } from './local/is-reachable-from-outside.ts';
import { refuseTakenPort } from './local/refuse-taken-port.ts';
import { createLog } from './logging/log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { buildServices, type Services } from './services.ts';
import { serveAccess } from './webhooks/serve-access.ts';
import { serveEvents } from './webhooks/serve-events.ts';

const CHECK_PARENT_EVERY_MS = 200;
const START_ABORTED_WITHIN_MS = 5_000;
const CLOSED_WITHIN_MS = 2_000;

const role = {
  isServer: process.argv[2] !== 'worker',
  isWorker: !['server', FORKED].includes(String(process.argv[2])),
};
const isForked = process.argv[2] === FORKED;
const roleName = [role.isServer && 'server', role.isWorker && 'worker'].filter(Boolean).join('+');

const started = new AsyncDisposableStack();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
if (isRunByNpm()) stopWithParent();

try {
  await Promise.race([isForked ? startForked(inheritConfig()) : start(loadConfig()), stopRequestedLongAgo()]);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
} catch (error) {
  reportFailure(error instanceof InvalidConfig ? error.message : explain(error));
  process.exitCode = 1;
}
try {
  await started.disposeAsync();
} catch (error) {
  reportFailure(explain(error, 'Cannot stop'));
  process.exitCode = 1;
}
process.exit();

/** npm and its shell end on a signal without passing it on. This process only sees that its parent is gone. */
function stopWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop.abort(), CHECK_PARENT_EVERY_MS).unref();
}

/** For a start that hangs, for example because it waits for another process's migration. */
async function stopRequestedLongAgo(): Promise<void> {
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  await sleep(START_ABORTED_WITHIN_MS);
}

async function start(config: Config): Promise<void> {
  if (role.isServer) await refuseTakenPort('PORT', config.host, config.port);
  if (config.metrics) await refuseTakenPort('METRICS_PORT', config.metrics.host, config.metrics.port);
  const { config: complete, simulatorUrl, databaseFolder } = await completeConfig(config, role, started);
  if (stop.signal.aborted) return;
  const pooling = await checkPooling(complete.databaseUrl, complete.databaseDirectUrl);
  await prepareDatabase(complete);
  if (stop.signal.aborted) return;
  const log = createLog({ ...complete, role: roleName });
  if (config.isProduction || pooling.mode !== 'NONE') log.info(pooling, 'database: how DATABASE_URL is pooled');
  if (complete.foreignKhaltiHost) {
    log.warn({ host: complete.foreignKhaltiHost }, 'THIS IS NOT KHALTI: payments here are not real money');
  }
  await warnOfForgedAddresses(complete, log);
  const services = await startServices(complete, log, pooling);
  if (complete.metrics && services.metrics) await startMetrics(complete.metrics, services.metrics);
  if (role.isServer) await (complete.webConcurrency > 1 ? serveWithCluster(complete, log) : serve(complete, services));
  if (stop.signal.aborted) return;
  if (role.isWorker) await startJobs(services);
  if (config.isProduction) {
    log.info({ ...role, port: complete.port, publicUrl: complete.publicUrl }, 'started');
    void reportStartProblems(services, complete, stop.signal);
  } else if (role.isServer) {
    console.log(banner(complete, { simulatorUrl, databaseFolder, firstOwner: await inviteFirstOwner(services) }));
  }
}

/** A client that connects without a proxy can send the header of one, and so any address. */
async function warnOfForgedAddresses({ isProduction, trustProxy, host }: Config, log: Logger): Promise<void> {
  if (!isProduction || !role.isServer || trustProxy === 0 || !(await isReachableFromOutside(host))) return;
  const advice = 'set HOST to an address that only your proxies reach, or close the port to all others';
  log.warn({ host, trustProxy }, `clients that connect directly can forge their address: ${advice}`);
}

/** The parent process has prepared everything, and waits for this message. */
async function startForked(config: Config): Promise<void> {
  const { config: complete } = await completeConfig(config, role, started);
  const pooling = await findPooling(complete.databaseUrl);
  const services = await startServices(complete, createLog({ ...complete, role: roleName }), pooling);
  if (services.metrics) (await import('./metrics/gathered-metrics.ts')).answerWithMetrics(services.metrics);
  await serve(complete, services);
  process.send?.(SERVING);
}

/** Loaded only where something is measured. */
async function startMetrics(where: { host: string; port: number }, metrics: Metrics): Promise<void> {
  const { GatheredMetrics } = await import('./metrics/gathered-metrics.ts');
  const { serveMetrics } = await import('./metrics/serve-metrics.ts');
  const gathered = new GatheredMetrics(metrics);
  const server = await serveMetrics(where, () => gathered.read());
  started.defer(() => void server.close());
}

async function startServices(config: CompleteConfig, log: Logger, pooling: Pooling): Promise<Services> {
  const { databaseUrl: url, databasePoolSize: poolSize } = config;
  const orm = await connectDatabase({ url, entities, poolSize, pooling });
  const services = await buildServices(config, orm, log);
  // Do not wait for a statement that waits for a lock. The database rolls it back.
  started.defer(() => Promise.race([services.close(), sleep(CLOSED_WITHIN_MS)]));
  return services;
}

async function serveWithCluster(config: CompleteConfig, log: Logger): Promise<void> {
  const servers = new ServerCluster(config, log, stop.signal);
  started.defer(() => servers.stop());
  await servers.start();
}

async function serve(config: CompleteConfig, services: Services): Promise<void> {
  const shutdown = new Shutdown();
  const http = await buildHttp(config, services, [serveAdmin, serveAccess, serveEvents], shutdown);
  started.defer(() => closeHttp(http, shutdown, config.shutdownDelayMs));
  const address = await http.listen({ host: config.host, port: config.port });
  services.log.info(`Server listening at ${address}`);
}

/** One line of JSON in production, as all other lines of the log; also with LOG_LEVEL=silent. */
function reportFailure(message: string): void {
  if (isInProduction()) createLog({ logLevel: 'fatal', role: roleName }, process.stderr).fatal(message);
  else console.error(message);
}

function explain(error: unknown, what = 'Cannot start'): string {
  // A name with several addresses gives one error for each of them.
  const reasons = error instanceof AggregateError ? error.errors : [error];
  return `${what}: ${reasons.map((reason) => (reason instanceof Error ? reason.message : reason)).join('; ')}`;
}
