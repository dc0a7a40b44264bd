import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectionPool } from '../../src/database/connect-database.ts';
import { REQUEST_LIMITS } from '../../src/database/connection-settings.ts';
import { type App, startApp } from '../support/app.ts';
import { type Answered } from '../support/ask-graphql.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { everyOperation } from '../support/every-operation.ts';
import { openStream } from '../support/stream.ts';
import { waitUntil } from '../support/wait-until.ts';

const MAX_ANSWER_MS = 2_500;
const NOTICED_WITHIN_MS = 5_000;
// The longest pause, and an attempt to connect that began in the silence.
const LISTENS_WITHIN_MS = 6_000;

let stable: App;
let app: App;
let proxy: CuttingProxy;
let customer: Customer;
beforeAll(async () => {
  stable = await startApp({ limits: REQUEST_LIMITS });
  proxy = await startCuttingProxy(stable.database.url);
  app = await startApp({ limits: REQUEST_LIMITS, beside: stable, env: { DATABASE_URL: proxy.url } });
  const { email, token, id } = await Customer.signUp(stable);
  customer = new Customer(app, email, token, id);
});
afterEach(async () => {
  await proxy.restore();
  await waitUntil(async () => (await askSubscription()).errors.length === 0, 10_000);
});
afterAll(async () => {
  await app.close();
  await proxy.close();
  await stable.close();
});

const askSubscription = () => customer.ask<{ mySubscription: null }>('{ mySubscription { endsAt } }');

async function timed<Result>(act: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const startedAt = performance.now();
  const result = await act();
  return { result, ms: performance.now() - startedAt };
}

function expectRetryable({ errors, code }: Answered<unknown>): void {
  expect(code).toBe('SERVICE_UNAVAILABLE');
  expect(errors).toMatchObject([{ extensions: { retryable: true } }]);
  expect(errors[0]?.extensions.errorId).toBeUndefined();
}

describe('while the database is away,', () => {
  it('every operation may be tried again, and works without a restart when the database is back', async () => {
    const { id: planId } = await customer.plan('basic');
    const { pidx } = await customer.initiate('basic');
    proxy.interrupt();
    for (const [what, act] of everyOperation(customer, { planId, pidx })) {
      const { result, ms } = await timed(act);
      expect({ what, code: result.code }).toEqual({ what, code: 'SERVICE_UNAVAILABLE' });
      expectRetryable(result);
      expect(ms).toBeLessThan(MAX_ANSWER_MS);
    }
    expect(await (await openStream(app.url, 'x', customer.token)).code()).toBe('SERVICE_UNAVAILABLE');
    await proxy.restore();
    await waitUntil(async () => (await askSubscription()).errors.length === 0, 5_000);
  });

  it('the log has two lines for an outage, and operators are told at most once in ten minutes, when it is over', async () => {
    await sleep(6_500);
    app.logged.splice(0);
    proxy.interrupt();
    const answers = await Promise.all(Array.from({ length: 100 }, askSubscription));
    for (const answer of answers) expectRetryable(answer);
    await proxy.restore();
    await waitUntil(() => app.logged.some(({ msg }) => /available again/.test(String(msg))), 15_000);
    const lines = app.logged.filter(({ msg }) => String(msg).startsWith('database: '));
    expect(lines).toMatchObject([{ level: 'error' }, { level: 'info', failures: expect.any(Number) }]);
    expect(Number(lines[1]?.failures)).toBeGreaterThanOrEqual(100);
    expect(JSON.stringify(app.logged).length).toBeLessThan(20_000);
    const jobs = await stable.services.jobs.boss.findJobs<{ about: string }>('tellOperator');
    const told = jobs.filter(({ data }) => JSON.stringify(data).includes('The database was not available'));
    // The outage of the test before may be in the same ten minutes, or not.
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told.map(({ singletonOn }) => String(singletonOn))).size).toBe(told.length);
  }, 180_000);
});

describe('when the network falls silent in the middle of statements,', () => {
  it('clients hear of it in time, and no connection is used again', async () => {
    await askSubscription();
    proxy.silence();
    const answers = await Promise.all(Array.from({ length: 30 }, () => timed(askSubscription)));
    for (const { result, ms } of answers) {
      expectRetryable(result);
      expect(ms).toBeLessThan(MAX_ANSWER_MS);
    }
    await sleep(5_000);
    const pool = await connectionPool(app.services.orm);
    expect(pool.idleCount).toBe(0);
    await proxy.restore();
    await waitUntil(async () => (await askSubscription()).errors.length === 0, 5_000);
    const found = await Promise.all(Array.from({ length: 30 }, askSubscription));
    expect(found.map(({ data }) => data)).toEqual(found.map(() => ({ mySubscription: null })));
  });

  it('every operation may be tried again in less than five seconds', async () => {
    const { id: planId } = await customer.plan('basic');
    const { pidx } = await customer.initiate('basic');
    proxy.silence();
    await Promise.all(
      everyOperation(customer, { planId, pidx }).map(async ([what, act]) => {
        const { result, ms } = await timed(act);
        expect({ what, code: result.code }).toEqual({ what, code: 'SERVICE_UNAVAILABLE' });
        expectRetryable(result);
        expect(ms).toBeLessThan(NOTICED_WITHIN_MS);
      }),
    );
    const { result, ms } = await timed(() => fetch(`${app.url}/health/ready`));
    expect(result.status).toBe(503);
    expect(ms).toBeLessThan(MAX_ANSWER_MS);
  });

  it('the listener notices, and hears of changes again', async () => {
    proxy.silence();
    await sleep(5_000);
    await proxy.restore();
    await waitUntil(async () => (await askSubscription()).errors.length === 0, 5_000);
    await stable.services.orm.em.fork().execute(`update plans set name = 'Renamed' where code = 'basic'`);
    await waitUntil(async () => {
      const { data } = await app.ask<{ plans: { name: string }[] }>('{ plans { name } }');
      return data.plans.some(({ name }) => name === 'Renamed');
    }, LISTENS_WITHIN_MS);
  });
});

describe('a lock', () => {
  it('of another process makes a customer wait for a short time only', async () => {
    const { pidx, id } = await customer.initiate('standard');
    await atKhalti(stable, pidx, 'complete');
    const holder = new pg.Client({ connectionString: stable.database.url });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from payments where id = $1 for update', [id]);
    const { result, ms } = await timed(() => customer.tryToVerify(pidx));
    expectRetryable(result);
    expect(ms).toBeLessThan(MAX_ANSWER_MS);
    await holder.end();
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED' });
  });

  it('of a server that is frozen in the middle of a transaction ends within seconds', async () => {
    const { pidx, id } = await customer.initiate('standard');
    await atKhalti(stable, pidx, 'complete');
    const frozen = await (await connectionPool(stable.services.orm)).connect();
    await frozen.query('begin');
    await frozen.query('select from payments where id = $1 for update', [id]);
    const frozenAt = Date.now();
    await waitUntil(async () => (await customer.tryToVerify(pidx)).code === undefined, 5_000);
    expect(Date.now() - frozenAt).toBeLessThan(5_000);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'COMPLETED' });
    frozen.release(true);
  });
});
