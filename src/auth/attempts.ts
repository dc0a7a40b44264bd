import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The table of `AttemptLimiter`. The counts are in the database, so that all processes share them. */
@Entity({ tableName: 'attempts' })
export class Attempts {
  @PrimaryKey({ type: 'string', length: 255 })
  key!: string;

  @Property({ type: 'integer', default: 0 })
  points!: number;

  @Property({ type: 'bigint', nullable: true })
  expire!: string | null;
}
