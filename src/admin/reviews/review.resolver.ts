import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { BadUserInput } from '../../errors.ts';
import { lookUpAndSettle } from '../../payments/look-up-and-settle.ts';
import { findOpenReview, lockPayment } from '../../payments/open-review.ts';
import { type Payment } from '../../payments/payment.ts';
import { readReason } from '../../payments/read-reason.ts';
import { ReviewDecision } from '../../payments/review-reason.ts';
import { previewAccept, settleReview } from '../../payments/settle-review.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { checkSeen } from '../check-seen.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { readDays } from '../read-text.ts';
import { recordDeed } from '../record-deed.ts';
import { PaymentRecord } from '../records/payment-record.ts';
import { GrantPreview } from '../subscriptions/access-preview.ts';

const MAX_DAYS = 36_500;

@Resolver()
export class ReviewResolver {
  @Permit(Permission.SETTLE_REVIEW)
  @Query(() => GrantPreview, {
    description:
      'When the access would run that `settleReview` with ACCEPT grants now. Changes nothing, and does not ask Khalti. Errors: `BAD_USER_INPUT`, `PAYMENT_NOT_FOUND`; `NOT_POSSIBLE` for a payment that does not wait for a decision.',
  })
  async previewAccept(
    @Arg('paymentId', () => ID, { description: 'The payment.' }) paymentId: string,
    @Arg('days', () => Int, {
      nullable: true,
      description: `Days of access to grant, from 1 to ${MAX_DAYS}. Null: those of the payment.`,
    })
    days: number | null,
    @Ctx() context: AdminContext,
  ): Promise<GrantPreview> {
    const grantedDays = readDaysOf(ReviewDecision.ACCEPT, days ?? null);
    const em = context.em.fork();
    const payment = await findOpenReview(em, paymentId);
    return previewAccept(em, payment, grantedDays ?? payment.durationDays);
  }

  @Permit(Permission.SETTLE_REVIEW)
  @Mutation(() => PaymentRecord, {
    description:
      "Decides a payment in review. Khalti is asked first. If its answer settles the payment, or claims something else than before, nothing is decided. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `PAYMENT_NOT_FOUND`; `NOT_POSSIBLE` for a payment that does not wait for a decision, and to accept one for which Khalti claims no money now; `CHANGED_MEANWHILE`, with the payment as `current`; `NOT_REFUNDABLE` if Khalti's claim has no sum or transaction of this payment alone; `GATEWAY_UNAVAILABLE`, `GATEWAY_REFUSED` and `GATEWAY_MISCONFIGURED` if Khalti cannot be asked.",
  })
  async settleReview(
    @Arg('paymentId', () => ID, { description: 'The payment.' }) paymentId: string,
    @Arg('seenUpdatedAt', () => GraphQLDateTime, { description: 'Its `updatedAt` when you looked at it.' }) seen: Date,
    @Arg('decision', () => ReviewDecision, { description: 'What becomes of the money and the access.' })
    decision: ReviewDecision,
    @Arg('note', () => String, { description: 'Why, for the audit: 1 to 1000 characters.' }) note: string,
    @Ctx() context: AdminContext,
    @Arg('days', () => Int, {
      nullable: true,
      description: `Only with ACCEPT: days of access to grant, from 1 to ${MAX_DAYS}. Null: those of the payment.`,
    })
    days: number | null = null,
  ): Promise<PaymentRecord> {
    const { services, signal } = context;
    const { id: authorId } = await context.operator();
    const target = { kind: TargetKind.PAYMENT, id: paymentId };
    return recordDeed(
      services,
      { ...(await context.actor()), action: 'settleReview', target, reason: note },
      {
        ask: async () => {
          const settlement = { decision, days: readDaysOf(decision, days), note: readReason(note, 'note'), authorId };
          const payment = await findOpenReview(services.orm.em.fork(), paymentId);
          checkSeen(seen, new PaymentRecord(payment));
          const { lookup } = await lookUpAndSettle(services, { payment }, payment.pidx, signal, 'operator');
          return { settlement, lookup };
        },
        change: async (em, { settlement, lookup }) => {
          const payment = await lockPayment(em, paymentId);
          checkSeen(seen, new PaymentRecord(payment));
          const before = auditedOf(payment);
          const grantedDays = settlement.days ?? payment.durationDays;
          await settleReview(services, em, payment, { ...settlement, days: grantedDays }, lookup);
          const khalti = { status: lookup.statusText, amountPaisa: lookup.amountPaisa };
          const granted = decision === ReviewDecision.ACCEPT ? { days: grantedDays } : {};
          return { result: new PaymentRecord(payment), before, after: { ...auditedOf(payment), ...granted, khalti } };
        },
      },
    );
  }
}

function readDaysOf(decision: ReviewDecision, days: number | null): number | null {
  if (days === null) return null;
  if (decision === ReviewDecision.ACCEPT) return readDays(days, MAX_DAYS);
  throw new BadUserInput('days', 'Days can be given only with ACCEPT.');
}

function auditedOf({ status, amountPaisa, transactionId, paidAt, reviewDecision }: Payment): Record<string, unknown> {
  return { status, amountPaisa, transactionId, paidAt, reviewDecision };
}
