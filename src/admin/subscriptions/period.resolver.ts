import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { readReason } from '../../payments/read-reason.ts';
import { grantDays } from '../../subscriptions/grant-days.ts';
import { revokeByOperator } from '../../subscriptions/revoke-by-operator.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { readDays, readIdempotencyKey } from '../read-text.ts';
import { recordDeed } from '../record-deed.ts';
import { PeriodRecord } from '../records/period-record.ts';

export const MAX_FREE_DAYS = 3650;
const KEY_DESCRIPTION =
  'Chosen by the client, one for each deed: 1 to 255 printable ASCII characters. A repeated call with the same key does nothing more, and gives the same period.';

@Resolver()
export class PeriodResolver {
  @Permit(Permission.GRANT_DAYS)
  @Mutation(() => PeriodRecord, {
    description:
      'Gives a customer days without a payment. They begin now, or when the current access ends. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`, also after an erasure; `PLAN_NOT_FOUND`, `IDEMPOTENCY_KEY_REUSED`.',
  })
  async grantDays(
    @Arg('userId', () => ID, { description: 'The customer.' }) userId: string,
    @Arg('planId', () => ID, { description: 'The plan of the days. It may be archived.' }) planId: string,
    @Arg('days', () => Int, { description: `Days of 24 hours, from 1 to ${MAX_FREE_DAYS}.` }) days: number,
    @Arg('reason', () => String, { description: 'Why, for the audit: 1 to 1000 characters.' }) reason: string,
    @Arg('idempotencyKey', () => ID, { description: KEY_DESCRIPTION }) idempotencyKey: string,
    @Ctx() context: AdminContext,
  ): Promise<PeriodRecord> {
    const { services } = context;
    const { id: authorId } = await context.operator();
    const deed = { ...(await context.actor()), action: 'grantDays', target: { kind: TargetKind.CUSTOMER, id: userId } };
    return recordDeed(
      services,
      { ...deed, reason },
      {
        change: async (em) => {
          const { period, isRepeat } = await grantDays(services, em, {
            userId,
            planId,
            days: readDays(days, MAX_FREE_DAYS),
            reason: readReason(reason),
            authorId,
            idempotencyKey: readIdempotencyKey(idempotencyKey),
          });
          return { result: new PeriodRecord(period), isRepeat, after: { periodId: period.id, planId, days } };
        },
      },
    );
  }

  @Permit(Permission.REVOKE_PERIOD)
  @Mutation(() => PeriodRecord, {
    description:
      'Takes away what is left of a period, from whatever source; later periods move up. It refunds nothing: the money of a paid period stays. A period that was revoked before stays as it is. Errors: `PERMISSION_DENIED`, `BAD_USER_INPUT`, `PERIOD_NOT_FOUND`, `IDEMPOTENCY_KEY_REUSED`; `NOT_POSSIBLE` for a period that is over.',
  })
  async revokePeriod(
    @Arg('id', () => ID, { description: 'The period.' }) id: string,
    @Arg('reason', () => String, { description: 'Why, for the audit: 1 to 1000 characters.' }) reason: string,
    @Arg('idempotencyKey', () => ID, { description: KEY_DESCRIPTION }) idempotencyKey: string,
    @Ctx() context: AdminContext,
  ): Promise<PeriodRecord> {
    const { services } = context;
    const deed = { ...(await context.actor()), action: 'revokePeriod', target: { kind: TargetKind.PERIOD, id } };
    return recordDeed(
      services,
      { ...deed, reason },
      {
        change: async (em) => {
          readReason(reason);
          const key = readIdempotencyKey(idempotencyKey);
          const { period, isRepeat } = await revokeByOperator(services, em, { id, idempotencyKey: key });
          const { revokedAt } = period;
          return { result: new PeriodRecord(period), isRepeat, before: { revokedAt: null }, after: { revokedAt } };
        },
      },
    );
  }
}
