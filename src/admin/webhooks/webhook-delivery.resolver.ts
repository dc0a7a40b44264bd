import { type EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { resendDelivery } from '../../webhooks/resend-delivery.ts';
import { DeliveryStatus, WebhookDelivery } from '../../webhooks/webhook-delivery.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { Conditions } from '../lists/conditions.ts';
import { type Connection } from '../lists/connection.ts';
import { readPage } from '../lists/read-page.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { recordDeed } from '../record-deed.ts';
import { WebhookDeliveryConnection, WebhookDeliveryRecord } from './webhook-delivery-record.ts';

@Resolver()
export class WebhookDeliveryResolver {
  @Permit(Permission.MANAGE_WEBHOOKS)
  @Query(() => WebhookDeliveryConnection, { description: 'Deliveries of the last 30 days, the latest first.' })
  webhookDeliveries(
    @Ctx() { em }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most how many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Arg('endpointId', () => ID, { nullable: true, description: 'Only of this endpoint.' }) endpointId: string | null,
    @Arg('statuses', () => [DeliveryStatus], { nullable: true, description: 'One of these. Left out: all.' })
    statuses: DeliveryStatus[] | null,
  ): Promise<Connection<WebhookDeliveryRecord>> {
    const conditions = new Conditions();
    conditions.oneOf('d.status', 'statuses', statuses);
    if (endpointId != null) conditions.add('d.endpoint_id::text = ?', endpointId.replaceAll('\0', ''));
    const list = {
      name: 'webhookDeliveries',
      from: 'webhook_deliveries d',
      key: { expression: 'd.created_at', type: 'timestamptz' },
      id: 'd.id',
      direction: 'desc',
      load: (ids: string[]) => load(em, ids),
    } as const;
    return readPage(em, list, conditions, { first, after: after ?? null });
  }

  @Permit(Permission.MANAGE_WEBHOOKS)
  @Mutation(() => WebhookDeliveryRecord, {
    description:
      'Sends an event again, with the same id and up to ten attempts, the first one now. Errors: `WEBHOOK_DELIVERY_NOT_FOUND`; `NOT_POSSIBLE` if the endpoint is disabled.',
  })
  async resendDelivery(
    @Arg('id', () => ID, { description: 'The delivery.' }) id: string,
    @Ctx() context: AdminContext,
  ): Promise<WebhookDeliveryRecord> {
    const { services } = context;
    const deed = { ...(await context.actor()), action: 'resendDelivery', target: { kind: TargetKind.WEBHOOK, id } };
    await recordDeed(services, deed, {
      change: async (em) => {
        const { endpoint } = await resendDelivery(services, em, id);
        return { result: null, after: { endpointId: endpoint.id } };
      },
    });
    const found = await load(context.em, [id]);
    return found.get(id) as WebhookDeliveryRecord;
  }
}

async function load(em: EntityManager, ids: string[]): Promise<Map<string, WebhookDeliveryRecord>> {
  const found = await em.fork().find(WebhookDelivery, { id: { $in: ids } }, { populate: ['event'] });
  return new Map(found.map((delivery) => [delivery.id, new WebhookDeliveryRecord(delivery)]));
}
