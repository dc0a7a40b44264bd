import { type Message } from '../mail/message.ts';
import { webhookFails } from '../mail/webhook-fails.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { DeliveryStatus, WebhookDelivery } from '../webhooks/webhook-delivery.ts';
import { WebhookDisabledBy, WebhookEndpoint } from '../webhooks/webhook-endpoint.ts';

/** Null if it works again, or an operator has disabled it. */
export async function webhookMessage(
  { orm, publicUrl }: Services,
  { endpointId, since, isGone, error }: Extract<JobData['tellOperator'], { about: 'webhookFails' }>,
  to: string,
): Promise<Message | null> {
  const em = orm.em.fork();
  const endpoint = await em.findOne(WebhookEndpoint, endpointId);
  if (endpoint?.failingSince?.toISOString() !== since || endpoint.disabledBy === WebhookDisabledBy.OPERATOR)
    return null;
  // Disabled since then: that is told in a message of its own.
  if (!isGone && endpoint.disabledAt) return null;
  const waiting = await em.count(WebhookDelivery, { endpoint: endpointId, status: DeliveryStatus.PENDING });
  // The rest of the URL may be a secret.
  const { description, url } = endpoint;
  const facts = { description, host: new URL(url).host, since: new Date(since), error, waiting };
  return webhookFails({ to, ...facts, isGone, publicUrl });
}
