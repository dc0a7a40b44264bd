import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../src/database/connect-database.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { recordStatements } from '../support/statements.ts';

const SEEN_WITHIN_MS = 3_000;

let app: App;
let other: App;
beforeAll(async () => {
  app = await startApp();
  other = await startApp({ beside: app });
});
afterAll(async () => {
  await other.close();
  await app.close();
});

async function priceOn(server: App): Promise<number | undefined> {
  const { data } = await server.ask<{ plans: { code: string; pricePaisa: number }[] }>('{ plans { code pricePaisa } }');
  return data.plans.find(({ code }) => code === 'basic')?.pricePaisa;
}

async function seen(server: App, price: number | undefined): Promise<boolean> {
  const deadline = Date.now() + SEEN_WITHIN_MS;
  while ((await priceOn(server)) !== price) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

describe('the cached plans', () => {
  it('are read once', async () => {
    await priceOn(app);
    expect(await recordStatements(app, () => priceOn(app))).toEqual([]);
  });

  it('change in every process after any change of a plan, also by hand', async () => {
    expect([await priceOn(app), await priceOn(other)]).toEqual([50_000, 50_000]);
    await (await connectionPool(app.services.orm)).query("update plans set price_paisa = 60000 where code = 'basic'");
    expect(await seen(app, 60_000)).toBe(true);
    expect(await seen(other, 60_000)).toBe(true);
  });

  it('do not include an archived plan, and include it again when it is sold again', async () => {
    await (await connectionPool(app.services.orm)).query("update plans set is_archived = true where code = 'basic'");
    expect(await seen(other, undefined)).toBe(true);
    await (await connectionPool(app.services.orm)).query(
      "update plans set is_archived = false, price_paisa = 50000 where code = 'basic'",
    );
    expect(await seen(other, 50_000)).toBe(true);
  });

  it('never determine the amount of a payment: a price that is out of date is not charged', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.plan('standard');
    // Without the trigger, no process is notified of this change.
    await (await connectionPool(app.services.orm)).query(`begin; set local session_replication_role = replica;
      update plans set price_paisa = 140000 where code = 'standard'; commit`);
    expect((await customer.plan('standard')).pricePaisa).toBe(135_000);
    const { data } = await customer.ask<{ initiatePayment: { amountPaisa: number } }>(
      'mutation ($planId: ID!) { initiatePayment(planId: $planId) { amountPaisa } }',
      { planId: id },
    );
    expect(data.initiatePayment.amountPaisa).toBe(140_000);
  });

  it('are read again after the connection that receives notifications was lost', async () => {
    await priceOn(app);
    await (await connectionPool(app.services.orm)).query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and (query ilike 'listen%' or query like '%-- listening')`);
    await (await connectionPool(app.services.orm)).query(`begin; set local session_replication_role = replica;
      update plans set price_paisa = 70000 where code = 'basic'; commit`);
    expect(await seen(app, 70_000)).toBe(true);
  });
});
