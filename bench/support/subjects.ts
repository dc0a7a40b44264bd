import { freePort } from '../../src/local/free-port.ts';
import { type Program, startProgram } from './process.ts';

export const KHALTI_KEY = 'a-key-for-the-benchmark';
export const AUTH_SECRET = 'a secret of thirty-two characters or more';
export const PUBLIC_URL = 'https://shop.example.com';
const POOL_SIZE = 10;

/** This server as it runs in production, and the implementations that it is compared with. */
export const subjects = {
  ours: { title: 'this server', args: ['--enable-source-maps', 'dist/src/main.js', 'server'] },
  mercurius: { title: 'Mercurius (JIT) + pg', args: ['bench/peers/mercurius.ts'] },
  apollo: { title: 'Apollo Server on Fastify + pg', args: ['bench/peers/apollo.ts'] },
  bare: { title: "Node's http + pg, no GraphQL", args: ['bench/peers/bare-http.ts'] },
};

export type SubjectName = keyof typeof subjects;
export const subjectNames = Object.keys(subjects) as SubjectName[];

export async function startKhalti(): Promise<Program> {
  return startProgram(['bench/support/stand-in-khalti.ts'], { PORT: String(await freePort()) });
}

/** Starts every subject in production mode, with the same settings. */
export async function startSubject(
  name: SubjectName,
  databaseUrl: string,
  khaltiUrl: string,
  { env = {}, nodeArgs = [] }: { env?: Record<string, string>; nodeArgs?: string[] } = {},
): Promise<Program> {
  return startProgram([...nodeArgs, ...subjects[name].args], {
    PORT: String(await freePort()),
    ...settings(databaseUrl, khaltiUrl),
    // Refused requests would distort the measurement.
    REQUESTS_PER_MINUTE: '1000000000',
    PAYMENTS_PER_HOUR: '1000000000',
    VERIFICATIONS_PER_MINUTE: '1000000000',
    PEER_CLIENT: process.env.PEER_CLIENT ?? 'undici',
    ...env,
  });
}

/** A worker listens for metrics alone. */
export async function startWorker(databaseUrl: string, khaltiUrl: string, nodeArgs: string[] = []): Promise<Program> {
  const port = String(await freePort());
  const listening = { PORT: String(await freePort()), METRICS_PORT: port, METRICS_HOST: '127.0.0.1' };
  const args = [...nodeArgs, '--enable-source-maps', 'dist/src/main.js', 'worker'];
  return startProgram(args, { ...settings(databaseUrl, khaltiUrl), ...listening }, port);
}

function settings(databaseUrl: string, khaltiUrl: string) {
  return {
    HOST: '127.0.0.1',
    PUBLIC_URL,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    KHALTI_BASE_URL: `${khaltiUrl}/api/v2/`,
    DANGEROUSLY_ALLOW_KHALTI_HOST: new URL(khaltiUrl).host,
    KHALTI_SECRET_KEY: KHALTI_KEY,
    AUTH_SECRET,
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'shop@example.com',
    OPERATOR_EMAIL: 'operator@example.com',
  };
}
