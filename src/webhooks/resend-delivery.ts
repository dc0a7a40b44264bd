import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound, NotPossible } from '../errors.ts';
import { type Services } from '../services.ts';
import { WebhookDelivery } from './webhook-delivery.ts';
import { WebhookEndpoint } from './webhook-endpoint.ts';

/** Sends an event again, with the same id, also one that was accepted. Throws `NotFound` and `NotPossible`. */
export async function resendDelivery(
  { jobs }: Pick<Services, 'jobs'>,
  em: EntityManager,
  id: string,
): Promise<WebhookDelivery> {
  const delivery = isUuid(id)
    ? await em.findOne(WebhookDelivery, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!delivery) throw new NotFound('WEBHOOK_DELIVERY');
  const endpoint = await em.findOneOrFail(WebhookEndpoint, delivery.endpoint.id);
  if (endpoint.disabledAt) throw new NotPossible('This endpoint is disabled. Enable it first.');
  delivery.restart();
  await em.flush();
  await jobs.add(em, 'deliverEvent', { deliveryId: id, attempt: delivery.attemptCount });
  return delivery;
}
