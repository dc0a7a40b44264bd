import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { applyMigrations } from '../../src/commands/apply-migrations.ts';
import { connectDatabase } from '../../src/database/connect-database.ts';
import { COMMAND_LIMITS, createClient, REQUEST_LIMITS } from '../../src/database/connection-settings.ts';
import { entities } from '../../src/entities.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/local/embedded-postgres.ts';
import { startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('\nTLS TO THE DATABASE IS NOT TESTED: there is no openssl here.\n');
const describeWithTls = hasOpenssl ? describe : describe.skip;

/** Signs in with a certificate, and has no password. */
const CERTIFIED = 'certified';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });

/** A certificate for the name `localhost`, and two authorities: the one that signed it, and another one. */
function createCertificates(): void {
  for (const name of ['ca', 'other-ca']) {
    const subject = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:true'];
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      ...subject,
    );
  }
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=localhost',
  );
  writeFileSync(file('names'), 'subjectAltName=DNS:localhost');
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.crt', ...signed);
  const named = ['-subj', `/CN=${CERTIFIED}`];
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'client.key', '-out', 'client.csr', ...named);
  openssl('x509', '-req', '-in', 'client.csr', '-out', 'client.crt', ...signed);
}

describeWithTls('a database that accepts only TLS', () => {
  let postgres: EmbeddedPostgres;
  let admin: pg.Client;
  /** Without parameters, under a name that the certificate has. */
  let url: URL;
  const withTls = (parameters: string, host = 'localhost') =>
    Object.assign(new URL(`${url.href}?${parameters}`), { hostname: host }).href;
  const verified = () => withTls(`sslmode=verify-full&sslrootcert=${file('ca.crt')}&application_name=shop-under-test`);

  beforeAll(async () => {
    createCertificates();
    postgres = await startEmbeddedPostgres({ folder: file('postgres'), isThrowaway: true });
    url = new URL(postgres.url);
    url.hostname = 'localhost';
    admin = new pg.Client({ connectionString: postgres.url });
    await admin.connect();
    const { rows } = await admin.query<{ data: string }>(`select current_setting('data_directory') as data`);
    const data = String(rows[0]?.data);
    const { uid, gid } = statSync(join(data, 'PG_VERSION'));
    for (const name of ['server.crt', 'server.key', 'ca.crt']) {
      copyFileSync(file(name), join(data, name));
      execFileSync('chmod', ['600', join(data, name)]);
      chownSync(join(data, name), uid, gid);
    }
    await admin.query(`create role ${CERTIFIED} login`);
    await admin.query('alter system set ssl = on');
    await admin.query(`alter system set ssl_ca_file = 'ca.crt'`);
    const rules = `hostssl all ${CERTIFIED} all cert\nhostssl all all all scram-sha-256\n`;
    writeFileSync(join(data, 'pg_hba.conf'), rules);
    await admin.query('select pg_reload_conf()');
    const orm = await connectDatabase({ url: verified(), entities, poolSize: 2, limits: COMMAND_LIMITS });
    await applyMigrations(orm, verified());
    await orm.close(true);
  }, 180_000);
  afterAll(async () => {
    await admin.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(postgres.folder, { recursive: true, force: true });
  });

  async function outcomeOf(target: string): Promise<string> {
    const client = createClient(target, REQUEST_LIMITS);
    try {
      await client.connect();
      return 'connected';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    } finally {
      await client.end().catch(() => {});
    }
  }

  it('is reached over TLS by every connection of the server, during a whole checkout', async () => {
    const app = await startApp({ env: { DATABASE_URL: verified() } });
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED' });
    const { rows } = await admin.query<{ name: string; ssl: boolean }>(
      `select application_name as name, ssl from pg_stat_ssl join pg_stat_activity using (pid)
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name not like 'owner of%'`,
    );
    // The pool, the listener and the job queue.
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(new Set(rows.map(({ name, ssl }) => `${name}: ${ssl}`))).toEqual(new Set(['shop-under-test: true']));
    await app.close();
  });

  it.each<[what: string, parameters: () => string, host: string, outcome: RegExp]>([
    ['require', () => 'sslmode=require', 'localhost', /^connected$/],
    [
      'verify-ca, also under another name',
      () => `sslmode=verify-ca&sslrootcert=${file('ca.crt')}`,
      '127.0.0.1',
      /^connected$/,
    ],
    [
      'verify-full under its name',
      () => `sslmode=verify-full&sslrootcert=${file('ca.crt')}`,
      'localhost',
      /^connected$/,
    ],
    ['no TLS', () => 'sslmode=disable', 'localhost', /^28000$/],
    ['no parameter', () => '', 'localhost', /^28000$/],
    [
      'verify-full under another name',
      () => `sslmode=verify-full&sslrootcert=${file('ca.crt')}`,
      '127.0.0.1',
      /ALTNAME/,
    ],
    [
      'verify-ca with another authority',
      () => `sslmode=verify-ca&sslrootcert=${file('other-ca.crt')}`,
      'localhost',
      /UNABLE_TO|SELF_SIGNED|unable to verify|self-signed/,
    ],
    [
      'require with another authority',
      () => `sslmode=require&sslrootcert=${file('other-ca.crt')}`,
      'localhost',
      /UNABLE_TO|SELF_SIGNED|unable to verify|self-signed/,
    ],
  ])('answers a client with %s as libpq would be answered', async (_what, parameters, host, outcome) => {
    expect(await outcomeOf(withTls(parameters(), host))).toMatch(outcome);
  });

  it('lets a client sign in with sslcert and sslkey, and not without them', async () => {
    const as = `user=${CERTIFIED}&sslmode=verify-full&sslrootcert=${file('ca.crt')}`;
    const certificate = `sslcert=${file('client.crt')}&sslkey=${file('client.key')}`;
    expect(await outcomeOf(withTls(`${as}&${certificate}`))).toBe('connected');
    expect(await outcomeOf(withTls(as))).toBe('28000');
  });

  it('has a search path and other settings from the URL on every connection', async () => {
    await admin.query('create schema if not exists elsewhere');
    const target = `${verified()}&search_path=elsewhere&statement_timeout=7s`;
    const orm = await connectDatabase({ url: target, entities });
    const settings = `select current_setting('search_path') as path, current_setting('statement_timeout') as timeout`;
    expect(await orm.em.execute(settings)).toEqual([{ path: 'elsewhere', timeout: '7s' }]);
    await orm.close(true);
    const client = createClient(target, REQUEST_LIMITS);
    await client.connect();
    expect((await client.query(settings)).rows).toEqual([{ path: 'elsewhere', timeout: '7s' }]);
    await client.end();
  });
});
