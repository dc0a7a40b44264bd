import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { BadUserInput } from '../../errors.ts';
import { readReason } from '../../payments/read-reason.ts';
import { extendEverybody } from '../../subscriptions/extend-everybody.ts';
import { Extension } from '../../subscriptions/extension.ts';
import { countAudience } from '../../subscriptions/extension-audience.ts';
import { readProgress } from '../../subscriptions/extension-progress.ts';
import { findPlan } from '../../subscriptions/find-plan.ts';
import { undoExtension } from '../../subscriptions/undo-extension.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { readDays, readIdempotencyKey } from '../read-text.ts';
import { recordDeed } from '../record-deed.ts';
import { ExtensionPreview, ExtensionRecord } from './extension-record.ts';

const MAX_DAYS = 365;
const MAX_PAGE = 100;
const DAYS = { description: `Days of 24 hours for each customer, from 1 to ${MAX_DAYS}.` };
const PLAN = { nullable: true, description: 'Only customers whose access at that instant is to this plan. Null: all.' };
const INSTANT = {
  nullable: true,
  description: 'The instant at which a customer must have access. Not in the future. Null: now.',
};

@Resolver()
export class ExtensionResolver {
  @Permit(Permission.READ)
  @Query(() => [ExtensionRecord], {
    description: 'Days that everybody was given, newest first. Errors: `BAD_USER_INPUT`.',
  })
  async extensions(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, from 1 to 100.' }) first: number,
    @Ctx() { em }: AdminContext,
  ): Promise<ExtensionRecord[]> {
    if (first < 1 || first > MAX_PAGE) throw new BadUserInput('first', `\`first\` must be from 1 to ${MAX_PAGE}.`);
    return toRecords(em, await em.find(Extension, {}, { orderBy: { id: 'desc' }, limit: first, populate: ['plan'] }));
  }

  @Permit(Permission.EXTEND_EVERYBODY)
  @Query(() => ExtensionPreview, {
    description:
      'How many customers `extendEverybody` would reach with these arguments. Changes nothing. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `PLAN_NOT_FOUND`.',
  })
  async previewExtension(
    @Arg('days', () => Int, DAYS) days: number,
    @Arg('planId', () => ID, PLAN) planId: string | null,
    @Arg('audienceAt', () => GraphQLDateTime, INSTANT) audienceAt: Date | null,
    @Ctx() { em }: AdminContext,
  ): Promise<ExtensionPreview> {
    readDays(days, MAX_DAYS);
    const at = readInstant(audienceAt) ?? new Date();
    if (planId) await findPlan(em, planId);
    return new ExtensionPreview(await countAudience(em, { planId: planId ?? null, audienceAt: at }), days, at);
  }

  @Permit(Permission.EXTEND_EVERYBODY)
  @Mutation(() => ExtensionRecord, {
    description:
      'Gives days to all customers who have access at one instant, each once, after the access that they have. The customers are fixed now; a job gives the days. Errors: `PERMISSION_DENIED`, `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `PLAN_NOT_FOUND`, `IDEMPOTENCY_KEY_REUSED`.',
  })
  async extendEverybody(
    @Arg('days', () => Int, DAYS) days: number,
    @Arg('planId', () => ID, PLAN) planId: string | null,
    @Arg('reason', () => String, { description: 'Why, for the audit: 1 to 1000 characters.' }) reason: string,
    @Arg('idempotencyKey', () => ID, {
      description:
        'Chosen by the client, one for each extension: 1 to 255 printable ASCII characters. A repeated call with the same key gives the same extension.',
    })
    idempotencyKey: string,
    @Arg('audienceAt', () => GraphQLDateTime, INSTANT) audienceAt: Date | null,
    @Ctx() context: AdminContext,
  ): Promise<ExtensionRecord> {
    const { services } = context;
    const { id: authorId } = await context.operator();
    const target = { kind: TargetKind.EXTENSION, id: null };
    return recordDeed(
      services,
      { ...(await context.actor()), action: 'extendEverybody', target, reason },
      {
        ask: () => requireStepUp(context),
        change: async (em) => {
          const { extension, isRepeat } = await extendEverybody(services, em, {
            days: readDays(days, MAX_DAYS),
            planId: planId ?? null,
            reason: readReason(reason),
            authorId,
            idempotencyKey: readIdempotencyKey(idempotencyKey),
            audienceAt: readInstant(audienceAt),
          });
          const result = await toRecord(em, extension);
          const { customers } = result;
          const after = { days, planId: planId ?? null, audienceAt: extension.audienceAt, customers };
          return { result, isRepeat, targetId: extension.id, after };
        },
      },
    );
  }

  @Permit(Permission.EXTEND_EVERYBODY)
  @Mutation(() => ExtensionRecord, {
    description:
      'Takes back what is left of the days that an extension has given, and gives no more of them. A job does it. Safe to repeat. Errors: `PERMISSION_DENIED`, `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `EXTENSION_NOT_FOUND`.',
  })
  async undoExtension(
    @Arg('id', () => ID, { description: 'The extension.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, for the audit: 1 to 1000 characters.' }) reason: string,
    @Ctx() context: AdminContext,
  ): Promise<ExtensionRecord> {
    const { services } = context;
    const target = { kind: TargetKind.EXTENSION, id };
    return recordDeed(
      services,
      { ...(await context.actor()), action: 'undoExtension', target, reason },
      {
        ask: () => requireStepUp(context),
        change: async (em) => {
          readReason(reason);
          const { extension, isRepeat } = await undoExtension(services, em, id);
          const { undoneAt } = extension;
          return { result: await toRecord(em, extension), isRepeat, before: { undoneAt: null }, after: { undoneAt } };
        },
      },
    );
  }
}

function readInstant(audienceAt: Date | null | undefined): Date | null {
  if (audienceAt && audienceAt.getTime() > Date.now()) {
    throw new BadUserInput('audienceAt', 'The instant must not be in the future.');
  }
  return audienceAt ?? null;
}

async function toRecord(em: EntityManager, extension: Extension): Promise<ExtensionRecord> {
  const [record] = await toRecords(em, [extension]);
  if (!record) throw new Error(`There is no extension ${extension.id}`);
  return record;
}

async function toRecords(em: EntityManager, extensions: Extension[]): Promise<ExtensionRecord[]> {
  const progress = await readProgress(
    em,
    extensions.map(({ id }) => id),
  );
  return extensions.map(
    (extension, index) =>
      new ExtensionRecord(extension, progress[index] ?? { customers: 0, givenTo: 0, revokedFrom: 0 }),
  );
}
