import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { NotPossible } from '../../errors.ts';
import { nameRefundedSum } from '../../payments/name-refunded-sum.ts';
import { recordOutsideRefund } from '../../payments/record-outside-refund.ts';
import { type Refund } from '../../payments/refund.ts';
import { RefundStatus } from '../../payments/refund-status.ts';
import { requestRefund } from '../../payments/request-refund.ts';
import { askBeforeNotDone, checkVerdict, settleRefundByHand } from '../../payments/settle-refund-by-hand.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { RefundRecord } from '../records/refund-record.ts';
import { lockSeenRefund } from './lock-seen-refund.ts';
import {
  NameRefundedSumArgs,
  RecordOutsideRefundArgs,
  RequestRefundArgs,
  SeenRefundArgs,
  SettleRefundArgs,
} from './refund-args.ts';

@Resolver()
export class RefundResolver {
  @Permit(Permission.REFUND)
  @Mutation(() => RefundRecord, {
    description:
      'Requests a refund through Khalti, which is sent once. One refund of a payment at a time. Errors: `NOT_REFUNDABLE`, `REFUND_IN_PROGRESS`, `AMOUNT_TOO_LARGE`, `IDEMPOTENCY_KEY_REUSED`, `STEP_UP_REQUIRED` above `REFUND_STEP_UP_PAISA`, `PAYMENT_NOT_FOUND`, `BAD_USER_INPUT`.',
  })
  async requestRefund(
    @Args(() => RequestRefundArgs) args: RequestRefundArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundRecord> {
    const { services } = context;
    const authorId = (await context.operator()).id;
    const deed = await deedOn(context, 'requestRefund', args.paymentId, args.reason);
    return recordDeed(services, deed, {
      change: async (em) => {
        const wish = {
          ...valuesOf(args),
          shortenDays: args.shortenDays ?? null,
          amountPaisa: args.amountPaisa ?? null,
          authorId,
        };
        const { refund, isRepeat } = await requestRefund(services, em, wish);
        if (!isRepeat) await requireStepUpAbove(context, refund.amountPaisa);
        return { ...done(refund), isRepeat };
      },
    });
  }

  @Permit(Permission.REFUND)
  @Mutation(() => RefundRecord, {
    description:
      'Cancels a refund that was not sent yet. Errors: `REFUND_NOT_FOUND`, `CHANGED_MEANWHILE` with the refund as it is, `NOT_POSSIBLE`.',
  })
  async cancelRefund(
    @Args(() => SeenRefundArgs) { id, seenUpdatedAt }: SeenRefundArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundRecord> {
    return recordDeed(context.services, await deedOnRefund(context, 'cancelRefund', id), {
      change: async (em) => {
        const refund = await lockSeenRefund(em, id, seenUpdatedAt);
        const before = factsOf(refund);
        if (refund.status !== RefundStatus.REQUESTED) {
          throw new NotPossible(`Only a refund that was not sent can be canceled. This one is ${refund.status}.`);
        }
        refund.stop(RefundStatus.CANCELED, null);
        await em.flush();
        return done(refund, before);
      },
    });
  }

  @Permit(Permission.SETTLE_REFUND)
  @Mutation(() => RefundRecord, {
    description:
      'Settles a refund whose result is unknown. That it did not go back needs 24 hours since it was sent and a fresh lookup, which this mutation makes. Errors: `REFUND_NOT_FOUND`, `CHANGED_MEANWHILE` with the refund as it is, `NOT_POSSIBLE`, `STEP_UP_REQUIRED`, `GATEWAY_UNAVAILABLE`, `BAD_USER_INPUT`.',
  })
  async settleRefund(
    @Args(() => SettleRefundArgs) args: SettleRefundArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundRecord> {
    const { services } = context;
    const { id, seenUpdatedAt, wentBack, note } = args;
    const settledById = (await context.operator()).id;
    const verdict = { wentBack, note, reference: args.reference ?? null, settledById };
    return recordDeed(services, await deedOnRefund(context, 'settleRefund', id, note), {
      ask: async () => {
        checkVerdict(verdict);
        await requireStepUp(context);
        await services.orm.em.fork().transactional((em) => lockSeenRefund(em, id, seenUpdatedAt));
        return wentBack ? null : askBeforeNotDone(services, id);
      },
      change: async (em) => {
        const refund = await lockSeenRefund(em, id, seenUpdatedAt);
        const before = factsOf(refund);
        await settleRefundByHand(services, em, refund, verdict);
        await em.flush();
        return done(refund, before);
      },
    });
  }

  @Permit(Permission.REFUND)
  @Mutation(() => RefundRecord, {
    description:
      'Records a refund by bank transfer or in cash. Nothing is sent to Khalti. Errors: `NOT_REFUNDABLE`, `REFUND_IN_PROGRESS`, `AMOUNT_TOO_LARGE`, `IDEMPOTENCY_KEY_REUSED`, `STEP_UP_REQUIRED`, `PAYMENT_NOT_FOUND`, `BAD_USER_INPUT`.',
  })
  async recordOutsideRefund(
    @Args(() => RecordOutsideRefundArgs) args: RecordOutsideRefundArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundRecord> {
    const { services } = context;
    const authorId = (await context.operator()).id;
    return recordDeed(services, await deedOn(context, 'recordOutsideRefund', args.paymentId, args.reason), {
      change: async (em) => {
        const given = { ...valuesOf(args), shortenDays: args.shortenDays ?? null, authorId };
        const { refund, isRepeat } = await recordOutsideRefund(services, em, given);
        if (!isRepeat) await requireStepUpAbove(context, refund.amountPaisa);
        return { ...done(refund), isRepeat };
      },
    });
  }

  @Permit(Permission.SETTLE_REFUND)
  @Mutation(() => RefundRecord, {
    description:
      'Names the sum of a refund on the dashboard of Khalti, whose lookup reports none. Errors: `REFUND_NOT_FOUND`, `CHANGED_MEANWHILE` with the refund as it is, `NOT_POSSIBLE`, `AMOUNT_TOO_LARGE`, `BAD_USER_INPUT`.',
  })
  async nameRefundedSum(
    @Args(() => NameRefundedSumArgs) args: NameRefundedSumArgs,
    @Ctx() context: AdminContext,
  ): Promise<RefundRecord> {
    const { refundId, seenUpdatedAt, amountPaisa, note } = args;
    const settledById = (await context.operator()).id;
    return recordDeed(context.services, await deedOnRefund(context, 'nameRefundedSum', refundId, note), {
      change: async (em) => {
        const refund = await lockSeenRefund(em, refundId, seenUpdatedAt);
        const before = factsOf(refund);
        await nameRefundedSum(em, refund, { amountPaisa, note, settledById });
        // Its credit note has waited for the sum.
        await context.services.jobs.add(em, 'issueReceipts', {}, { key: refundId });
        return done(refund, before);
      },
    });
  }
}

async function deedOn(context: AdminContext, action: string, id: string, reason: string) {
  return { ...(await context.actor()), action, target: { kind: TargetKind.PAYMENT, id }, reason };
}

async function deedOnRefund(context: AdminContext, action: string, id: string, reason: string | null = null) {
  return { ...(await context.actor()), action, target: { kind: TargetKind.REFUND, id }, reason };
}

/** Inside the transaction, which a refusal rolls back. */
async function requireStepUpAbove(context: AdminContext, amountPaisa: number | null): Promise<void> {
  if ((amountPaisa ?? 0) > context.config.refundStepUpPaisa) await requireStepUp(context);
}

function done(refund: Refund, before?: Record<string, unknown>): Done<RefundRecord> {
  return { result: new RefundRecord(refund), after: factsOf(refund), ...(before ? { before } : {}) };
}

function factsOf({ id, status, kind, amountPaisa, access, shortenDays, reference, note }: Refund) {
  return { refundId: id, status, kind, amountPaisa, access, shortenDays, reference, note };
}

function valuesOf<Args extends object>(args: Args): { [Name in keyof Args]: Args[Name] } {
  return Object.assign({}, args);
}
