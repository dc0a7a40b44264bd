import { type EntityManager } from '@mikro-orm/postgresql';
import { type Services } from '../services.ts';
import { type WebhookDelivery } from './webhook-delivery.ts';
import { WebhookDisabledBy, WebhookEndpoint } from './webhook-endpoint.ts';

// About half an hour after the first attempt: a restart of the receiver is over.
const TOLD_AFTER_FAILURES = 4;

interface Failure {
  error: string;
  /** The receiver answered 410. */
  isGone: boolean;
}

/**
 * Keeps at the endpoint whether its last attempt failed, and tells operators of an endpoint that keeps failing or is gone. Only
 * what changes is written: all deliveries of an endpoint share its row.
 */
export async function noteHealth(
  services: Pick<Services, 'jobs' | 'log'>,
  em: EntityManager,
  { endpoint: { id }, failureCount }: WebhookDelivery,
  failure: Failure | null,
): Promise<void> {
  if (failure === null) {
    await em.nativeUpdate(WebhookEndpoint, { id, failingSince: { $ne: null } }, { failingSince: null });
    return;
  }
  await em.nativeUpdate(WebhookEndpoint, { id, failingSince: null }, { failingSince: new Date() });
  const isDisabled = failure.isGone && (await disable(services, em, id));
  if (isDisabled || (!failure.isGone && failureCount >= TOLD_AFTER_FAILURES)) await tell(services, em, id, failure);
}

/** Returns whether it was enabled. */
async function disable({ log }: Pick<Services, 'log'>, em: EntityManager, id: string): Promise<boolean> {
  const now = new Date();
  const disabled = { disabledAt: now, disabledBy: WebhookDisabledBy.RECEIVER, updatedAt: now };
  const count = await em.nativeUpdate(WebhookEndpoint, { id, disabledAt: null }, disabled);
  if (count > 0) log.error({ endpointId: id }, 'deliverEvent: the receiver answered 410, so its endpoint is disabled');
  return count > 0;
}

/** `since` names the stretch of failures: operators are told once about each. */
async function tell(
  { jobs }: Pick<Services, 'jobs'>,
  em: EntityManager,
  endpointId: string,
  { error, isGone }: Failure,
): Promise<void> {
  const { failingSince } = await em.findOneOrFail(WebhookEndpoint, endpointId, { refresh: true });
  const since = (failingSince ?? new Date()).toISOString();
  await jobs.tellOperator(em, { about: 'webhookFails', endpointId, since, isGone, error });
}
