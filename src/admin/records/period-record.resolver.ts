import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { OperatorRecord } from '../operators/operator-record.ts';
import { CustomerRecord } from './customer-record.ts';
import { loadersOf } from './loaders.ts';
import { PaymentRecord } from './payment-record.ts';
import { PeriodRecord } from './period-record.ts';
import { PlanRecord } from './plan-record.ts';

@ObjectType({ description: 'Free days that an operator gave.', simpleResolvers: true })
export class GrantRecord {
  @Field(() => Int, { description: 'Days of 24 hours.' })
  days!: number;

  @Field(() => String, { description: 'Why, in the words of the author.' })
  reason!: string;

  @Field(() => OperatorRecord, { nullable: true, description: 'The operator who gave them.' })
  author!: OperatorRecord | null;

  @Field(() => GraphQLDateTime, { description: 'When they were given.' })
  createdAt!: Date;
}

@Resolver(() => PeriodRecord)
export class PeriodRecordResolver {
  @FieldResolver(() => PlanRecord, { description: 'The plan of the access.' })
  async plan(@Root() { planId }: PeriodRecord, @Ctx() context: AdminContext): Promise<PlanRecord | null> {
    const plan = await loadersOf(context).plans.load(planId);
    return plan && new PlanRecord(plan);
  }

  @FieldResolver(() => CustomerRecord, { description: 'Who has the access.' })
  async customer(@Root() { userId }: PeriodRecord, @Ctx() context: AdminContext): Promise<CustomerRecord | null> {
    const user = await loadersOf(context).customers.load(userId);
    return user && new CustomerRecord(user);
  }

  @FieldResolver(() => PaymentRecord, { nullable: true, description: 'The payment that it comes from; null if none.' })
  async payment(@Root() { paymentId }: PeriodRecord, @Ctx() context: AdminContext): Promise<PaymentRecord | null> {
    const payment = paymentId === null ? null : await loadersOf(context).payments.load(paymentId);
    return payment && new PaymentRecord(payment);
  }

  @FieldResolver(() => GrantRecord, { nullable: true, description: 'The free days that it comes from; null if none.' })
  async grant(@Root() { grantId }: PeriodRecord, @Ctx() context: AdminContext): Promise<GrantRecord | null> {
    const { grants, operators } = loadersOf(context);
    const grant = grantId === null ? null : await grants.load(grantId);
    if (!grant) return null;
    const author = await operators.load(grant.authorId);
    const { days, reason, createdAt } = grant;
    return { days, reason, createdAt, author: author && new OperatorRecord(author) };
  }
}
