import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AuditEntry, DeedOutcome } from '../../../src/admin/audit-entry.ts';
import { extendEverybody } from '../../../src/jobs/extend-everybody.ts';
import { continueExtension } from '../../../src/subscriptions/continue-extension.ts';
import { Extension } from '../../../src/subscriptions/extension.ts';
import { Grant } from '../../../src/subscriptions/grant.ts';
import { Period, PeriodSource } from '../../../src/subscriptions/period.ts';
import { type App, startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';

interface ExtensionData {
  id: string;
  customers: number;
  givenTo: number;
  revokedFrom: number;
  completedAt: string | null;
  undoneAt: string | null;
}

const fields = 'id days customers givenTo revokedFrom completedAt undoneAt plan { code }';

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());
// The audience of each test is its own.
beforeEach(async () => {
  await em().execute("update periods set ends_at = starts_at + interval '1 millisecond'");
  await em().execute('update subscriptions set ends_at = starts_at');
});

const em = () => app.services.orm.em.fork();

async function subscriber(code = 'basic'): Promise<Customer> {
  const customer = await Customer.signUp(app);
  const { pidx } = await customer.initiate(code);
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
  return customer;
}

function extend(changes: Record<string, unknown> = {}, by = owner) {
  return by.ask<{ extendEverybody: ExtensionData }>(
    `mutation ($days: Int!, $planId: ID, $reason: String!, $key: ID!, $audienceAt: DateTime) {
      extendEverybody(days: $days, planId: $planId, reason: $reason, idempotencyKey: $key, audienceAt: $audienceAt) {
        ${fields}
      }
    }`,
    { days: 3, reason: 'An outage', key: uuid(), ...changes },
  );
}

function undo(id: string, changes: Record<string, unknown> = {}) {
  return owner.ask<{ undoExtension: ExtensionData }>(
    `mutation ($id: ID!, $reason: String!) { undoExtension(id: $id, reason: $reason) { ${fields} } }`,
    { id, reason: 'By mistake', ...changes },
  );
}

async function preview(changes: Record<string, unknown> = {}) {
  return owner.ask<{ previewExtension: { customers: number; days: number } }>(
    `query ($days: Int!, $planId: ID, $audienceAt: DateTime) {
      previewExtension(days: $days, planId: $planId, audienceAt: $audienceAt) { customers days }
    }`,
    { days: 3, ...changes },
  );
}

async function read(id: string): Promise<ExtensionData | undefined> {
  const { data } = await owner.ask<{ extensions: ExtensionData[] }>(`{ extensions(first: 100) { ${fields} } }`);
  return data.extensions.find((one) => one.id === id);
}

const run = (extensionId: string) => extendEverybody(app.services, { extensionId });
const daysLeft = (customers: Customer[]) =>
  Promise.all(customers.map(async (customer) => (await customer.subscription())?.daysLeft));

