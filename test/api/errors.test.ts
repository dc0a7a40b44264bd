import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';

let app: App;
let proxy: CuttingProxy;
let behind: App;
beforeAll(async () => {
  app = await startApp();
  proxy = await startCuttingProxy(app.database.url);
  behind = await startApp({ beside: app, env: { DATABASE_URL: proxy.url } });
});
afterAll(async () => {
  await behind.close();
  await proxy.close();
  await app.close();
});

const ready = async (on: App) => (await fetch(`${on.url}/health/ready`)).status;

describe('an unexpected error', () => {
  it('is masked, with an id that the log has together with the cause', async () => {
    await app.services.orm.em.fork().execute('alter table plans rename to plans_gone');
    const { errors, data } = await app.ask('{ plans { code } }');
    await app.services.orm.em.fork().execute('alter table plans_gone rename to plans');
    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['plans'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, errorId: expect.any(String) },
      },
    ]);
    const logged = app.logged.find(({ errorId }) => errorId === errors[0]?.extensions.errorId);
    expect(logged).toMatchObject({
      level: 'error',
      err: { message: expect.stringContaining('"plans" does not exist') },
    });
  });

  it('reveals no secret in the log or in a response', async () => {
    const secrets = [
      'correct horse',
      'a secret of thirty-two',
      'simulator-secret-key',
      new URL(app.database.url).password,
      '$argon2id',
    ];
    const answers: unknown[] = [];
    const customer = await Customer.signUp(app);
    secrets.push(customer.token);
    await app.services.orm.em.fork().execute('alter table users add constraint refuse_all check (false) not valid');
    const signUp = 'mutation { signUp(email: "unlucky@example.com", password: "correct horse", name: "U") { token } }';
    answers.push(await app.ask(signUp));
    await app.services.orm.em.fork().execute('alter table users drop constraint refuse_all');
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'unauthorized', times: 1 }]);
    answers.push(await customer.tryToInitiate('basic'));
    answers.push(await app.ask('{ me { id } }', {}, `${customer.token}x`));
    proxy.interrupt();
    answers.push(await behind.ask('{ plans { code } }'));
    await proxy.restore();
    expect(answers).toHaveLength(4);
    const all = JSON.stringify([app.logged, behind.logged, answers]);
    expect(all).toContain('refuse_all');
    for (const secret of secrets) expect(all).not.toContain(secret);
    expect(all).not.toContain('unlucky@example.com');
  });
});

describe('an outage of the database', () => {
  it('fails requests, not the server: it is live, not ready, and works again afterwards', async () => {
    expect(await ready(behind)).toBe(200);
    proxy.interrupt();
    expect(await ready(behind)).toBe(503);
    expect((await fetch(`${behind.url}/health/live`)).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => behind.ask('{ plans { code } }')));
    for (const { code } of answers) expect(code).toBe('SERVICE_UNAVAILABLE');
    await proxy.restore();
    expect((await behind.ask('{ plans { code } }')).errors).toEqual([]);
    expect(await ready(behind)).toBe(200);
  });

  it('may end all connections during requests', async () => {
    const name = new URL(app.database.url).pathname.slice(1);
    const requests = Array.from({ length: 10 }, () => app.ask('{ plans { code } }'));
    const { default: pg } = await import('pg');
    const admin = new pg.Client({ connectionString: String(process.env.TEST_SERVER_URL) });
    await admin.connect();
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await Promise.all(requests);
    expect(await ready(app)).toBe(503);
    await admin.query(`alter database ${name} allow_connections true`);
    await admin.end();
    expect((await app.ask('{ plans { code } }')).errors).toEqual([]);
    expect(await ready(app)).toBe(200);
  });
});

describe('/health/ready', () => {
  it('is not ready while a migration is pending', async () => {
    const beside = await startApp({ beside: app });
    const em = app.services.orm.em.fork();
    const rows = await em.execute('delete from mikro_orm_migrations returning *');
    expect(await ready(beside)).toBe(503);
    for (const { name } of rows) await em.execute('insert into mikro_orm_migrations (name) values (?)', [name]);
    expect(await ready(beside)).toBe(200);
    await beside.close();
  });
});
