import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { type Subscription } from '../../subscriptions/subscription.ts';

@ObjectType({ description: "A customer's access: where it stands now.", simpleResolvers: true })
export class SubscriptionRecord {
  @Field(() => Boolean, { description: 'Whether the customer has access now. A blocked customer cannot use it.' })
  isActive: boolean;

  @Field(() => GraphQLDateTime, { description: 'When the access began. Periods without a gap count as one.' })
  startsAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When the access ends or ended, with all periods that are paid.' })
  endsAt: Date;

  readonly userId: string;
  readonly planId: string;

  constructor(subscription: Subscription) {
    this.isActive = subscription.isActive;
    this.startsAt = subscription.startsAt;
    this.endsAt = subscription.endsAt;
    this.userId = subscription.user.id;
    this.planId = subscription.plan.id;
  }
}
