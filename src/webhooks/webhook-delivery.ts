import { type Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { OutgoingEvent } from './outgoing-event.ts';
import { WebhookEndpoint } from './webhook-endpoint.ts';

export enum DeliveryStatus {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long to wait after each failed attempt: ten attempts in about three days. */
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
const MAX_ERROR_LENGTH = 300;

/** What one attempt came to. No status: there was no answer. */
export interface Attempt {
  at: string;
  durationMs: number;
  httpStatus: number | null;
  error: string | null;
}

/** One event for one endpoint. */
@Entity({ tableName: 'webhook_deliveries' })
@Index({ properties: ['createdAt', 'id'] })
@Index({ properties: ['endpoint', 'createdAt', 'id'] })
export class WebhookDelivery {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => WebhookEndpoint)
  endpoint!: Rel<WebhookEndpoint>;

  @ManyToOne(() => OutgoingEvent, { index: true, deleteRule: 'cascade' })
  event!: Rel<OutgoingEvent>;

  @Enum({ items: () => DeliveryStatus, nativeEnumName: 'delivery_status' })
  status!: DeliveryStatus;

  /** The latest twenty. */
  @Property({ type: 'jsonb', default: '[]' })
  attempts!: Attempt[];

  /** Of all time. A job for another number is an old one. */
  @Property({ type: 'integer', default: 0 })
  attemptCount!: number;

  /** Since it was added, or sent again by an operator. */
  @Property({ type: 'integer', default: 0 })
  failureCount!: number;

  /** Null: no attempt is planned. */
  @Property({ type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Date;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  updatedAt!: Date;

  /** Returns when the next attempt is due. Null: there is none. */
  record(attempt: Attempt, mayRetry: boolean): Date | null {
    const now = new Date();
    this.attempts = [...this.attempts, { ...attempt, error: attempt.error?.slice(0, MAX_ERROR_LENGTH) ?? null }].slice(
      -20,
    );
    this.attemptCount += 1;
    this.updatedAt = now;
    const waitMs = WAITS_MS[this.failureCount];
    this.failureCount += attempt.error === null ? 0 : 1;
    this.nextAttemptAt =
      attempt.error === null || !mayRetry || waitMs === undefined ? null : new Date(now.getTime() + waitMs);
    if (attempt.error === null) this.status = DeliveryStatus.DELIVERED;
    else if (this.nextAttemptAt === null) this.status = DeliveryStatus.FAILED;
    return this.nextAttemptAt;
  }

  /** Begins again with ten attempts, the first one now. */
  restart(): void {
    this.status = DeliveryStatus.PENDING;
    this.failureCount = 0;
    this.nextAttemptAt = new Date();
    this.updatedAt = this.nextAttemptAt;
  }

  /** Of an endpoint that was disabled. */
  giveUp(): void {
    this.status = DeliveryStatus.FAILED;
    this.nextAttemptAt = null;
    this.updatedAt = new Date();
  }
}
