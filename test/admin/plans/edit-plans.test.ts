import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { AuditEntry, DeedOutcome } from '../../../src/admin/audit-entry.ts';
import { Plan } from '../../../src/subscriptions/plan.ts';
import { type App, startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import { waitUntil } from '../../support/wait-until.ts';

interface PlanRecordData {
  id: string;
  name: string;
  pricePaisa: number;
  isArchived: boolean;
  updatedAt: string;
}

const fields = 'id code name description pricePaisa durationDays isArchived updatedAt';

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

const em = () => app.services.orm.em.fork();
let count = 0;

function create(changes: Record<string, unknown> = {}, by = owner) {
  count += 1;
  return by.ask<{ createPlan: PlanRecordData }>(
    `mutation ($code: String!, $name: String!, $description: String!, $pricePaisa: Int!, $durationDays: Int!) {
      createPlan(code: $code, name: $name, description: $description, pricePaisa: $pricePaisa,
        durationDays: $durationDays) { ${fields} }
    }`,
    { code: `plan-${count}`, name: 'Gold', description: 'A year.', pricePaisa: 90_000, durationDays: 365, ...changes },
  );
}

function update(plan: { id: string; updatedAt: string }, changes: Record<string, unknown>) {
  return owner.ask<{ updatePlan: PlanRecordData }>(
    `mutation ($id: ID!, $updatedAt: DateTime!, $name: String, $description: String, $pricePaisa: Int,
      $durationDays: Int) {
      updatePlan(id: $id, seenUpdatedAt: $updatedAt, name: $name, description: $description, pricePaisa: $pricePaisa,
        durationDays: $durationDays) { ${fields} }
    }`,
    { id: plan.id, updatedAt: plan.updatedAt, ...changes },
  );
}

function archive(deed: 'archivePlan' | 'restorePlan', { id, updatedAt }: { id: string; updatedAt: string }) {
  return owner.ask<Record<typeof deed, PlanRecordData>>(
    `mutation ($id: ID!, $updatedAt: DateTime!) { ${deed}(id: $id, seenUpdatedAt: $updatedAt) { ${fields} } }`,
    { id, updatedAt },
  );
}

async function priceOnSale(code: string): Promise<number | undefined> {
  const { data } = await app.ask<{ plans: { code: string; pricePaisa: number }[] }>('{ plans { code pricePaisa } }');
  return data.plans.find((plan) => plan.code === code)?.pricePaisa;
}

describe('plans', () => {
  it('are created, changed, archived and restored, which customers see; an open payment keeps its price', async () => {
    const { data, errors } = await create({ code: 'gold' });
    expect(errors).toEqual([]);
    await waitUntil(async () => (await priceOnSale('gold')) === 90_000);
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('gold');

    const updated = await update(data.createPlan, { pricePaisa: 80_000, durationDays: 5 });
    expect(updated.data.updatePlan).toMatchObject({ name: 'Gold', pricePaisa: 80_000 });
    await waitUntil(async () => (await priceOnSale('gold')) === 80_000);
    await atKhalti(app, pidx, 'complete');
    expect(await customer.verify(pidx)).toMatchObject({ amountPaisa: 90_000, subscription: { daysLeft: 365 } });

    const archived = await archive('archivePlan', updated.data.updatePlan);
    expect(archived.data.archivePlan.isArchived).toBe(true);
    await waitUntil(async () => (await priceOnSale('gold')) === undefined);
    const restored = await archive('restorePlan', archived.data.archivePlan);
    expect(restored.data.restorePlan.isArchived).toBe(false);
    await waitUntil(async () => (await priceOnSale('gold')) === 80_000);
    const entries = await em().find(AuditEntry, { targetId: data.createPlan.id }, { orderBy: { id: 'asc' } });
    expect(entries.map(({ action }) => action)).toEqual(['createPlan', 'updatePlan', 'archivePlan', 'restorePlan']);
    expect(entries[1]).toMatchObject({
      before: { pricePaisa: 90_000, durationDays: 365 },
      after: { pricePaisa: 80_000, durationDays: 5 },
    });
  });

  it('change once for operators who have seen the same', async () => {
    const plan = (await create()).data.createPlan;
    const answers = await Promise.all([1, 2, 3, 4].map((i) => update(plan, { name: `Name ${i}` })));
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
    const refused = answers.filter(({ code }) => code === 'CHANGED_MEANWHILE');
    expect(refused).toHaveLength(3);
    const { name, updatedAt } = await em().findOneOrFail(Plan, plan.id);
    expect(refused[0]?.errors[0]?.extensions).toMatchObject({ current: { name, updatedAt: updatedAt.toISOString() } });
    expect((await archive('archivePlan', plan)).code).toBe('CHANGED_MEANWHILE');
  });

  it('are archived once: a repeated call changes nothing', async () => {
    const { data } = await archive('archivePlan', (await create()).data.createPlan);
    const again = await archive('archivePlan', data.archivePlan);
    expect(again.data.archivePlan).toEqual(data.archivePlan);
    const done = { targetId: data.archivePlan.id, outcome: DeedOutcome.DONE };
    expect(await em().count(AuditEntry, done)).toBe(2);
  });

  it('have a code that no other plan has, also when two are created at the same time', async () => {
    const codes = (await Promise.all([1, 2, 3].map(() => create({ code: 'same' })))).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', undefined]);
    const again = await create({ code: 'same' });
    expect(again.errors[0]?.extensions.argument).toBe('code');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['name', { name: ' ' }, 'blank'],
    ['name', { name: 'x'.repeat(201) }, 'too long'],
    ['name', { name: 'a\u0000b' }, 'with a NUL'],
    ['name', { name: '\u200b' }, 'that nobody sees'],
    ['description', { description: 'x'.repeat(2001) }, 'too long'],
    ['pricePaisa', { pricePaisa: 999 }, 'below the minimum'],
    ['pricePaisa', { pricePaisa: -1 }, 'negative'],
    ['durationDays', { durationDays: 0 }, 'of nothing'],
    ['durationDays', { durationDays: 36_501 }, 'too long'],
  ])('refuse a %s that is wrong, and name it', async (argument, changes) => {
    const plan = (await create()).data.createPlan;
    const before = await em().find(Plan, {}, { orderBy: { id: 'asc' } });
    for (const { code, errors } of [await create(changes), await update(plan, changes)]) {
      expect({ code, argument: errors[0]?.extensions.argument }).toEqual({ code: 'BAD_USER_INPUT', argument });
    }
    expect(await em().find(Plan, {}, { orderBy: { id: 'asc' } })).toEqual(before);
  });

  it('refuse a wrong code, a change of nothing, a plan that is not there, and other roles', async () => {
    for (const code of ['', 'Basic Plan', 'x'.repeat(65), '-a'])
      expect((await create({ code })).code).toBe('BAD_USER_INPUT');
    expect((await create({ pricePaisa: 3_000_000_000 })).code).toBe('BAD_USER_INPUT');
    const plan = (await create()).data.createPlan;
    expect((await update(plan, {})).code).toBe('BAD_USER_INPUT');
    for (const id of [uuid(), 'x']) {
      expect((await update({ ...plan, id }, { name: 'A' })).code).toBe('PLAN_NOT_FOUND');
      expect((await archive('restorePlan', { ...plan, id })).code).toBe('PLAN_NOT_FOUND');
    }
    expect((await create({}, await TestOperator.signedIn(app, 'FINANCE'))).code).toBe('PERMISSION_DENIED');
  });
});
