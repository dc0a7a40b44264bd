import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type AdminContext } from '../admin-context.ts';
import { OperatorRecord } from '../operators/operator-record.ts';
import { loadersOf } from './loaders.ts';
import { PaymentRecord } from './payment-record.ts';
import { RefundRecord } from './refund-record.ts';
import { refundSentence } from './refund-sentence.ts';

@Resolver(() => RefundRecord)
export class RefundRecordResolver {
  @FieldResolver(() => PaymentRecord, { description: 'The payment whose money goes back.' })
  async payment(@Root() { paymentId }: RefundRecord, @Ctx() context: AdminContext): Promise<PaymentRecord | null> {
    const payment = await loadersOf(context).payments.load(paymentId);
    return payment && new PaymentRecord(payment);
  }

  @FieldResolver(() => OperatorRecord, { nullable: true, description: 'Who requested it; null if a lookup showed it.' })
  author(@Root() { authorId }: RefundRecord, @Ctx() context: AdminContext): Promise<OperatorRecord | null> {
    return operatorOf(context, authorId);
  }

  @FieldResolver(() => OperatorRecord, {
    nullable: true,
    description: 'The operator who settled it; null if none did.',
  })
  settledBy(@Root() { settledById }: RefundRecord, @Ctx() context: AdminContext): Promise<OperatorRecord | null> {
    return operatorOf(context, settledById);
  }

  @FieldResolver(() => String, { description: 'What is known of this refund, in a sentence to show to the operator.' })
  sentence(@Root() refund: RefundRecord): string {
    return refundSentence(refund);
  }
}

async function operatorOf(context: AdminContext, id: string | null): Promise<OperatorRecord | null> {
  const operator = id === null ? null : await loadersOf(context).operators.load(id);
  return operator && new OperatorRecord(operator);
}
