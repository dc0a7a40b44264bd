import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadPlans, seedPlans } from '../../src/subscriptions/load-plans.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

const basic = { code: 'basic', name: 'Basic', description: 'A month.', pricePaisa: 50_000, durationDays: 30 };
const gold = { code: 'gold', name: 'Gold', description: '', pricePaisa: 90_000, durationDays: 60 };

const SEEN_WITHIN_MS = 2_000;

let app: App;
let folder: string;
beforeAll(async () => {
  app = await startApp();
  folder = mkdtempSync(join(tmpdir(), 'plans-'));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

function write(content: unknown): string {
  const file = join(folder, 'plans.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function load(content: unknown, { archiveMissing = true } = {}) {
  return loadPlans(app.services.orm.em, write(content), { archiveMissing });
}

/** Waits until exactly these plans are on sale. A notification of the change takes a moment. */
async function areOnSale(...codes: string[]): Promise<boolean> {
  for (const deadline = Date.now() + SEEN_WITHIN_MS; Date.now() < deadline; await sleep(10)) {
    const { data } = await app.ask<{ plans: { code: string }[] }>('{ plans { code } }');
    if (data.plans.map(({ code }) => code).join() === codes.join()) return true;
  }
  return false;
}

describe('loadPlans', () => {
  it('creates, updates and archives plans by code, returns the changes, and changes nothing the second time', async () => {
    await load([basic, gold]);
    expect(await areOnSale('basic', 'gold')).toBe(true);
    const changed = [
      { ...gold, pricePaisa: 80_000 },
      { ...basic, code: 'new' },
    ];
    expect(await load(changed)).toEqual({ created: ['new'], updated: ['gold'], archived: ['basic'] });
    expect(await load(changed)).toEqual({ created: [], updated: [], archived: [] });
    expect(await areOnSale('new', 'gold')).toBe(true);
  });

  it('leaves plans that the file does not name on sale, unless they are to be archived', async () => {
    await load([basic]);
    expect(await load([gold], { archiveMissing: false })).toEqual({ created: [], updated: ['gold'], archived: [] });
    expect(await areOnSale('basic', 'gold')).toBe(true);
    expect(await load([gold])).toEqual({ created: [], updated: [], archived: ['basic'] });
  });

  it('archives a plan that was sold: payments still show it, and it can be sold again as the same plan', async () => {
    await load([basic]);
    const customer = await Customer.signUp(app);
    const { id } = await customer.plan('basic');
    const { pidx } = await customer.initiate('basic');
    await load([{ ...gold }]);
    const initiate = 'mutation ($id: ID!) { initiatePayment(planId: $id) { id } }';
    expect((await customer.ask(initiate, { id })).code).toBe('PLAN_NOT_FOUND');
    await atKhalti(app, pidx, 'complete');
    expect(await customer.verify(pidx)).toMatchObject({
      status: 'COMPLETED',
      subscription: { plan: { code: 'basic' } },
    });
    expect(await load([basic])).toMatchObject({ created: [], updated: ['basic'] });
    expect((await customer.plan('basic')).id).toBe(id);
  });

  it('does not change the price and length of an open payment', async () => {
    await load([basic]);
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await load([{ ...basic, pricePaisa: 60_000, durationDays: 5 }]);
    await atKhalti(app, pidx, 'complete');
    expect(await customer.verify(pidx)).toMatchObject({ amountPaisa: 50_000, subscription: { daysLeft: 30 } });
  });

  it('creates each plan once if several processes load at the same time', async () => {
    const plans = Array.from({ length: 5 }, (_, i) => ({ ...gold, code: `existing-${i}` }));
    const done = await Promise.all([load(plans), load(plans), load(plans)]);
    expect(done.flatMap(({ created }) => created).sort()).toEqual(plans.map(({ code }) => code));
    expect(await app.services.orm.em.fork().count(Plan, { isArchived: false })).toBe(5);
  });

  it.each<[string, unknown]>([
    ['invalid JSON', '[{'],
    ['no list', basic],
    ['a code twice', [basic, basic]],
    ['an invalid code', [{ ...basic, code: 'Basic Plan' }]],
    ['a price below the minimum of Khalti', [{ ...basic, pricePaisa: 999 }]],
    ['a price with decimals', [{ ...basic, pricePaisa: 1500.5 }]],
    ['no length', [{ ...basic, durationDays: 0 }]],
    ['a length that is too large', [{ ...basic, durationDays: 1e9 }]],
    ['no name', [{ ...basic, name: ' ' }]],
    ['a name that nobody sees', [{ ...basic, name: '\u200b' }]],
    ['a name with control characters', [{ ...basic, name: 'a\u0007b' }]],
    ['a misspelt field', [{ ...basic, pricePaise: 1 }]],
  ])('refuses a file with %s, and changes nothing', async (_what, content) => {
    const em = app.services.orm.em.fork();
    const before = await em.find(Plan, {}, { orderBy: { code: 'asc' } });
    await expect(load(content)).rejects.toThrow(/plans\.json is not a list of plans: /);
    expect(await em.fork().find(Plan, {}, { orderBy: { code: 'asc' } })).toEqual(before);
  });
});

describe('seedPlans', () => {
  it('creates the plans of the file once, and never changes plans that exist', async () => {
    const other = await startApp();
    const em = other.services.orm.em.fork();
    await em.nativeDelete(Plan, {});
    await Promise.all([1, 2, 3].map(() => seedPlans(em, write([basic]))));
    await em.nativeUpdate(Plan, { code: 'basic' }, { isArchived: true, pricePaisa: 1234 });
    await seedPlans(em, write([basic, gold]));
    expect(await em.fork().find(Plan, {})).toMatchObject([{ code: 'basic', isArchived: true, pricePaisa: 1234 }]);
    await other.close();
  });
});
