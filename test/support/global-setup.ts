import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.ts';

const IMAGE = 'postgres:18-alpine';

interface TestServer {
  name: string;
  url: string;
  stop(): Promise<void>;
}

declare global {
  var stopTestServer: (() => Promise<void>) | undefined;
}

/** Starts one PostgreSQL for all tests, with a migrated template that they clone. */
export default async function globalSetup(): Promise<void> {
  // Some tests run the compiled program.
  spawnSync(process.execPath, ['scripts/prepare.js'], { stdio: 'inherit' });
  const server = given() ?? (await container()) ?? (await embedded());
  console.log(`\nTests run on ${server.name}.`);
  const template = `template_${process.pid}_${Date.now()}`;
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database ${template}`);
  execFileSync(process.execPath, ['--import', 'tsx', 'src/commands/migrate.ts'], {
    env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: databaseUrl(server.url, template) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_TEMPLATE = template;
  globalThis.stopTestServer = async () => {
    await admin.query(`drop database if exists ${template} with (force)`);
    await admin.end();
    await server.stop();
  };
}

function given(): TestServer | null {
  const url = process.env.TEST_DATABASE_URL;
  return url ? { name: 'the PostgreSQL of TEST_DATABASE_URL', url, stop: async () => {} } : null;
}

async function container(): Promise<TestServer | null> {
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  try {
    const started = await new PostgreSqlContainer(IMAGE).start();
    return {
      name: `${IMAGE} in a container (Testcontainers)`,
      url: started.getConnectionUri(),
      stop: async () => {
        await started.stop();
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!reason.includes('Could not find a working container runtime strategy')) {
      console.warn(`\nA Docker engine is running, but ${IMAGE} does not start on it: ${reason}`);
    }
    return null;
  }
}

async function embedded(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), isThrowaway: true });
  return {
    name: 'an embedded PostgreSQL (no TEST_DATABASE_URL, no Docker engine)',
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      for (const created of [folder, postgres.folder]) rmSync(created, { recursive: true, force: true });
    },
  };
}

function databaseUrl(serverUrl: string, name: string): string {
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}
