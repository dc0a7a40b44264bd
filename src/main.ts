import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { inviteFirstOwner } from './admin/operators/invite-first-owner.ts';
import { serveAdmin } from './admin/serve-admin.ts';
import { closeHttp } from './api/close-http.ts';
import { buildHttp } from './api/http.ts';
import { FORKED, SERVING, ServerCluster } from './cluster/server-cluster.ts';
import { prepareDatabase } from './commands/prepare-database.ts';
import { type CompleteConfig, type Config, InvalidConfig, inheritConfig, isRunByNpm, loadConfig } from './config.ts';
import { connectDatabase } from './database/connect-database.ts';
import { entities } from './entities.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { banner } from './local/banner.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './local/embedded-postgres.ts';
import { refuseTakenPort } from './local/refuse-taken-port.ts';
import { storedSecret } from './local/stored-secret.ts';
import { createLog } from './logging/log.ts';
import { buildServices, type Services } from './services.ts';

const DATA = resolve('.data');
const CHECK_PARENT_EVERY_MS = 200;
const START_ABORTED_WITHIN_MS = 5_000;
const CLOSED_WITHIN_MS = 2_000;

const role = {
  isServer: process.argv[2] !== 'worker',
  isWorker: !['server', FORKED].includes(String(process.argv[2])),
};
const isForked = process.argv[2] === FORKED;

const started = new AsyncDisposableStack();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
if (isRunByNpm()) stopWithParent();

try {
  await Promise.race([isForked ? startForked(inheritConfig()) : start(loadConfig()), stopRequestedLongAgo()]);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
} catch (error) {
  console.error(error instanceof InvalidConfig ? error.message : explain(error));
  process.exitCode = 1;
}
try {
  await started.disposeAsync();
} catch (error) {
  console.error(error);
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
  const { config: complete, simulatorUrl, databaseFolder } = await completeConfig(config);
  if (stop.signal.aborted) return;
  await prepareDatabase(complete);
  if (stop.signal.aborted) return;
  const log = createLog(complete);
  if (complete.foreignKhaltiHost) {
    log.warn({ host: complete.foreignKhaltiHost }, 'THIS IS NOT KHALTI: payments here are not real money');
  }
  const services = await startServices(complete, log);
  if (role.isServer) await (complete.webConcurrency > 1 ? serveWithCluster(complete, log) : serve(complete, services));
  if (stop.signal.aborted) return;
  if (role.isWorker) await startJobs(services);
  if (config.isProduction) log.info({ ...role, port: complete.port, publicUrl: complete.publicUrl }, 'started');
  else if (role.isServer) {
    console.log(banner(complete, { simulatorUrl, databaseFolder, firstOwner: await inviteFirstOwner(services) }));
  }
}

/** The parent process has prepared everything, and waits for this message. */
async function startForked(config: Config): Promise<void> {
  const { config: complete } = await completeConfig(config);
  await serve(complete, await startServices(complete, createLog(complete)));
  process.send?.(SERVING);
}

async function startServices(config: CompleteConfig, log: Logger): Promise<Services> {
  const { databaseUrl: url, databasePoolSize: poolSize } = config;
  const orm = await connectDatabase({ url, entities, poolSize });
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
  const shutdown = new AbortController();
  const http = await buildHttp(config, services, [serveAdmin], shutdown.signal);
  started.defer(() => closeHttp(http, shutdown));
  await http.listen({ host: config.host, port: config.port });
}

/** Starts what the configuration does not name: database, simulator, secret. Production has to name everything. */
async function completeConfig(config: Config) {
  // In production the secret may be missing only with an identity provider. It signs nothing then, and is not stored.
  const makeSecret = () =>
    config.isProduction ? randomBytes(32).toString('hex') : storedSecret(`${DATA}/auth-secret`);
  const authSecret = config.authSecret ?? makeSecret();
  const database = config.databaseUrl ? { url: config.databaseUrl, folder: null } : await startDatabase();
  const simulator = config.khalti ? null : await startKhalti(config);
  const khalti = config.khalti ?? { baseUrl: String(simulator?.baseUrl), secretKey: String(simulator?.secretKey) };
  return {
    config: { ...config, authSecret, databaseUrl: database.url, khalti },
    simulatorUrl: simulator?.url ?? null,
    databaseFolder: database.folder,
  };
}

async function startDatabase(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    folder: `${DATA}/postgres`,
    // A separate server and worker share one embedded database.
    mayShare: !(role.isServer && role.isWorker),
  });
  started.defer(() => postgres.stop());
  return postgres;
}

async function startKhalti({ simulatorPort, allowedHosts }: Config) {
  const { SIMULATOR_SECRET_KEY, startSimulator } = await import('../simulator/simulator.ts');
  // The server process starts it for its worker.
  const url = `http://localhost:${simulatorPort}`;
  if (!role.isServer) return { url, baseUrl: `${url}/api/v2/`, secretKey: SIMULATOR_SECRET_KEY };
  await refuseTakenPort('SIMULATOR_PORT', 'localhost', simulatorPort);
  const simulator = await startSimulator({ port: simulatorPort, allowedHosts, dataFile: `${DATA}/simulator.json` });
  started.defer(() => simulator.close());
  return simulator;
}

function explain(error: unknown): string {
  // A name with several addresses gives one error for each of them.
  const reasons = error instanceof AggregateError ? error.errors : [error];
  return `Cannot start: ${reasons.map((reason) => (reason instanceof Error ? reason.message : reason)).join('; ')}`;
}