describe('extendEverybody', () => {
  it('gives the customers of the preview the days, after what they have paid, and no newcomer', async () => {
    const customers = [await subscriber(), await subscriber(), await subscriber()];
    const without = await Customer.signUp(app);
    expect((await preview()).data.previewExtension).toEqual({ customers: 3, days: 3 });
    const { data, errors } = await extend();
    expect(errors).toEqual([]);
    const { id } = data.extendEverybody;
    expect(data.extendEverybody).toMatchObject({ customers: 3, givenTo: 0, completedAt: null });
    const newcomer = await subscriber();
    await run(id);
    expect(await daysLeft([...customers, newcomer])).toEqual([33, 33, 33, 30]);
    expect(await without.subscription()).toBeNull();
    expect(await read(id)).toMatchObject({ customers: 3, givenTo: 3, completedAt: expect.any(String) });
    const paid = await em().find(Period, { user: customers[0]?.id ?? '', source: PeriodSource.PAYMENT });
    expect(paid.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 86_400_000)).toEqual([30]);
    expect(await em().count(AuditEntry, { targetId: id })).toBe(1);
  });

  it('gives each customer once, however often and from whichever instant the job runs', async () => {
    const customers = await Promise.all(Array.from({ length: 6 }, () => subscriber()));
    const { id } = (await extend()).data.extendEverybody;
    // Interrupted before the first customer, then by several processes at once.
    expect(await continueExtension(app.services, id, new Date(0))).toBe(false);
    await Promise.all([1, 2, 3, 4].map(() => run(id)));
    await run(id);
    expect(await daysLeft(customers)).toEqual(customers.map(() => 33));
  });

  it('is created once for a key, and refuses the key for others', async () => {
    await subscriber();
    const key = uuid();
    const answers = await Promise.all([1, 2, 3, 4].map(() => extend({ key })));
    expect(new Set(answers.map(({ data }) => data.extendEverybody.id)).size).toBe(1);
    expect((await extend({ key, days: 4 })).code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await em().count(Grant, { extension: String(answers[0]?.data.extendEverybody.id) })).toBe(1);
  });

  it('reaches the customers of one plan only, and those of an instant in the past', async () => {
    const basic = await subscriber('basic');
    const between = new Date();
    const standard = await subscriber('standard');
    const { id: planId } = await basic.plan('standard');
    const past = { audienceAt: between.toISOString() };
    expect((await preview({ planId })).data.previewExtension.customers).toBe(1);
    expect((await preview(past)).data.previewExtension.customers).toBe(1);
    const days = (await standard.subscription())?.daysLeft ?? 0;
    await run((await extend({ planId })).data.extendEverybody.id);
    await run((await extend({ ...past, days: 5 })).data.extendEverybody.id);
    expect(await daysLeft([basic, standard])).toEqual([35, days + 3]);
  });

  it('keeps its audience when access is revoked or ends before the job runs', async () => {
    const customer = await subscriber();
    const { id } = (await extend()).data.extendEverybody;
    await em().nativeUpdate(Period, { user: customer.id }, { revokedAt: new Date() });
    await em().execute('update subscriptions set ends_at = now() where user_id = ?', [customer.id]);
    await run(id);
    expect(await daysLeft([customer])).toEqual([3]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no days', { days: 0 }, 'BAD_USER_INPUT'],
    ['too many days', { days: 366 }, 'BAD_USER_INPUT'],
    ['an instant in the future', { audienceAt: new Date(Date.now() + 60_000).toISOString() }, 'BAD_USER_INPUT'],
    ['a blank reason', { reason: ' ' }, 'BAD_USER_INPUT'],
    ['an empty key', { key: '' }, 'BAD_USER_INPUT'],
    ['an unknown plan', { planId: uuid() }, 'PLAN_NOT_FOUND'],
    ['a plan that is no UUID', { planId: 'x' }, 'PLAN_NOT_FOUND'],
  ])('refuses %s, and changes nothing', async (_what, changes, expected) => {
    const before = await em().count(Extension);
    expect((await extend(changes)).code).toBe(expected);
    if (!('reason' in changes || 'key' in changes)) expect((await preview(changes)).code).toBe(expected);
    expect(await em().count(Extension)).toBe(before);
  });

  it('needs the permission, and a code of the last minutes', async () => {
    expect((await extend({}, await TestOperator.signedIn(app, 'FINANCE'))).code).toBe('PERMISSION_DENIED');
    const unconfirmed = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    expect((await extend({}, unconfirmed)).code).toBe('STEP_UP_REQUIRED');
    const first = '{ extensions(first: 0) { id } }';
    expect((await owner.ask(first)).code).toBe('BAD_USER_INPUT');
  });
});

describe('undoExtension', () => {
  it('takes back the days that were given, and nothing else; a repeated call changes nothing', async () => {
    const customers = [await subscriber(), await subscriber()];
    const { id } = (await extend()).data.extendEverybody;
    await run(id);
    const answers = await Promise.all([undo(id), undo(id)]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    await Promise.all([run(id), run(id)]);
    expect(await daysLeft(customers)).toEqual([30, 30]);
    expect(await read(id)).toMatchObject({ givenTo: 2, revokedFrom: 2, undoneAt: expect.any(String) });
    const done = { targetId: id, action: 'undoExtension', outcome: DeedOutcome.DONE };
    expect(await em().count(AuditEntry, done)).toBe(1);
  });

  it('stops an extension that is still running', async () => {
    const customers = await Promise.all(Array.from({ length: 8 }, () => subscriber()));
    const { id } = (await extend()).data.extendEverybody;
    await Promise.all([run(id), undo(id)]);
    await run(id);
    expect(await daysLeft(customers)).toEqual(customers.map(() => 30));
    const { givenTo, revokedFrom } = (await read(id)) ?? {};
    expect(revokedFrom).toBe(givenTo);
  });

  it('refuses an unknown extension and a blank reason', async () => {
    for (const id of [uuid(), 'x']) expect((await undo(id)).code).toBe('EXTENSION_NOT_FOUND');
    expect((await undo(uuid(), { reason: '' })).code).toBe('BAD_USER_INPUT');
  });
});
