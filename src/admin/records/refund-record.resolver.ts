import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { previewAccessAfter } from '../../payments/preview-refund.ts';
import { RefundKind } from '../../payments/refund.ts';
import { OPEN_REFUND_STATUSES, type RefundStatus } from '../../payments/refund-status.ts';
import { type AdminContext } from '../admin-context.ts';
import { OperatorRecord } from '../operators/operator-record.ts';
import { AccessChange } from '../subscriptions/access-preview.ts';
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

  @FieldResolver(() => AccessChange, {
    nullable: true,
    description: 'What becomes of the access if the money went back now; null unless it may still go back.',
  })
  async foreseenAccess(@Root() refund: RefundRecord, @Ctx() context: AdminContext): Promise<AccessChange | null> {
    if (!isOpen(refund.status)) return null;
    const payment = await loadersOf(context).payments.load(refund.paymentId);
    return (
      payment &&
      new AccessChange(await previewAccessAfter(context.em.fork(), payment, refund, refund.kind === RefundKind.WHOLE))
    );
  }

  @FieldResolver(() => String, { description: 'What is known of this refund, in a sentence to show to the operator.' })
  sentence(@Root() refund: RefundRecord): string {
    return refundSentence(refund);
  }
}

function isOpen(status: RefundStatus): boolean {
  return OPEN_REFUND_STATUSES.some((open) => open === status);
}

async function operatorOf(context: AdminContext, id: string | null): Promise<OperatorRecord | null> {
  const operator = id === null ? null : await loadersOf(context).operators.load(id);
  return operator && new OperatorRecord(operator);
}
