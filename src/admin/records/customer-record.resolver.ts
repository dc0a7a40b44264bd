import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { PaymentStatus } from '../../payments/payment-status.ts';
import { Plan } from '../../subscriptions/plan.ts';
import { User } from '../../users/user.ts';
import { type AdminContext } from '../admin-context.ts';
import { type Connection } from '../lists/connection.ts';
import { listPaymentRecords, PaymentRecordConnection, PaymentSort } from '../lists/payment-list.ts';
import { listMessagesTo, SentMessageRecord } from '../messages/sent-message-record.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { CustomerRecord } from './customer-record.ts';
import { loadersOf } from './loaders.ts';
import { PaymentRecord } from './payment-record.ts';
import { PeriodRecord } from './period-record.ts';
import { PlanRecord } from './plan-record.ts';
import { SubscriptionRecord } from './subscription-record.ts';

const OPEN = [PaymentStatus.CREATED, PaymentStatus.INITIATED, PaymentStatus.PENDING];
const MAX_OPEN_SHOWN = 100;

@Resolver(() => CustomerRecord)
export class CustomerRecordResolver {
  @Permit(Permission.READ)
  @Query(() => CustomerRecord, { nullable: true, description: 'One customer. Null if there is none with this id.' })
  async customer(
    @Ctx() { em }: AdminContext,
    @Arg('id', () => ID, { description: 'The id of the customer.' }) id: string,
  ): Promise<CustomerRecord | null> {
    const user = isUuid(id) ? await em.fork().findOne(User, { id }) : null;
    return user && new CustomerRecord(user);
  }

  @Permit(Permission.READ)
  @Query(() => [PlanRecord], { description: 'All plans, also the archived ones, cheapest first.' })
  async plans(@Ctx() { em }: AdminContext): Promise<PlanRecord[]> {
    const plans = await em.fork().findAll(Plan, { orderBy: { pricePaisa: 'asc', id: 'asc' } });
    return plans.map((plan) => new PlanRecord(plan));
  }

  @FieldResolver(() => SubscriptionRecord, {
    nullable: true,
    description: 'Where the access stands now; null if there never was any.',
  })
  async subscription(@Root() { id }: CustomerRecord, @Ctx() context: AdminContext): Promise<SubscriptionRecord | null> {
    const subscription = await loadersOf(context).subscriptionOf.load(id);
    return subscription && new SubscriptionRecord(subscription);
  }

  @FieldResolver(() => [PeriodRecord], {
    description: 'All access: past, now and next, also revoked, in the order of its beginning.',
  })
  async periods(@Root() { id }: CustomerRecord, @Ctx() context: AdminContext): Promise<PeriodRecord[]> {
    const periods = await loadersOf(context).periodsOfCustomer.load(id);
    const ordered = periods.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    return ordered.map((period) => new PeriodRecord(period));
  }

  @FieldResolver(() => PaymentRecordConnection, { description: 'All payments, opened last first.' })
  payments(
    @Root() { id }: CustomerRecord,
    @Ctx() { em }: AdminContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most how many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after: string | null,
  ): Promise<Connection<PaymentRecord>> {
    return listPaymentRecords(em, { customerId: id }, PaymentSort.NEWEST, { first, after: after ?? null });
  }

  @FieldResolver(() => [PaymentRecord], {
    description: `Payments that the customer can still pay, or whose money may be under way. The newest ${MAX_OPEN_SHOWN}.`,
  })
  async openPayments(@Root() { id }: CustomerRecord, @Ctx() { em }: AdminContext): Promise<PaymentRecord[]> {
    const page = { first: MAX_OPEN_SHOWN, after: null };
    const { edges } = await listPaymentRecords(em, { customerId: id, statuses: OPEN }, PaymentSort.NEWEST, page);
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => [SentMessageRecord], {
    description:
      'The newest 100 messages to the customer, also those that failed, the latest first. Links to confirm an address or set a password are known for 7 days.',
  })
  messages(@Root() { id }: CustomerRecord, @Ctx() { em }: AdminContext): Promise<SentMessageRecord[]> {
    return listMessagesTo(em, id);
  }
}
