import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { Period } from '../subscriptions/period.ts';
import { Plan } from '../subscriptions/plan.ts';
import { readPeriodsLeft } from '../subscriptions/read-periods.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { type RequestContext } from './request-context.ts';

@Resolver(() => Subscription)
export class SubscriptionResolver {
  @Query(() => [Plan], { description: 'The plans on sale, cheapest first. Requires no sign-in.' })
  async plans(@Ctx() { services }: RequestContext): Promise<readonly Plan[]> {
    return services.plans.onSale();
  }

  @Query(() => Subscription, {
    nullable: true,
    description: "The caller's access; null if the caller never had any. Errors: `UNAUTHENTICATED`.",
  })
  async mySubscription(@Ctx() context: RequestContext): Promise<Subscription | null> {
    return findSubscription(context.services, await context.userId());
  }

  @FieldResolver(() => [Period], {
    description: 'The periods of access that are not over, in the order in which they run.',
  })
  async periods(@Root() { user }: Subscription, @Ctx() { services }: RequestContext): Promise<Period[]> {
    return readPeriodsLeft(services.sql, user.id);
  }
}
