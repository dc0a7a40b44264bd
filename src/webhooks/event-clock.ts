import { BigIntType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** One row. Its lock lets one process at a time number events, so that a reader of the feed never misses one. */
@Entity({ tableName: 'event_clock' })
export class EventClock {
  @PrimaryKey({ type: 'integer', autoincrement: false })
  id!: number;

  @Property({ type: new BigIntType('number'), default: 0 })
  lastNumber!: number;

  /** Events up to this one were removed because of their age. */
  @Property({ type: new BigIntType('number'), default: 0 })
  removedNumber!: number;

  /** Until when ends of access were noticed. */
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  noticedUntil!: Date;
}
