import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectDatabase } from '../../src/database/connect-database.ts';
import { REQUEST_LIMITS } from '../../src/database/connection-settings.ts';
import { pendingMigrations } from '../../src/database/migrations.ts';
import { entities } from '../../src/entities.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { everyOperation } from '../support/every-operation.ts';
import { waitUntil } from '../support/wait-until.ts';

const MAX_ANSWER_MS = 2_500;
const TABLES = ['users', 'payments', 'subscriptions', 'periods', 'attempts', 'plans'];
// PostgreSQL keeps connections free for superusers.
const ROLE = `limited_${process.pid}`;

let owner: App;
let app: App;
let name: string;
let admin: pg.Client;
beforeAll(async () => {
  owner = await startApp();
  name = new URL(owner.database.url).pathname.slice(1);
  admin = await connect('postgres');
  await admin.query(`create role ${ROLE} login password 'secret'`);
  const client = await connect();
  for (const schema of ['public', 'pgboss']) {
    await client.query(`grant all on schema ${schema} to ${ROLE}`);
    await client.query(`grant all on all tables in schema ${schema} to ${ROLE}`);
    await client.query(`grant all on all sequences in schema ${schema} to ${ROLE}`);
  }
  await client.end();
  const url = Object.assign(new URL(owner.database.url), { username: ROLE, password: 'secret' });
  app = await startApp({ limits: REQUEST_LIMITS, beside: owner, env: { DATABASE_URL: url.href } });
});
afterAll(async () => {
  await app.close();
  await owner.close();
  await admin.query(`drop role ${ROLE}`);
  await admin.end();
});

async function connect(database = name): Promise<pg.Client> {
  const url = Object.assign(new URL(owner.database.url), { pathname: `/${database}` });
  const client = new pg.Client({ connectionString: url.href });
  client.on('error', () => {});
  await client.connect();
  return client;
}

const endConnections = () =>
  admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

/** Each begins a trouble, and returns what ends it. */
const troubles: Record<string, () => Promise<() => Promise<unknown>>> = {
  async 'has its tables locked'() {
    const holder = await connect();
    await holder.query('begin');
    await holder.query(`lock table ${TABLES.join(', ')} in access exclusive mode`);
    return () => holder.end();
  },
  async 'accepts only reading'() {
    await admin.query(`alter database ${name} set default_transaction_read_only = on`);
    await endConnections();
    return async () => {
      await admin.query(`alter database ${name} reset default_transaction_read_only`);
      await endConnections();
    };
  },
  async 'has no space left'() {
    const client = await connect();
    await client.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend a file: No space left on device' using errcode = '53100'; end $$`);
    for (const table of TABLES) {
      await client.query(
        `create trigger refuse before insert or update on ${table} for each row execute function refuse()`,
      );
    }
    return async () => {
      await client.query('drop function refuse cascade');
      await client.end();
    };
  },
  async 'has no connections left'() {
    await admin.query(`alter database ${name} connection limit 0`);
    await endConnections();
    return () => admin.query(`alter database ${name} connection limit -1`);
  },
  async 'does not accept connections'() {
    await admin.query(`alter database ${name} allow_connections false`);
    await endConnections();
    return () => admin.query(`alter database ${name} allow_connections true`);
  },
  async 'ends every connection again and again'() {
    const stop = new AbortController();
    const ended = (async () => {
      while (!stop.signal.aborted) {
        await endConnections();
        await sleep(5);
      }
    })();
    return () => {
      stop.abort();
      return ended;
    };
  },
};

describe('one conflict over a lock', () => {
  it('is logged as a warning, and is not worth a mail', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('standard');
    await atKhalti(app, pidx, 'complete');
    const countMails = async () => (await app.services.jobs.boss.findJobs('tellOperator')).length;
    const mails = await countMails();
    app.logged.splice(0);
    const holder = await connect();
    await holder.query('begin');
    await holder.query('select from payments where id = $1 for update', [id]);
    expect((await customer.tryToVerify(pidx)).code).toBe('SERVICE_UNAVAILABLE');
    await holder.end();
    await waitUntil(() => app.logged.some(({ msg }) => /available again/.test(String(msg))), 15_000);
    expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await countMails()).toBe(mails);
  }, 180_000);
});

describe.each(Object.entries(troubles))('a database that %s', (_what, begin) => {
  it('lets every operation work or be tried again, soon, and afterwards all of them work', async () => {
    const customer = await Customer.signUp(app);
    const { id: planId } = await customer.plan('basic');
    const { pidx } = await customer.initiate('standard');
    await atKhalti(app, pidx, 'complete');
    const operations = everyOperation(customer, { planId, pidx });
    app.logged.splice(0);

    const end = await begin();
    // The second time, the operations are compiled.
    for (const _time of [1, 2]) {
      await Promise.all(
        operations.map(async ([what, act]) => {
          const startedAt = performance.now();
          const { code, errors } = await act();
          expect(performance.now() - startedAt).toBeLessThan(MAX_ANSWER_MS);
          // The first try may have created the account although its answer was lost.
          if (what === 'signUp' && code === 'EMAIL_TAKEN') return;
          expect({ what, code: code ?? 'SERVICE_UNAVAILABLE' }).toEqual({ what, code: 'SERVICE_UNAVAILABLE' });
          for (const { extensions } of errors) expect(extensions).toMatchObject({ retryable: true });
        }),
      );
      expect([200, 503]).toContain((await fetch(`${app.url}/health/ready`)).status);
    }
    await end();

    expect(app.logged.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
    expect(app.logged.filter(({ msg }) => String(msg).startsWith('health'))).toEqual([]);
    for (const [what, act] of operations) {
      await waitUntil(async () =>
        [undefined, ...(what === 'signUp' ? ['EMAIL_TAKEN'] : [])].includes((await act()).code),
      );
    }
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED' });
  }, 180_000);
});

describe('pendingMigrations', () => {
  it('works in many processes that start at the same time on an empty database', async () => {
    const empty = `${name}_empty`;
    await admin.query(`create database ${empty}`);
    const url = Object.assign(new URL(owner.database.url), { pathname: `/${empty}` }).href;
    const orms = await Promise.all(Array.from({ length: 8 }, () => connectDatabase({ url, entities, poolSize: 1 })));
    await Promise.all(orms.map((orm) => orm.em.fork().execute('select 1')));
    const pending = await Promise.all(orms.map(pendingMigrations));
    for (const names of pending) expect(names.length).toBeGreaterThan(0);
    await Promise.all(orms.map((orm) => orm.close(true)));
    await admin.query(`drop database ${empty} with (force)`);
  });
});
