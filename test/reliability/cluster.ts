import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { type ReservedPort, reservePort } from '../support/reserve-port.ts';
import { RestartedProgram } from './restarted-program.ts';

export const OPERATOR_EMAIL = 'operator@example.com';
export const AUTH_SECRET = 'a secret of thirty-two characters or more';

/** Servers and workers on one PostgreSQL of their own, with a mail server and a simulated Khalti. */
export interface Cluster {
  servers: RestartedProgram[];
  workers: RestartedProgram[];
  simulator: Simulator;
  mailbox: Mailbox;
  /** The programs reach the database through it. */
  line: CuttingProxy;
  /** Reaches the database directly. */
  database: pg.Pool;
  /** The address that tokens and links name. */
  publicUrl: string;
  close(): Promise<void>;
}

export async function startCluster(
  counts: { servers: number; workers: number },
  nodeArgs: string[] = [],
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  // A throwaway one may lose what it has committed when one of its processes is killed.
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const line = await startCuttingProxy(postgres.url);
  const simulator = await startSimulator({ port: 0 });
  const mailbox = await startMailbox();
  const ports = await Promise.all(Array.from({ length: counts.servers + counts.workers }, reservePort));
  const publicUrl = `http://localhost:${ports[0]?.port}`;
  const env = environment({ publicUrl, databaseUrl: line.url, simulator, mailbox });
  const start = ({ port }: ReservedPort, role: 'server' | 'worker') =>
    new RestartedProgram(role, { ...env, PORT: String(port) }, nodeArgs);
  const servers = ports.slice(0, counts.servers).map((port) => start(port, 'server'));
  // The first migrates the database.
  await servers[0]?.start();
  const workers = ports.slice(counts.servers).map((port) => start(port, 'worker'));
  const programs = [...servers, ...workers];
  await Promise.all(programs.map((program) => program.start()));
  const database = new pg.Pool({ connectionString: postgres.url, max: 4 });
  // A backend that is killed ends the connections of all.
  database.on('error', () => {});
  return {
    servers,
    workers,
    simulator,
    mailbox,
    line,
    database,
    publicUrl,
    async close() {
      await Promise.all(programs.map((program) => program.kill()));
      await database.end();
      await line.close();
      await postgres.stop();
      await simulator.close();
      await mailbox.close();
      for (const { release } of ports) release();
      for (const created of [folder, postgres.folder]) rmSync(created, { recursive: true, force: true });
    },
  };
}

function environment(to: {
  publicUrl: string;
  databaseUrl: string;
  simulator: Simulator;
  mailbox: Mailbox;
}): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PATH: String(process.env.PATH),
    PUBLIC_URL: to.publicUrl,
    DATABASE_URL: to.databaseUrl,
    KHALTI_BASE_URL: to.simulator.baseUrl,
    KHALTI_SECRET_KEY: to.simulator.secretKey,
    KHALTI_TIMEOUT_MS: '2000',
    SMTP_URL: to.mailbox.url,
    AUTH_SECRET,
    OPERATOR_EMAIL,
    REQUESTS_PER_MINUTE: '1000000',
    PAYMENTS_PER_HOUR: '1000000',
    VERIFICATIONS_PER_MINUTE: '1000000',
    LOG_LEVEL: 'warn',
  };
}
