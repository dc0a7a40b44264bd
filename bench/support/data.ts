import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { applyMigrations } from '../../src/commands/apply-migrations.ts';
import { connectDatabase } from '../../src/database/connect-database.ts';
import { entities } from '../../src/entities.ts';
import { startEmbeddedPostgres } from '../../src/local/embedded-postgres.ts';
import { loadPlans } from '../../src/subscriptions/load-plans.ts';

export interface BenchDatabase {
  url: string;
  pool: pg.Pool;
}

export interface BenchPostgres {
  /** The parent of all processes of this PostgreSQL. */
  pid: number;
  /** Creates a migrated database with the plans of plans.json. */
  create(name: string): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

/** Starts a temporary PostgreSQL, which does not wait for the disk. */
export async function startPostgres(): Promise<BenchPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), isThrowaway: true });
  const admin = createPool(postgres.url);
  const pools = [admin];
  return {
    pid: Number(readFileSync(join(postgres.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]),
    async create(name) {
      await admin.query(`create database ${name}`);
      const url = Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
      const orm = await connectDatabase({ url, entities, poolSize: 2 });
      await applyMigrations(orm, url);
      await loadPlans(orm.em, 'plans.json');
      await orm.close(true);
      const pool = createPool(url);
      pools.push(pool);
      return { url, pool };
    },
    async stop() {
      await Promise.all(pools.map((pool) => pool.end()));
      await postgres.stop();
      for (const created of [folder, postgres.folder]) rmSync(created, { recursive: true, force: true });
    },
  };
}

function createPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  // Connections that are still closing report that PostgreSQL stops.
  pool.on('error', () => undefined);
  return pool;
}
