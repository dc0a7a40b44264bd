import { LockMode } from '@mikro-orm/core';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { noteHealth } from './note-health.ts';
import { type OutgoingEvent } from './outgoing-event.ts';
import { sendWebhook } from './send-webhook.ts';
import { sign } from './sign.ts';
import { type Attempt, DeliveryStatus, WebhookDelivery } from './webhook-delivery.ts';

const DELIVERIES = {
  name: 'webhook_deliveries_total',
  help: 'Attempts to deliver events to endpoints.',
  labels: ['event', 'outcome'],
} as const;
const GONE = 410;

/**
 * Makes one attempt, and plans the next one if it fails. If this process dies between the request and its record, the event
 * is sent again with the same id.
 */
export async function deliverEvent(
  services: Services,
  { deliveryId, attempt: number }: JobData['deliverEvent'],
  signal: AbortSignal,
): Promise<void> {
  const em = services.orm.em.fork();
  const delivery = await em.findOne(WebhookDelivery, deliveryId, { populate: ['endpoint', 'event'] });
  if (!delivery || !isDue(delivery, number)) return;
  const { endpoint, event } = delivery;
  if (endpoint.disabledAt) return giveUp(services, deliveryId);
  const body = bodyOf(event);
  const now = new Date();
  const attempt = await sendWebhook(
    {
      url: endpoint.url,
      headers: sign(endpoint.secretsAt(now), event.eventId, now, body),
      body,
      timeoutMs: services.webhooks.timeoutMs,
      isPublicOnly: services.webhooks.isPublicOnly,
    },
    signal,
  );
  await record(services, { deliveryId, number, type: event.type }, attempt);
}

export function bodyOf({ type, createdAt, data }: Pick<OutgoingEvent, 'type' | 'createdAt' | 'data'>): string {
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
}

function isDue(delivery: WebhookDelivery, number: number): boolean {
  return delivery.status === DeliveryStatus.PENDING && delivery.attemptCount === number;
}

async function giveUp({ orm }: Services, deliveryId: string): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const delivery = await em.findOne(WebhookDelivery, deliveryId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (delivery?.status === DeliveryStatus.PENDING) delivery.giveUp();
  });
}

/** Nothing is recorded if another worker has recorded this attempt. */
async function record(
  services: Services,
  { deliveryId, number, type }: { deliveryId: string; number: number; type: string },
  attempt: Attempt,
): Promise<void> {
  const { orm, jobs, metrics, log } = services;
  const isGone = attempt.httpStatus === GONE;
  const delivery = await orm.em.fork().transactional(async (em) => {
    const found = await em.findOne(WebhookDelivery, deliveryId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!found || !isDue(found, number)) return null;
    const startAfter = found.record(attempt, !isGone);
    if (startAfter) await jobs.add(em, 'deliverEvent', { deliveryId, attempt: found.attemptCount }, { startAfter });
    await em.flush();
    const { error } = attempt;
    await noteHealth(services, em, found, error === null ? null : { error, isGone });
    return found;
  });
  if (!delivery) return;
  metrics?.count(DELIVERIES, { event: type, outcome: outcomeOf(delivery) });
  const { httpStatus, error } = attempt;
  const facts = { deliveryId, endpointId: delivery.endpoint.id, event: type, httpStatus, reason: error };
  if (error !== null) log.warn({ ...facts, status: delivery.status }, 'deliverEvent: not accepted');
}

function outcomeOf({ status }: WebhookDelivery): string {
  return status === DeliveryStatus.PENDING ? 'failed' : status === DeliveryStatus.DELIVERED ? 'delivered' : 'gave_up';
}
