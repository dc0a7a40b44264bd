import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { Exchange } from '../../payments/exchange.ts';
import { Payment } from '../../payments/payment.ts';
import { ReceiptLink } from '../../receipts/receipt-link.ts';
import { type AdminContext } from '../admin-context.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { CustomerRecord } from './customer-record.ts';
import { ExchangeRecord } from './exchange-record.ts';
import { loadersOf } from './loaders.ts';
import { PaymentRecord } from './payment-record.ts';
import { PeriodRecord } from './period-record.ts';
import { PlanRecord } from './plan-record.ts';
import { readStory } from './read-story.ts';
import { RefundRecord } from './refund-record.ts';
import { StoryEntry } from './story-entry.ts';

@Resolver(() => PaymentRecord)
export class PaymentRecordResolver {
  @Permit(Permission.READ)
  @Query(() => PaymentRecord, { nullable: true, description: 'One payment. Null if there is none with this id.' })
  async payment(
    @Ctx() { em }: AdminContext,
    @Arg('id', () => ID, { description: "This server's id of the payment. `search` finds it by pidx." }) id: string,
  ): Promise<PaymentRecord | null> {
    const payment = isUuid(id) ? await em.fork().findOne(Payment, { id }) : null;
    return payment && new PaymentRecord(payment);
  }

  @FieldResolver(() => CustomerRecord, { description: 'Who pays.' })
  async customer(@Root() { userId }: PaymentRecord, @Ctx() context: AdminContext): Promise<CustomerRecord | null> {
    const user = await loadersOf(context).customers.load(userId);
    return user && new CustomerRecord(user);
  }

  @FieldResolver(() => PlanRecord, {
    description: 'The plan as it is now. Price and days were copied when it was opened.',
  })
  async plan(@Root() { planId }: PaymentRecord, @Ctx() context: AdminContext): Promise<PlanRecord | null> {
    const plan = await loadersOf(context).plans.load(planId);
    return plan && new PlanRecord(plan);
  }

  @FieldResolver(() => String, { description: 'The name of the plan when the payment was opened.' })
  async planName(@Root() { storedPlanName, planId }: PaymentRecord, @Ctx() context: AdminContext): Promise<string> {
    return storedPlanName ?? (await loadersOf(context).plans.load(planId))?.name ?? '';
  }

  @FieldResolver(() => [ExchangeRecord], {
    description: 'The paid periods whose unused value lowered the price; empty unless `startsNow`.',
  })
  async exchanges(@Root() { id, startsNow }: PaymentRecord, @Ctx() { em }: AdminContext): Promise<ExchangeRecord[]> {
    if (!startsNow) return [];
    const exchanges = await em
      .fork()
      .find(Exchange, { payment: id }, { populate: ['period'], orderBy: { period: { startsAt: 'asc' } } });
    return exchanges.map((exchange) => new ExchangeRecord(exchange));
  }

  @FieldResolver(() => [RefundRecord], { description: 'All refunds, oldest first.' })
  async refunds(@Root() { id }: PaymentRecord, @Ctx() context: AdminContext): Promise<RefundRecord[]> {
    const refunds = await loadersOf(context).refundsOf.load(id);
    return refunds.map((refund) => new RefundRecord(refund));
  }

  @FieldResolver(() => [ReceiptLink], { description: 'The receipt and the credit notes, oldest first.' })
  async receipts(@Root() { id }: PaymentRecord, @Ctx() context: AdminContext): Promise<ReceiptLink[]> {
    const receipts = await loadersOf(context).receiptsOf.load(id);
    return receipts.map((receipt) => new ReceiptLink(receipt, '/admin/receipts'));
  }

  @FieldResolver(() => PeriodRecord, { nullable: true, description: 'The access that it granted; null if none.' })
  async period(@Root() { id }: PaymentRecord, @Ctx() context: AdminContext): Promise<PeriodRecord | null> {
    const period = await loadersOf(context).periodOf.load(id);
    return period && new PeriodRecord(period);
  }

  @FieldResolver(() => [StoryEntry], { description: 'All that happened to this payment, oldest first.' })
  async story(@Root() payment: PaymentRecord, @Ctx() context: AdminContext): Promise<StoryEntry[]> {
    return readStory(context.em, payment, await loadersOf(context).refundsOf.load(payment.id));
  }
}
