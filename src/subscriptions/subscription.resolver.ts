import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Call } from '../call.ts';
import { findRunningPlan, findSubscription } from './find-subscription.ts';
import { Plan } from './plan.ts';
import { Subscription } from './subscription.ts';

@Resolver(() => Subscription)
export class SubscriptionResolver {
  @Query(() => [Plan], { description: 'What is on sale, cheapest first. Open to everyone.' })
  async plans(@Ctx() { em }: Call): Promise<Plan[]> {
    return em.find(Plan, { isArchived: false }, { orderBy: { pricePaisa: 'asc', code: 'asc' } });
  }

  @Query(() => Subscription, {
    nullable: true,
    description: "The caller's access; null when there never was any. Errors: `UNAUTHENTICATED`.",
  })
  async mySubscription(@Ctx() call: Call): Promise<Subscription | null> {
    return findSubscription(call.em, await call.userId());
  }

  @FieldResolver(() => Plan)
  async plan(@Root() subscription: Subscription, @Ctx() { em }: Call): Promise<Plan> {
    return findRunningPlan(em, subscription);
  }
}
