import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { type EventType } from './event-types.ts';

/**
 * What has happened, for other programs. Triggers write it in the transaction of the change; see
 * docs/decisions/events-by-triggers.md.
 */
@Entity({ tableName: 'events' })
@Index({ properties: ['userId', 'version'] })
@Index({
  name: 'events_waiting_index',
  expression: 'create index "events_waiting_index" on "events" ("id") where "number" is null',
})
export class OutgoingEvent {
  @PrimaryKey({ type: new BigIntType('number'), autoincrement: true })
  id!: number;

  /** The same in each delivery, so that a receiver can tell a repetition. */
  @Property({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  @Unique()
  eventId!: string;

  /** The place in the feed. Null until `dispatchEvents` has numbered it. */
  @Property({ type: new BigIntType('number'), nullable: true })
  @Unique()
  number!: number | null;

  @Property({ type: 'text' })
  type!: EventType;

  @Property({ type: 'uuid' })
  userId!: string;

  /** The customer's version after the change. */
  @Property({ type: 'integer' })
  version!: number;

  /** What time itself has brought about, such as an end of access, happens once. */
  @Property({ type: 'text', nullable: true })
  occasion!: string | null;

  @Property({ type: 'jsonb' })
  data!: object;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Date;
}
