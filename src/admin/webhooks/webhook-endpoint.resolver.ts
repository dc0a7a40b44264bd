import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { BadUserInput, NotFound } from '../../errors.ts';
import { EVENT_TYPES } from '../../webhooks/event-types.ts';
import { readEndpoint } from '../../webhooks/read-endpoint.ts';
import { newSecret } from '../../webhooks/sign.ts';
import { WebhookDisabledBy, WebhookEndpoint } from '../../webhooks/webhook-endpoint.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { checkSeen } from '../check-seen.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { EndpointWithSecretRecord, WebhookEndpointRecord } from './webhook-endpoint-record.ts';

const HOUR_MS = 60 * 60_000;
const MAX_OVERLAP_HOURS = 168;

const ENDPOINT = { description: 'The endpoint.' };
const URL_ = { description: 'Where events are sent: https in production, and not a private address.' };
const DESCRIPTION = { description: 'Whose it is: 1 to 200 characters.' };
const TYPES = { defaultValue: [], description: 'The events to send, such as `access.granted`. Empty: all.' };
const SEEN = { description: '`updatedAt` of the endpoint as the operator has seen it.' };
const OVERLAP = {
  defaultValue: 24,
  description: `For how many hours the former secret signs too, from 0 to ${MAX_OVERLAP_HOURS}.`,
};

type Change = (endpoint: WebhookEndpoint) => Pick<Done<unknown>, 'before' | 'after' | 'isRepeat'>;

