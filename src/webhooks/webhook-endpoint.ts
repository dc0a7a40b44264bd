import { ArrayType } from '@mikro-orm/core';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';

export enum WebhookDisabledBy {
  OPERATOR = 'OPERATOR',
  RECEIVER = 'RECEIVER',
}

/** Where events are sent. */
@Entity({ tableName: 'webhook_endpoints' })
export class WebhookEndpoint {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Property({ type: 'text' })
  url: string;

  @Property({ type: 'text' })
  description: string;

  /** Empty: all. */
  @Property({ type: new ArrayType(), columnType: 'text[]' })
  eventTypes: string[];

  /** `whsec_` and 32 bytes. */
  @Property({ type: 'text' })
  secret: string;

  /** Signs too while the receiver changes over. */
  @Property({ type: 'text', nullable: true })
  formerSecret: string | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  formerSecretUntil: Date | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  disabledAt: Date | null = null;

  /** RECEIVER: it has answered 410 Gone. */
  @Enum({ items: () => WebhookDisabledBy, nativeEnumName: 'webhook_disabled_by', nullable: true })
  disabledBy: WebhookDisabledBy | null = null;

  /** Since when every attempt has failed. Null: the last one was accepted. */
  @Property({ type: 'timestamptz', nullable: true })
  failingSince: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  @Property({ type: 'timestamptz' })
  updatedAt: Date = new Date();

  constructor(values: Pick<WebhookEndpoint, 'url' | 'description' | 'eventTypes' | 'secret'>) {
    this.url = values.url;
    this.description = values.description;
    this.eventTypes = values.eventTypes;
    this.secret = values.secret;
  }

  rotateSecret(secret: string, formerUntil: Date | null): void {
    this.formerSecret = formerUntil && this.secret;
    this.formerSecretUntil = formerUntil;
    this.secret = secret;
    this.updatedAt = new Date();
  }

  disable(by: WebhookDisabledBy): void {
    this.disabledAt = new Date();
    this.disabledBy = by;
    this.updatedAt = this.disabledAt;
  }

  enable(): void {
    this.disabledAt = null;
    this.disabledBy = null;
    this.failingSince = null;
    this.updatedAt = new Date();
  }

  /** The newest first. */
  secretsAt(now: Date): string[] {
    const { secret, formerSecret, formerSecretUntil } = this;
    return formerSecret && formerSecretUntil && formerSecretUntil > now ? [secret, formerSecret] : [secret];
  }
}
