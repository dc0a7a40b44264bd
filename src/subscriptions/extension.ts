import { type Rel } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { Plan } from './plan.ts';

/** Days that every customer with access at one instant is given. A job gives them, and can be resumed. */
@Entity({ tableName: 'extensions' })
@Check({ name: 'extensions_days_are_positive', expression: 'days > 0' })
export class Extension {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Property({ type: 'integer' })
  days: number;

  /** Only customers whose access at that instant is to this plan. Null: all. */
  @ManyToOne(() => Plan, { nullable: true, index: true })
  plan: Rel<Plan> | null;

  /** The instant at which a customer must have had access. */
  @Property({ type: 'timestamptz' })
  audienceAt: Date;

  @Property({ type: 'text' })
  reason: string;

  @Property({ type: 'uuid' })
  authorId: string;

  @Property({ type: 'text' })
  @Unique()
  idempotencyKey: string;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  /** When every customer of the audience had the days. */
  @Property({ type: 'timestamptz', nullable: true })
  completedAt: Date | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  undoneAt: Date | null = null;

  @Property({ type: 'timestamptz', onUpdate: () => new Date() })
  updatedAt: Date = new Date();

  constructor(values: Pick<Extension, 'days' | 'plan' | 'audienceAt' | 'reason' | 'authorId' | 'idempotencyKey'>) {
    this.days = values.days;
    this.plan = values.plan;
    this.audienceAt = values.audienceAt;
    this.reason = values.reason;
    this.authorId = values.authorId;
    this.idempotencyKey = values.idempotencyKey;
  }
}
