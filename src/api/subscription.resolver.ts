import { Ctx, Query, Resolver } from 'type-graphql';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { Plan } from '../subscriptions/plan.ts';
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
}
