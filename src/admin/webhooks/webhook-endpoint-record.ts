import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { WebhookDisabledBy, type WebhookEndpoint } from '../../webhooks/webhook-endpoint.ts';

registerEnumType(WebhookDisabledBy, {
  name: 'WebhookDisabledBy',
  description: 'Who disabled an endpoint.',
  valuesConfig: {
    OPERATOR: { description: 'An operator.' },
    RECEIVER: { description: 'The receiver: it answered 410 Gone.' },
  },
});

@ObjectType({ description: 'An address of another program that is told what happens.', simpleResolvers: true })
export class WebhookEndpointRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => String, { description: 'Where events are sent.' })
  url: string;

  @Field(() => String, { description: 'Whose it is.' })
  description: string;

  @Field(() => [String], { description: 'The events that are sent, such as `access.granted`. Empty: all.' })
  eventTypes: string[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when the former secret signs too. Null: there is none.',
  })
  formerSecretUntil: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was disabled. Null: it is enabled.' })
  disabledAt: Date | null;

  @Field(() => WebhookDisabledBy, { nullable: true, description: 'Who disabled it. Null: it is enabled.' })
  disabledBy: WebhookDisabledBy | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when every attempt has failed. Null: the last one was accepted, or there was none.',
  })
  failingSince: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When an operator, or a 410, last changed it.' })
  updatedAt: Date;

  constructor(endpoint: WebhookEndpoint) {
    const { formerSecretUntil } = endpoint;
    this.id = endpoint.id;
    this.url = endpoint.url;
    this.description = endpoint.description;
    this.eventTypes = endpoint.eventTypes;
    this.formerSecretUntil = formerSecretUntil && formerSecretUntil > new Date() ? formerSecretUntil : null;
    this.disabledAt = endpoint.disabledAt;
    this.disabledBy = endpoint.disabledBy;
    this.failingSince = endpoint.failingSince;
    this.createdAt = endpoint.createdAt;
    this.updatedAt = endpoint.updatedAt;
  }
}

@ObjectType({ description: 'An endpoint with its new secret.', simpleResolvers: true })
export class EndpointWithSecretRecord {
  @Field(() => WebhookEndpointRecord, { description: 'The endpoint, as it is listed.' })
  endpoint: WebhookEndpointRecord;

  @Field(() => String, { description: 'Signs the events, `whsec_…`. It is shown only in this answer.' })
  secret: string;

  constructor(endpoint: WebhookEndpoint) {
    this.endpoint = new WebhookEndpointRecord(endpoint);
    this.secret = endpoint.secret;
  }
}
