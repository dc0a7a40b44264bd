import { type Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { User } from '../users/user.ts';
import { Extension } from './extension.ts';
import { Plan } from './plan.ts';

export type NewGrant = Pick<Grant, 'user' | 'plan' | 'days' | 'reason' | 'authorId'> &
  Partial<Pick<Grant, 'note' | 'idempotencyKey' | 'extension'>>;

/** Days of access that an operator gave without a payment. */
@Entity({ tableName: 'grants' })
@Check({ name: 'grants_days_are_positive', expression: 'days > 0' })
// An extension gives each customer its days once, however often it is resumed.
@Unique({ properties: ['extension', 'user'] })
export class Grant {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User)
  @Index()
  user: Rel<User>;

  @ManyToOne(() => Plan)
  @Index()
  plan: Rel<Plan>;

  @Property({ type: 'integer' })
  days: number;

  @Property({ type: 'text' })
  reason: string;

  @Property({ type: 'text', nullable: true })
  note: string | null;

  /** The operator. Without a foreign key, because this folder does not know operators; operators are never deleted. */
  @Property({ type: 'uuid' })
  authorId: string;

  @Property({ type: 'text', nullable: true })
  @Unique()
  idempotencyKey: string | null;

  /** Null for days that one customer was given. */
  @ManyToOne(() => Extension, { nullable: true })
  extension: Rel<Extension> | null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  constructor({ user, plan, days, reason, authorId, note, idempotencyKey, extension }: NewGrant) {
    this.user = user;
    this.plan = plan;
    this.days = days;
    this.reason = reason;
    this.authorId = authorId;
    this.note = note ?? null;
    this.idempotencyKey = idempotencyKey ?? null;
    this.extension = extension ?? null;
  }
}
