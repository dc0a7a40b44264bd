import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { createPlan, setArchived, updatePlan } from '../../subscriptions/edit-plans.ts';
import { findPlan } from '../../subscriptions/find-plan.ts';
import { type Plan } from '../../subscriptions/plan.ts';
import { type PlanEdit } from '../../subscriptions/plan-values.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { checkSeen } from '../check-seen.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { PlanRecord } from '../records/plan-record.ts';

const ID_OF_PLAN = { description: 'The plan.' };
const SEEN = { description: '`updatedAt` of the plan as the operator has seen it.' };
const NAME = { description: 'The name that customers see: 1 to 200 characters.' };
const TEXT = { description: 'One or two sentences for customers: at most 2000 characters.' };
const PRICE = { description: 'Price in paisa, at least 1000 (Rs 10). Payments that are open keep their price.' };
const LENGTH = { description: 'Days of access, from 1 to 36500. Payments that are open keep their length.' };
const TRIAL = {
  nullable: true,
  description: 'Days of a trial that each customer may take once, from 1 to 366. Null: none.',
};
const KEPT = ' Null: stays as it is.';
const optional = ({ description }: { description: string }) => ({
  nullable: true,
  description: `${description}${KEPT}`,
});

@Resolver()
export class PlanResolver {
  @Permit(Permission.EDIT_PLANS)
  @Mutation(() => PlanRecord, {
    description:
      'Creates a plan, which is on sale at once. Errors: `PERMISSION_DENIED`; `BAD_USER_INPUT`, also for a code that a plan has already.',
  })
  async createPlan(
    @Arg('code', () => String, { description: 'Readable, unique and fixed: 1 to 64 of the characters a-z, 0-9 and -.' })
    code: string,
    @Arg('name', () => String, NAME) name: string,
    @Arg('description', () => String, { ...TEXT, defaultValue: '' }) description: string,
    @Arg('pricePaisa', () => Int, PRICE) pricePaisa: number,
    @Arg('durationDays', () => Int, LENGTH) durationDays: number,
    @Arg('trialDays', () => Int, TRIAL) trialDays: number | null,
    @Ctx() context: AdminContext,
  ): Promise<PlanRecord> {
    const values = { code, name, description, pricePaisa, durationDays, trialDays: trialDays ?? null };
    const deed = { ...(await context.actor()), action: 'createPlan', target: { kind: TargetKind.PLAN, id: null } };
    return recordDeed(context.services, deed, {
      change: async (em) => {
        const plan = await createPlan(em, values);
        return { result: new PlanRecord(plan), targetId: plan.id, after: values };
      },
    });
  }

  @Permit(Permission.EDIT_PLANS)
  @Mutation(() => PlanRecord, {
    description:
      'Changes a plan; at least one value must be given. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `PLAN_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async updatePlan(
    @Arg('id', () => ID, ID_OF_PLAN) id: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Arg('name', () => String, optional(NAME)) name: string | null,
    @Arg('description', () => String, optional(TEXT)) description: string | null,
    @Arg('pricePaisa', () => Int, optional(PRICE)) pricePaisa: number | null,
    @Arg('durationDays', () => Int, optional(LENGTH)) durationDays: number | null,
    @Arg('trialDays', () => Int, {
      nullable: true,
      description: 'Days of a trial, from 1 to 366; 0: none is offered any more. Null: stays as it is.',
    })
    trialDays: number | null,
    @Ctx() context: AdminContext,
  ): Promise<PlanRecord> {
    const values = Object.entries({ name, description, pricePaisa, durationDays, trialDays });
    const named = values
      .filter(([, value]) => value != null)
      .map(([key, value]) => [key, value === 0 && key === 'trialDays' ? null : value]);
    return edit(context, 'updatePlan', { id, seenUpdatedAt }, async (em, plan) => {
      const before = new PlanRecord(plan);
      const after = await updatePlan(em, plan, Object.fromEntries(named));
      const keys = Object.keys(after) as (keyof PlanEdit)[];
      return { before: Object.fromEntries(keys.map((key) => [key, before[key]])), after };
    });
  }

  @Permit(Permission.EDIT_PLANS)
  @Mutation(() => PlanRecord, {
    description:
      'Takes a plan off sale. Access and open payments stay as they are. Errors: `PERMISSION_DENIED`, `PLAN_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async archivePlan(
    @Arg('id', () => ID, ID_OF_PLAN) id: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Ctx() context: AdminContext,
  ): Promise<PlanRecord> {
    return archive(context, 'archivePlan', { id, seenUpdatedAt }, true);
  }

  @Permit(Permission.EDIT_PLANS)
  @Mutation(() => PlanRecord, {
    description:
      'Puts an archived plan on sale again. Errors: `PERMISSION_DENIED`, `PLAN_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async restorePlan(
    @Arg('id', () => ID, ID_OF_PLAN) id: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Ctx() context: AdminContext,
  ): Promise<PlanRecord> {
    return archive(context, 'restorePlan', { id, seenUpdatedAt }, false);
  }
}

interface Seen {
  id: string;
  seenUpdatedAt: Date;
}

function archive(context: AdminContext, action: string, seen: Seen, isArchived: boolean): Promise<PlanRecord> {
  return edit(context, action, seen, async (em, plan) => {
    const isChanged = await setArchived(em, plan, isArchived);
    return { isRepeat: !isChanged, before: { isArchived: !isArchived }, after: { isArchived } };
  });
}

async function edit(
  context: AdminContext,
  action: string,
  { id, seenUpdatedAt }: Seen,
  apply: (em: EntityManager, plan: Plan) => Promise<Omit<Done<unknown>, 'result'>>,
): Promise<PlanRecord> {
  const deed = { ...(await context.actor()), action, target: { kind: TargetKind.PLAN, id } };
  return recordDeed(context.services, deed, {
    change: async (em) => {
      const plan = await findPlan(em, id, LockMode.PESSIMISTIC_WRITE);
      checkSeen(seenUpdatedAt, new PlanRecord(plan));
      const done = await apply(em, plan);
      return { ...done, result: new PlanRecord(plan) };
    },
  });
}
