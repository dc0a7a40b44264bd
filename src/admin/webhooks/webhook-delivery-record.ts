import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { bodyOf } from '../../webhooks/deliver-event.ts';
import { type Attempt, DeliveryStatus, type WebhookDelivery } from '../../webhooks/webhook-delivery.ts';
import { connectionOf } from '../lists/connection.ts';

registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  description: 'Where a delivery stands.',
  valuesConfig: {
    PENDING: { description: 'Not accepted yet. It is attempted again.' },
    DELIVERED: { description: 'The receiver has accepted it.' },
    FAILED: { description: 'Not accepted in ten attempts, or the endpoint was disabled. It is not attempted again.' },
  },
});

@ObjectType({ description: 'One attempt to deliver an event.', simpleResolvers: true })
export class DeliveryAttempt {
  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  at: Date;

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  durationMs: number;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer. Null: there was none.' })
  httpStatus: number | null;

  @Field(() => String, { nullable: true, description: 'Why it was not accepted. Null: it was.' })
  error: string | null;

  constructor({ at, durationMs, httpStatus, error }: Attempt) {
    this.at = new Date(at);
    this.durationMs = durationMs;
    this.httpStatus = httpStatus;
    this.error = error;
  }
}

@ObjectType({ description: 'One event for one endpoint.', simpleResolvers: true })
export class WebhookDeliveryRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => ID, { description: 'The endpoint.' })
  endpointId: string;

  @Field(() => ID, { description: 'The header `webhook-id`, the same in each attempt.' })
  eventId: string;

  @Field(() => String, { description: 'The event, such as `access.granted`.' })
  eventType: string;

  @Field(() => String, { description: 'The body that is sent, as JSON.' })
  body: string;

  @Field(() => DeliveryStatus, { description: 'Where it stands.' })
  status: DeliveryStatus;

  @Field(() => Int, { description: 'How often it was attempted.' })
  attemptCount: number;

  @Field(() => [DeliveryAttempt], { description: 'The latest 20 attempts, the first one first.' })
  attempts: DeliveryAttempt[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the next attempt is due. Null: none is planned.' })
  nextAttemptAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was planned.' })
  createdAt: Date;

  constructor(delivery: WebhookDelivery) {
    const { event } = delivery;
    this.id = delivery.id;
    this.endpointId = delivery.endpoint.id;
    this.eventId = event.eventId;
    this.eventType = event.type;
    this.body = bodyOf(event);
    this.status = delivery.status;
    this.attemptCount = delivery.attemptCount;
    this.attempts = delivery.attempts.map((attempt) => new DeliveryAttempt(attempt));
    this.nextAttemptAt = delivery.nextAttemptAt;
    this.createdAt = delivery.createdAt;
  }
}

export const WebhookDeliveryConnection = connectionOf('WebhookDelivery', () => WebhookDeliveryRecord);
