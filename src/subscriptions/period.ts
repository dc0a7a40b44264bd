import { type Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { User } from '../users/user.ts';
import { Plan } from './plan.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** The access that one payment granted. Periods are the ledger: a user has access while an unrevoked period runs. */
@Entity({ tableName: 'periods' })
@Index({ properties: ['user', 'endsAt'] })
@Check({ name: 'periods_end_after_start', expression: 'ends_at > starts_at' })
export class Period {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User)
  user: Rel<User>;

  @ManyToOne(() => Plan, { index: true })
  plan: Rel<Plan>;

  // Unique, so that the database refuses a second grant. Without a foreign key, because this folder does not know
  // payments; payments are never deleted.
  @Property({ type: 'uuid' })
  @Unique()
  paymentId: string;

  @Property({ type: 'timestamptz' })
  startsAt: Date;

  @Property({ type: 'timestamptz' })
  endsAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null = null;

  constructor(user: Rel<User>, plan: Rel<Plan>, paymentId: string, startsAt: Date, durationDays: number) {
    this.user = user;
    this.plan = plan;
    this.paymentId = paymentId;
    this.startsAt = startsAt;
    this.endsAt = new Date(startsAt.getTime() + durationDays * DAY_MS);
  }

  revoke(at: Date): number {
    this.revokedAt = at;
    return Math.max(0, this.endsAt.getTime() - Math.max(at.getTime(), this.startsAt.getTime()));
  }

  moveUp(byMs: number): void {
    this.startsAt = new Date(this.startsAt.getTime() - byMs);
    this.endsAt = new Date(this.endsAt.getTime() - byMs);
  }
}
