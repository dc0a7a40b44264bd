import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { applyMigrations } from '../../src/commands/apply-migrations.ts';
import { connectDatabase } from '../../src/database/connect-database.ts';
import { COMMAND_LIMITS } from '../../src/database/connection-settings.ts';
import { entities } from '../../src/entities.ts';
import { loadPlans } from '../../src/subscriptions/load-plans.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

let beside: App;
let url: URL;
let admin: pg.Client;
beforeAll(async () => {
  beside = await startApp();
  url = new URL(beside.database.url);
  admin = new pg.Client({ connectionString: beside.database.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await beside.close();
});

/** Runs a checkout on a server of its own, and then `look` while it is connected. */
async function checkOut<Result>(databaseUrl: string, look: () => Promise<Result>): Promise<Result> {
  const app = await startApp({ beside, env: { DATABASE_URL: databaseUrl } });
  try {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED' });
    return await look();
  } finally {
    await app.close();
  }
}

async function migrate(databaseUrl: string): Promise<void> {
  const orm = await connectDatabase({ url: databaseUrl, entities, poolSize: 2, limits: COMMAND_LIMITS });
  await applyMigrations(orm, databaseUrl);
  await loadPlans(orm.em, 'plans.json');
  await orm.close(true);
}

describe('a checkout, with all of its connections,', () => {
  it('goes through the Unix socket that `host` names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-'));
    let connections = 0;
    const server = createServer((client) => {
      connections += 1;
      const database = connect(Number(url.port || 5432), url.hostname);
      client
        .on('error', () => {})
        .pipe(database.on('error', () => {}))
        .pipe(client);
    });
    server.listen(join(folder, '.s.PGSQL.5432'));
    await once(server, 'listening');
    // No host: the default would be localhost.
    const socket = `postgresql://${url.username}:${url.password}@${url.pathname}?host=${folder}`;
    await migrate(socket);
    await checkOut(socket, async () => {});
    // The pool, the listener and the job queue.
    expect(connections).toBeGreaterThanOrEqual(3);
    await new Promise((closed) => server.close(closed));
    rmSync(folder, { recursive: true });
  });

  it('has the name and the options that the URL gives it', async () => {
    const parameters = 'application_name=named-in-test&options=-c%20work_mem=3MB%20-c%20statement_timeout=3s';
    const find = () =>
      admin.query<{ name: string }>(
        `select application_name as name from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and application_name = 'named-in-test'`,
      );
    const { rows } = await checkOut(`${url.href}?${parameters}`, find);
    expect(rows.length).toBeGreaterThanOrEqual(3);
  });

  it('uses the schema of the URL, where `npm run migrate` has created the tables', async () => {
    await admin.query('create database checkout_elsewhere');
    const elsewhere = Object.assign(new URL(url), {
      pathname: '/checkout_elsewhere',
      search: '?schema=My%20shop',
    }).href;
    await migrate(elsewhere);
    await migrate(elsewhere);
    const client = new pg.Client({ connectionString: elsewhere.replace(/\?.*/, '') });
    await client.connect();
    await checkOut(elsewhere, async () => {
      const { rows } = await client.query(`select status from "My shop".payments`);
      expect(rows).toEqual([{ status: 'COMPLETED' }]);
      const tables = await client.query(`select from information_schema.tables where table_schema = 'public'`);
      expect(tables.rowCount).toBe(0);
    });
    await client.end();
    await admin.query('drop database checkout_elsewhere with (force)');
  });
});
