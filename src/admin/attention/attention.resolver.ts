import { type EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { BadUserInput } from '../../errors.ts';
import { IS_OPEN_REVIEW } from '../../payments/open-review.ts';
import { Payment } from '../../payments/payment.ts';
import { RefundStatus } from '../../payments/refund-status.ts';
import { type AdminContext } from '../admin-context.ts';
import { loadByIds } from '../lists/load-by-ids.ts';
import { listRefunds, RefundSort } from '../lists/refund-list.ts';
import { FailedMessage, listFailedMessages } from '../messages/failed-message.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { PaymentRecord } from '../records/payment-record.ts';
import { RefundRecord } from '../records/refund-record.ts';
import { countRows, FAILED_MAILS, FAILING_WEBHOOKS, isKeyRefused, PENDING_FOR_A_DAY } from './read-attention.ts';

const FIRST = 'At most how many, from 1 to 100.';
const firstOf = { defaultValue: 20, description: FIRST };

@ObjectType({ description: 'What operators must look at now.' })
export class Attention {
  @Field(() => Boolean, { description: 'Whether Khalti refuses our key or our server.' })
  isKeyRefused!: boolean;
}

@Resolver(() => Attention)
export class AttentionResolver {
  @Permit(Permission.READ)
  @Query(() => Attention, { description: 'What operators must look at now: counts, and the things themselves.' })
  attention(): Partial<Attention> {
    return {};
  }

  @FieldResolver()
  isKeyRefused(@Ctx() { services, em }: AdminContext): Promise<boolean> {
    return isKeyRefused(services, em);
  }

  @FieldResolver(() => Int, { description: 'Payments that an operator must decide about.' })
  reviews(@Ctx() { em }: AdminContext): Promise<number> {
    return countRows(em, 'payments', IS_OPEN_REVIEW);
  }

  @FieldResolver(() => Int, { description: 'Refunds of which it is not known whether the money went back.' })
  unknownRefunds(@Ctx() { em }: AdminContext): Promise<number> {
    return countRows(em, 'refunds', `status = 'UNKNOWN'`);
  }

  @FieldResolver(() => Int, { description: 'Payments that are pending and were opened more than 24 hours ago.' })
  pendingForADay(@Ctx() { em }: AdminContext): Promise<number> {
    return countRows(em, 'payments', PENDING_FOR_A_DAY);
  }

  @FieldResolver(() => Int, { description: 'Messages that could not be sent in the last days.' })
  failedMails(@Ctx() { em }: AdminContext): Promise<number> {
    return countRows(em, 'pgboss.job', FAILED_MAILS);
  }

  @FieldResolver(() => Int, {
    description: 'Webhook endpoints that did not accept the last attempt, or that their receiver has disabled (410).',
  })
  failingWebhooks(@Ctx() { em }: AdminContext): Promise<number> {
    return countRows(em, 'webhook_endpoints', FAILING_WEBHOOKS);
  }

  @FieldResolver(() => [PaymentRecord], { description: 'The payments that `reviews` counts, oldest first.' })
  reviewPayments(
    @Ctx() { em }: AdminContext,
    @Arg('first', () => Int, firstOf) first: number,
  ): Promise<PaymentRecord[]> {
    return oldestPayments(em, IS_OPEN_REVIEW, first);
  }

  @FieldResolver(() => [PaymentRecord], { description: 'The payments that `pendingForADay` counts, oldest first.' })
  pendingPayments(
    @Ctx() { em }: AdminContext,
    @Arg('first', () => Int, firstOf) first: number,
  ): Promise<PaymentRecord[]> {
    return oldestPayments(em, PENDING_FOR_A_DAY, first);
  }

  @FieldResolver(() => [RefundRecord], { description: 'The refunds that `unknownRefunds` counts, oldest first.' })
  async unknownRefundList(
    @Ctx() { em }: AdminContext,
    @Arg('first', () => Int, firstOf) first: number,
  ): Promise<RefundRecord[]> {
    const filter = { statuses: [RefundStatus.UNKNOWN] };
    const { edges } = await listRefunds(em, filter, RefundSort.OLDEST, { first, after: null });
    return edges.map(({ node }) => node);
  }

  @FieldResolver(() => [FailedMessage], { description: 'The messages that `failedMails` counts, latest first.' })
  failedMessages(
    @Ctx() { em }: AdminContext,
    @Arg('first', () => Int, firstOf) first: number,
  ): Promise<FailedMessage[]> {
    return listFailedMessages(em, FAILED_MAILS, checkFirst(first));
  }
}

async function oldestPayments(em: EntityManager, condition: string, first: number): Promise<PaymentRecord[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select id from payments where ${condition} order by created_at, id limit ${checkFirst(first)}`,
  );
  const ids = rows.map(({ id }) => id);
  const found = await loadByIds(em, Payment, ids, (payment) => new PaymentRecord(payment));
  return ids.flatMap((id) => found.get(id) ?? []);
}

function checkFirst(first: number): number {
  if (first < 1 || first > 100) throw new BadUserInput('first', 'first must be from 1 to 100.');
  return first;
}
