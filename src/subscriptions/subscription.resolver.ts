import { Ctx, Query, Resolver } from 'type-graphql';
import { type Call } from '../call.ts';
import { findSubscription } from './find-subscription.ts';
import { Plan } from './plan.ts';
import { Subscription } from './subscription.ts';

@Resolver(() => Subscription)
export class SubscriptionResolver {
  @Query(() => [Plan], { description: 'What is on sale, cheapest first. Open to everyone.' })
  async plans(@Ctx() { services }: Call): Promise<readonly Plan[]> {
    return services.plans.onSale();
  }

  @Query(() => Subscription, {
    nullable: true,
    description: "The caller's access; null when there never was any. Errors: `UNAUTHENTICATED`.",
  })
  async mySubscription(@Ctx() call: Call): Promise<Subscription | null> {
    return findSubscription(call.services, await call.userId());
  }
}
