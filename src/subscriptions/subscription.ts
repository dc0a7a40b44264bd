import { type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, OneToOne, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTime, GraphQLNonNegativeInt } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../users/user.ts';
import { DAY_MS, Period, type PeriodOrigin } from './period.ts';
import { Plan } from './plan.ts';

@ObjectType({
  description: "A customer's access.",
  simpleResolvers: true,
})
@Entity({ tableName: 'subscriptions' })
@Index({ properties: ['endsAt', 'user'] })
// In the database, so that no statement that changes access can forget it. It writes no further row.
@Trigger({
  name: 'subscriptions_version',
  timing: 'before',
  events: ['update'],
  forEach: 'row',
  body: 'new.version := old.version + 1; return new',
})
// At the end of the transaction: then the periods are as they will be.
@Trigger({
  name: 'subscriptions_event',
  timing: 'after',
  events: ['insert', 'update'],
  forEach: 'row',
  expression: `create constraint trigger "subscriptions_event" after insert or update on "subscriptions"
    deferrable initially deferred for each row execute function record_access_change()`,
})
export class Subscription {
  @OneToOne(() => User, { primary: true, owner: true })
  user!: Rel<User>;

  /** The plan of the newest period. `findSubscription` reads the plan that runs now from the periods. */
  @Field(() => Plan, { description: 'The current plan; after access has ended, the last plan.' })
  @ManyToOne(() => Plan, { index: true })
  plan!: Rel<Plan>;

  @Field(() => GraphQLDateTime, {
    description: 'When the access began. Periods without a gap between them count as one.',
  })
  @Property({ type: 'timestamptz' })
  startsAt!: Date;

  @Field(() => GraphQLDateTime, {
    description: 'When the access ends or ended, with all periods that are already paid.',
  })
  @Property({ type: 'timestamptz' })
  endsAt!: Date;

  /** Grows with every change. The customer's version is the sum of this and `User.version`. */
  @Property({ type: 'integer', default: 1 })
  version!: number;

  @Field(() => Boolean, { description: 'Whether the customer has access now.' })
  get isActive(): boolean {
    return this.endsAt.getTime() > Date.now();
  }

  @Field(() => GraphQLNonNegativeInt, {
    description: 'Days of 24 hours until `endsAt`, rounded up; 0 after it.',
  })
  get daysLeft(): number {
    return Math.max(0, Math.ceil((this.endsAt.getTime() - Date.now()) / DAY_MS));
  }

  extend(plan: Rel<Plan>, from: PeriodOrigin, durationDays: number, now: Date): Period {
    const wasActive = this.endsAt > now;
    const period = new Period(this.user, plan, from, wasActive ? this.endsAt : now, durationDays);
    if (!wasActive) this.startsAt = now;
    this.plan = plan;
    this.endsAt = period.endsAt;
    return period;
  }
}
