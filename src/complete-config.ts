import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type CompleteConfig, type Config } from './config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './local/embedded-postgres.ts';
import { refuseTakenPort } from './local/refuse-taken-port.ts';
import { storedSecret } from './local/stored-secret.ts';

const DATA = resolve('.data');

export interface Role {
  isServer: boolean;
  isWorker: boolean;
}

interface Completed {
  config: CompleteConfig;
  simulatorUrl: string | null;
  databaseFolder: string | null;
}

/** Starts what the configuration does not name: database, simulator, secret. Production has to name everything. */
export async function completeConfig(config: Config, role: Role, started: AsyncDisposableStack): Promise<Completed> {
  // In production the secret may be missing only with an identity provider. It signs nothing then, and is not stored.
  const makeSecret = () =>
    config.isProduction ? randomBytes(32).toString('hex') : storedSecret(`${DATA}/auth-secret`);
  const authSecret = config.authSecret ?? makeSecret();
  const database = config.databaseUrl ? { url: config.databaseUrl, folder: null } : await startDatabase(role, started);
  const simulator = config.khalti ? null : await startKhalti(config, role, started);
  const khalti = config.khalti ?? { baseUrl: String(simulator?.baseUrl), secretKey: String(simulator?.secretKey) };
  return {
    config: {
      ...config,
      authSecret,
      databaseUrl: database.url,
      databaseDirectUrl: config.databaseDirectUrl ?? database.url,
      khalti,
    },
    simulatorUrl: simulator?.url ?? null,
    databaseFolder: database.folder,
  };
}

async function startDatabase(role: Role, started: AsyncDisposableStack): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    folder: `${DATA}/postgres`,
    // A separate server and worker share one embedded database.
    mayShare: !(role.isServer && role.isWorker),
  });
  started.defer(() => postgres.stop());
  return postgres;
}

async function startKhalti({ simulatorPort, allowedHosts }: Config, role: Role, started: AsyncDisposableStack) {
  const { SIMULATOR_SECRET_KEY, startSimulator } = await import('../simulator/simulator.ts');
  // The server process starts it for its worker.
  const url = `http://localhost:${simulatorPort}`;
  if (!role.isServer) return { url, baseUrl: `${url}/api/v2/`, secretKey: SIMULATOR_SECRET_KEY };
  await refuseTakenPort('SIMULATOR_PORT', 'localhost', simulatorPort);
  const simulator = await startSimulator({ port: simulatorPort, allowedHosts, dataFile: `${DATA}/simulator.json` });
  started.defer(() => simulator.close());
  return simulator;
}