@Resolver()
export class WebhookEndpointResolver {
  @Permit(Permission.MANAGE_WEBHOOKS)
  @Query(() => [WebhookEndpointRecord], { description: 'All endpoints, also disabled ones, the latest first.' })
  async webhookEndpoints(@Ctx() { em }: AdminContext): Promise<WebhookEndpointRecord[]> {
    const endpoints = await em.fork().find(WebhookEndpoint, {}, { orderBy: { id: 'desc' } });
    return endpoints.map((endpoint) => new WebhookEndpointRecord(endpoint));
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Query(() => [String], { description: 'All events that an endpoint can be sent, such as `access.granted`.' })
  webhookEventTypes(): readonly string[] {
    return EVENT_TYPES;
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Mutation(() => EndpointWithSecretRecord, {
    description: 'Makes an endpoint. Events are sent from now on. Errors: `STEP_UP_REQUIRED`, `BAD_USER_INPUT`.',
  })
  async createWebhookEndpoint(
    @Arg('url', () => String, URL_) url: string,
    @Arg('description', () => String, DESCRIPTION) description: string,
    @Arg('eventTypes', () => [String], TYPES) eventTypes: string[],
    @Ctx() context: AdminContext,
  ): Promise<EndpointWithSecretRecord> {
    const { services } = context;
    const target = { kind: TargetKind.WEBHOOK, id: null };
    const deed = { ...(await context.actor()), action: 'createWebhookEndpoint', target };
    const endpoint = await recordDeed(services, deed, {
      ask: () => requireStepUp(context),
      change: async (em) => {
        const values = readEndpoint({ url, description, eventTypes }, services.webhooks.isPublicOnly);
        const created = new WebhookEndpoint({ ...values, secret: newSecret() });
        await em.persist(created).flush();
        return { result: created, targetId: created.id, after: { ...values } };
      },
    });
    return new EndpointWithSecretRecord(endpoint);
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Mutation(() => WebhookEndpointRecord, {
    description:
      'Changes an endpoint. Waiting deliveries go to the new address. Errors: `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `WEBHOOK_ENDPOINT_NOT_FOUND`, `CHANGED_MEANWHILE`.',
  })
  async updateWebhookEndpoint(
    @Arg('id', () => ID, ENDPOINT) id: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, SEEN) seenUpdatedAt: Date,
    @Arg('url', () => String, URL_) url: string,
    @Arg('description', () => String, DESCRIPTION) description: string,
    @Arg('eventTypes', () => [String], TYPES) eventTypes: string[],
    @Ctx() context: AdminContext,
  ): Promise<WebhookEndpointRecord> {
    const values = readEndpoint({ url, description, eventTypes }, context.services.webhooks.isPublicOnly);
    const endpoint = await change(context, 'updateWebhookEndpoint', id, (found) => {
      checkSeen(seenUpdatedAt, new WebhookEndpointRecord(found));
      const before = { url: found.url, description: found.description, eventTypes: found.eventTypes };
      Object.assign(found, values, { updatedAt: new Date() });
      return { before, after: { ...values } };
    });
    return new WebhookEndpointRecord(endpoint);
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Mutation(() => EndpointWithSecretRecord, {
    description:
      'Gives an endpoint a new secret. The former one signs too for some hours, so that the receiver can change over. Errors: `STEP_UP_REQUIRED`, `BAD_USER_INPUT`, `WEBHOOK_ENDPOINT_NOT_FOUND`.',
  })
  async rotateWebhookSecret(
    @Arg('id', () => ID, ENDPOINT) id: string,
    @Arg('overlapHours', () => Int, OVERLAP) overlapHours: number,
    @Ctx() context: AdminContext,
  ): Promise<EndpointWithSecretRecord> {
    if (overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS) {
      throw new BadUserInput('overlapHours', `overlapHours must be from 0 to ${MAX_OVERLAP_HOURS}.`);
    }
    const endpoint = await change(context, 'rotateWebhookSecret', id, (found) => {
      const until = overlapHours === 0 ? null : new Date(Date.now() + overlapHours * HOUR_MS);
      found.rotateSecret(newSecret(), until);
      return { after: { formerSecretUntil: until } };
    });
    return new EndpointWithSecretRecord(endpoint);
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Mutation(() => WebhookEndpointRecord, {
    description:
      'Sends nothing to an endpoint any more. Waiting deliveries fail, and can be sent again later. Errors: `STEP_UP_REQUIRED`, `WEBHOOK_ENDPOINT_NOT_FOUND`.',
  })
  async disableWebhookEndpoint(
    @Arg('id', () => ID, ENDPOINT) id: string,
    @Ctx() context: AdminContext,
  ): Promise<WebhookEndpointRecord> {
    const endpoint = await change(context, 'disableWebhookEndpoint', id, (found) => {
      if (found.disabledAt) return { isRepeat: true };
      found.disable(WebhookDisabledBy.OPERATOR);
      return { before: { disabledAt: null }, after: { disabledAt: found.disabledAt } };
    });
    return new WebhookEndpointRecord(endpoint);
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Mutation(() => WebhookEndpointRecord, {
    description:
      'Sends new events to a disabled endpoint again. Errors: `STEP_UP_REQUIRED`, `WEBHOOK_ENDPOINT_NOT_FOUND`.',
  })
  async enableWebhookEndpoint(
    @Arg('id', () => ID, ENDPOINT) id: string,
    @Ctx() context: AdminContext,
  ): Promise<WebhookEndpointRecord> {
    const endpoint = await change(context, 'enableWebhookEndpoint', id, (found) => {
      const { disabledAt } = found;
      if (!disabledAt) return { isRepeat: true };
      found.enable();
      return { before: { disabledAt }, after: { disabledAt: null } };
    });
    return new WebhookEndpointRecord(endpoint);
  }
}

async function change(context: AdminContext, action: string, id: string, by: Change): Promise<WebhookEndpoint> {
  const deed = { ...(await context.actor()), action, target: { kind: TargetKind.WEBHOOK, id } };
  return recordDeed(context.services, deed, {
    ask: () => requireStepUp(context),
    change: async (em) => {
      const endpoint = await lock(em, id);
      const done = by(endpoint);
      await em.flush();
      return { ...done, result: endpoint };
    },
  });
}

async function lock(em: EntityManager, id: string): Promise<WebhookEndpoint> {
  const endpoint = isUuid(id)
    ? await em.findOne(WebhookEndpoint, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!endpoint) throw new NotFound('WEBHOOK_ENDPOINT');
  return endpoint;
}
