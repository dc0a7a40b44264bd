import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { type FastifyInstance } from 'fastify';
import { buildHttp } from './api/http.ts';
import { type Config, ConfigFaulty, loadConfig } from './config.ts';
import { connectDatabase, migrate, pendingMigrations } from './database.ts';
import { banner } from './local/banner.ts';
import { startEmbeddedPostgres } from './local/embedded-postgres.ts';
import { keptSecret } from './local/kept-secret.ts';
import { createLog } from './log.ts';
import { buildServices, type CompleteConfig } from './services.ts';
import { loadPlans } from './subscriptions/load-plans.ts';

const DATA = resolve('.data');
const ANSWERS_FINISHED_WITHIN_MS = 5_000;

/** What was started, to be stopped in reverse. */
const started = new AsyncDisposableStack();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

try {
  await start(loadConfig());
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
} catch (error) {
  console.error(error instanceof ConfigFaulty ? error.message : explain(error));
  process.exitCode = 1;
} finally {
  await started.disposeAsync();
}
process.exit();

async function start(config: Config): Promise<void> {
  await refuseTakenPort('PORT', config.host, config.port);
  const { config: complete, simulatorUrl } = await completeOnBareMachine(config);
  if (stop.signal.aborted) return;
  await prepareDatabase(complete);
  if (stop.signal.aborted) return;
  const log = createLog(complete);
  if (complete.foreignKhaltiHost) {
    log.warn({ host: complete.foreignKhaltiHost }, 'THIS IS NOT KHALTI: payments here are not real money');
  }
  const services = await buildServices(complete, log);
  started.defer(() => services.close());
  const http = await buildHttp(complete, services);
  started.defer(() => closeHttp(http));
  await http.listen({ host: complete.host, port: complete.port });
  if (config.isProduction) log.info({ port: complete.port, publicUrl: complete.publicUrl }, 'listening');
  else console.log(banner(complete, { simulatorUrl, data: config.databaseUrl ? null : DATA }));
}

/** Starts whatever the configuration leaves open. Production leaves nothing open. */
async function completeOnBareMachine(config: Config): Promise<{ config: CompleteConfig; simulatorUrl: string | null }> {
  // With an identity provider no token of ours is issued, and in production nothing is kept beside the configuration.
  const makeSecret = () => (config.isProduction ? randomBytes(32).toString('hex') : keptSecret(`${DATA}/auth-secret`));
  const authSecret = config.authSecret ?? makeSecret();
  const databaseUrl = config.databaseUrl ?? (await startDatabase());
  if (config.khalti)
    return { config: { ...config, authSecret, databaseUrl, khalti: config.khalti }, simulatorUrl: null };
  await refuseTakenPort('SIMULATOR_PORT', 'localhost', config.simulatorPort);
  const { startSimulator } = await import('../simulator/simulator.ts');
  const simulator = await startSimulator({ port: config.simulatorPort, dataFile: `${DATA}/simulator.json` });
  started.defer(() => simulator.close());
  const khalti = { baseUrl: simulator.baseUrl, secretKey: simulator.secretKey };
  return { config: { ...config, authSecret, databaseUrl, khalti }, simulatorUrl: simulator.url };
}

async function startDatabase(): Promise<string> {
  const postgres = await startEmbeddedPostgres({ folder: `${DATA}/postgres` });
  started.defer(() => postgres.stop());
  return postgres.url;
}

/** Outside production the database is brought up to date; in production that is for `npm run migrate` to do. */
async function prepareDatabase({ databaseUrl, isProduction }: CompleteConfig): Promise<void> {
  const orm = await connectDatabase(databaseUrl, 2);
  try {
    if (!isProduction) {
      await migrate(orm, databaseUrl);
      await loadPlans(orm.em, 'plans.json');
      return;
    }
    const pending = await pendingMigrations(orm);
    if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}. Run: npm run migrate`);
  } finally {
    await orm.close(true);
  }
}

/** Lets the answers under way finish, but not for ever. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const patience = setTimeout(() => http.server.closeAllConnections(), ANSWERS_FINISHED_WITHIN_MS);
  await http.close();
  clearTimeout(patience);
}

/** Says so at once, before anything is started. */
async function refuseTakenPort(variable: string, host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen({ host, port });
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${port} is taken by another program. Stop that one, or set ${variable} to another port.`);
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? `Cannot start: ${error.message}` : String(error);
}
