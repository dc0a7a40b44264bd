import { type Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, OneToOne, Property } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTime, GraphQLNonNegativeInt } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../users/user.ts';
import { DAY_MS, Period } from './period.ts';
import { Plan } from './plan.ts';

@ObjectType({
  description: "Where a customer's access stands now. It ends by the clock alone.",
  simpleResolvers: true,
})
@Entity({ tableName: 'subscriptions' })
export class Subscription {
  @OneToOne(() => User, { primary: true, owner: true })
  user!: Rel<User>;

  /** Of the newest grant. With plans queued behind each other the one that runs now is read off the ledger. */
  @Field(() => Plan, { description: 'The plan that runs now; after the end, the one that ran last.' })
  @ManyToOne(() => Plan, { index: true })
  plan!: Rel<Plan>;

  @Field(() => GraphQLDateTime, { description: 'Since when access has been without a gap.' })
  @Property({ type: 'timestamptz' })
  startsAt!: Date;

  @Field(() => GraphQLDateTime, {
    description: 'When access ends, or ended; later payments that are already made count.',
  })
  @Property({ type: 'timestamptz' })
  endsAt!: Date;

  @Field(() => Boolean, { description: 'Whether the customer has access now.' })
  get isActive(): boolean {
    return this.endsAt.getTime() > Date.now();
  }

  @Field(() => GraphQLNonNegativeInt, {
    description: 'Days of 24 hours until the end, a begun one counted whole; 0 after it.',
  })
  get daysLeft(): number {
    return Math.max(0, Math.ceil((this.endsAt.getTime() - Date.now()) / DAY_MS));
  }

  /** Adds a payment's days: they start now, or where access ends that has not ended yet. */
  extend(plan: Rel<Plan>, paymentId: string, durationDays: number, now: Date): Period {
    const wasActive = this.endsAt > now;
    const period = new Period(this.user, plan, paymentId, wasActive ? this.endsAt : now, durationDays);
    if (!wasActive) this.startsAt = now;
    this.plan = plan;
    this.endsAt = period.endsAt;
    return period;
  }

  /** Restates where access stands from the ledger, given its periods that have not ended, in order. */
  restate(periods: readonly Period[], now: Date): void {
    const last = periods.at(-1);
    if (last) {
      this.endsAt = last.endsAt;
    } else if (this.endsAt > now) {
      this.endsAt = now;
    }
  }
}
