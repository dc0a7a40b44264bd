import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { closeHttp } from './api/close-http.ts';
import { buildHttp } from './api/http.ts';
import { type Config, ConfigFaulty, inheritConfig, isRunByNpm, loadConfig } from './config.ts';
import { FORKED, ForkedServers, SERVING } from './forked-servers.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { banner } from './local/banner.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './local/embedded-postgres.ts';
import { keptSecret } from './local/kept-secret.ts';
import { refuseTakenPort } from './local/refuse-taken-port.ts';
import { createLog } from './log.ts';
import { prepareDatabase } from './prepare-database.ts';
import { buildServices, type CompleteConfig, type Services } from './services.ts';

const DATA = resolve('.data');
const LOOK_FOR_PARENT_EVERY_MS = 200;
const START_GIVEN_UP_WITHIN_MS = 5_000;
const CLOSED_WITHIN_MS = 2_000;

/** What this process does: answer calls, take jobs, or both, which is what a small shop needs. */
const role = {
  isServer: process.argv[2] !== 'worker',
  isWorker: !['server', FORKED].includes(String(process.argv[2])),
};
const isForked = process.argv[2] === FORKED;

/** What was started, to be stopped in reverse. */
const started = new AsyncDisposableStack();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
if (isRunByNpm()) stopWithParent();

try {
  await Promise.race([isForked ? startForked(inheritConfig()) : start(loadConfig()), stopAskedForLongAgo()]);
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
} catch (error) {
  console.error(error instanceof ConfigFaulty ? error.message : explain(error));
  process.exitCode = 1;
}
try {
  await started.disposeAsync();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit();

/** A signal to npm ends npm and its shell, which do not pass it on: being orphaned is all that is seen of it here. */
function stopWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop.abort(), LOOK_FOR_PARENT_EVERY_MS).unref();
}

/** For a start that hangs, such as one that waits for somebody else's migration. */
async function stopAskedForLongAgo(): Promise<void> {
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  await sleep(START_GIVEN_UP_WITHIN_MS);
}

async function start(config: Config): Promise<void> {
  if (role.isServer) await refuseTakenPort('PORT', config.host, config.port);
  const { config: complete, simulatorUrl, databaseFolder } = await completeOnBareMachine(config);
  if (stop.signal.aborted) return;
  await prepareDatabase(complete);
  if (stop.signal.aborted) return;
  const log = createLog(complete);
  if (complete.foreignKhaltiHost) {
    log.warn({ host: complete.foreignKhaltiHost }, 'THIS IS NOT KHALTI: payments here are not real money');
  }
  const services = await startServices(complete, log);
  if (role.isServer) await (complete.webConcurrency > 1 ? serveByForked(complete, log) : serve(complete, services));
  if (stop.signal.aborted) return;
  if (role.isWorker) await startJobs(services);
  if (config.isProduction) log.info({ ...role, port: complete.port, publicUrl: complete.publicUrl }, 'started');
  else if (role.isServer) console.log(banner(complete, { simulatorUrl, databaseFolder }));
}

/** The process that forked this one has prepared everything, and says so once it hears from here. */
async function startForked(config: Config): Promise<void> {
  const { config: complete } = await completeOnBareMachine(config);
  await serve(complete, await startServices(complete, createLog(complete)));
  process.send?.(SERVING);
}

async function startServices(config: CompleteConfig, log: Logger): Promise<Services> {
  const services = await buildServices(config, log);
  // A statement that waits for a lock would hold the process for as long; the database takes it back by itself.
  started.defer(() => Promise.race([services.close(), sleep(CLOSED_WITHIN_MS)]));
  return services;
}

async function serveByForked(config: CompleteConfig, log: Logger): Promise<void> {
  const servers = new ForkedServers(config, log, stop.signal);
  started.defer(() => servers.stop());
  await servers.start();
}

async function serve(config: CompleteConfig, services: Services): Promise<void> {
  const impatience = new AbortController();
  const http = await buildHttp(config, services, impatience.signal);
  started.defer(() => closeHttp(http, impatience));
  await http.listen({ host: config.host, port: config.port });
}

/** Starts whatever the configuration leaves open, for one in which nothing is. Production leaves nothing open. */
async function completeOnBareMachine(config: Config) {
  // With an identity provider no token of ours is issued, and in production nothing is kept beside the configuration.
  const makeSecret = () => (config.isProduction ? randomBytes(32).toString('hex') : keptSecret(`${DATA}/auth-secret`));
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
    // A server and a worker that run apart on a bare machine use the same one.
    mayShare: !(role.isServer && role.isWorker),
  });
  started.defer(() => postgres.stop());
  return postgres;
}

async function startKhalti({ simulatorPort }: Config) {
  const { SIMULATOR_SECRET_KEY, startSimulator } = await import('../simulator/simulator.ts');
  // The server beside this worker has started it.
  const url = `http://localhost:${simulatorPort}`;
  if (!role.isServer) return { url, baseUrl: `${url}/api/v2/`, secretKey: SIMULATOR_SECRET_KEY };
  await refuseTakenPort('SIMULATOR_PORT', 'localhost', simulatorPort);
  const simulator = await startSimulator({ port: simulatorPort, dataFile: `${DATA}/simulator.json` });
  started.defer(() => simulator.close());
  return simulator;
}

function explain(error: unknown): string {
  // Where a name stands for several addresses, only the parts say what went wrong.
  const reasons = error instanceof AggregateError ? error.errors : [error];
  return `Cannot start: ${reasons.map((reason) => (reason instanceof Error ? reason.message : reason)).join('; ')}`;
}
