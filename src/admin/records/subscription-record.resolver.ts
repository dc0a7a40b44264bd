import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { CustomerRecord } from './customer-record.ts';
import { loadersOf } from './loaders.ts';
import { PlanRecord } from './plan-record.ts';
import { SubscriptionRecord } from './subscription-record.ts';

@Resolver(() => SubscriptionRecord)
export class SubscriptionRecordResolver {
  @FieldResolver(() => CustomerRecord, { description: 'Who has the access.' })
  async customer(@Root() { userId }: SubscriptionRecord, @Ctx() context: AdminContext): Promise<CustomerRecord | null> {
    const user = await loadersOf(context).customers.load(userId);
    return user && new CustomerRecord(user);
  }

  @FieldResolver(() => PlanRecord, { description: 'The plan of the newest period.' })
  async plan(@Root() { planId }: SubscriptionRecord, @Ctx() context: AdminContext): Promise<PlanRecord | null> {
    const plan = await loadersOf(context).plans.load(planId);
    return plan && new PlanRecord(plan);
  }
}
