import 'reflect-metadata';
import { type FastifyInstance } from 'fastify';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';
import { serveAdmin } from '../../src/admin/serve-admin.ts';
import { buildHttp } from '../../src/api/http.ts';
import { type CompleteConfig, type Config, readConfig } from '../../src/config.ts';
import { checkPooling } from '../../src/database/check-pooling.ts';
import { connectDatabase } from '../../src/database/connect-database.ts';
import { type ConnectionLimits } from '../../src/database/connection-settings.ts';
import { entities } from '../../src/entities.ts';
import { createLog } from '../../src/logging/log.ts';
import { buildServices, type Services } from '../../src/services.ts';
import { loadPlans } from '../../src/subscriptions/load-plans.ts';
import { serveAccess } from '../../src/webhooks/serve-access.ts';
import { serveEvents } from '../../src/webhooks/serve-events.ts';
import { type Answered, askGraphql } from './ask-graphql.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { reservePort } from './reserve-port.ts';

// So that a busy machine fails no test.
const PATIENT_LIMITS: ConnectionLimits = {
  connectMs: 20_000,
  statementMs: 60_000,
  lockMs: 30_000,
  idleInTransactionMs: 60_000,
};

export interface App {
  /** The public URL. */
  url: string;
  /** The URL of the address where it listens. */
  address: string;
  simulator: Simulator;
  config: Config;
  services: Services;
  database: TestDatabase;
  /** All lines of the server's log. */
  logged: Record<string, unknown>[];
  /** Sends a GraphQL request over HTTP. */
  ask<Data = Record<string, never>>(
    query: string,
    variables?: Record<string, unknown>,
    token?: string | null,
  ): Promise<Answered<Data>>;
  close(): Promise<void>;
}

export interface AppOptions {
  /** Added to the test's environment. */
  env?: Record<string, string>;
  simulator?: Partial<SimulatorOptions>;
  /** Production wants HTTPS and the real Khalti, which tests do not have. */
  isProduction?: boolean;
  /** Give `REQUEST_LIMITS` to test what requests do when the database is slow or away. */
  limits?: ConnectionLimits;
  /** Starts a second server on the database and the simulator of this one. */
  beside?: App;
}

/** Starts the server and the simulator in this process, with real HTTP and a new database. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const { beside, limits = PATIENT_LIMITS } = options;
  const database = beside?.database ?? (await createDatabase());
  const simulator = beside?.simulator ?? (await startSimulator({ port: 0, ...options.simulator }));
  // The configuration has the port before the server listens.
  const { port, release: releasePort } = await reservePort();
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: String(port),
    ...(beside ? { PUBLIC_URL: beside.url } : {}),
    DATABASE_URL: database.url,
    KHALTI_BASE_URL: simulator.baseUrl,
    KHALTI_SECRET_KEY: simulator.secretKey,
    KHALTI_TIMEOUT_MS: '2000',
    AUTH_SECRET: 'a secret of thirty-two characters or more',
    AUTH_ATTEMPTS_PER_ADDRESS: '100000',
    REQUESTS_PER_MINUTE: '1000000',
    PAYMENTS_PER_HOUR: '1000000',
    VERIFICATIONS_PER_MINUTE: '1000000',
    ...options.env,
  });
  const logged: App['logged'] = [];
  const log = createLog({ logLevel: 'debug' }, { write: (line) => void logged.push(JSON.parse(line)) });
  const complete = {
    ...config,
    databaseUrl: config.databaseUrl ?? database.url,
    databaseDirectUrl: config.databaseDirectUrl ?? config.databaseUrl ?? database.url,
    khalti: config.khalti ?? { baseUrl: simulator.baseUrl, secretKey: simulator.secretKey },
    authSecret: String(config.authSecret),
    isProduction: options.isProduction ?? config.isProduction,
  };
  const { databaseUrl, databaseDirectUrl, databasePoolSize: poolSize } = complete;
  const pooling = await checkPooling(databaseUrl, databaseDirectUrl);
  const orm = await connectDatabase({ url: databaseUrl, entities, poolSize, pooling, limits });
  const services = await buildServices(complete, orm, log);
  // What a failed start leaves open would outlive the test.
  const http = await startHttp(complete, services, beside).catch(async (error: unknown) => {
    releasePort();
    await services.close();
    if (!beside) await simulator.close();
    if (!beside) await database.drop();
    throw error;
  });
  const url = `http://localhost:${port}`;
  return {
    url,
    address: `http://127.0.0.1:${port}`,
    simulator,
    config: complete,
    services,
    database,
    logged,
    ask: (query, variables, token) => askGraphql(url, query, variables, token),
    async close() {
      http.server.closeAllConnections();
      await http.close();
      releasePort();
      await services.close();
      if (beside) return;
      await simulator.close();
      await database.drop();
    },
  };
}

async function startHttp(config: CompleteConfig, services: Services, beside?: App): Promise<FastifyInstance> {
  if (!beside) await loadPlans(services.orm.em, 'plans.json');
  const http = await buildHttp(config, services, [serveAdmin, serveAccess, serveEvents]);
  await http.listen({ host: '127.0.0.1', port: config.port });
  return http;
}
