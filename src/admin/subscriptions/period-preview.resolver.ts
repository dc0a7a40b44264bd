import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { findPlan } from '../../subscriptions/find-plan.ts';
import { previewAccess } from '../../subscriptions/preview-access.ts';
import { previewRevocation } from '../../subscriptions/revoke-by-operator.ts';
import { findCustomer } from '../../users/find-customer.ts';
import { type AdminContext } from '../admin-context.ts';
import { Permission } from '../permissions.ts';
import { Permit } from '../permit.ts';
import { readDays } from '../read-text.ts';
import { AccessChange, GrantPreview } from './access-preview.ts';
import { MAX_FREE_DAYS } from './period.resolver.ts';

@Resolver()
export class PeriodPreviewResolver {
  @Permit(Permission.REVOKE_PERIOD)
  @Query(() => AccessChange, {
    description:
      'What `revokePeriod` would do now. Changes nothing. A period that was revoked before stays as it is. Errors: `PERIOD_NOT_FOUND`; `NOT_POSSIBLE` for a period that is over.',
  })
  async previewRevokePeriod(
    @Arg('id', () => ID, { description: 'The period.' }) id: string,
    @Ctx() { em }: AdminContext,
  ): Promise<AccessChange> {
    return new AccessChange(await previewRevocation(em.fork(), id));
  }

  @Permit(Permission.GRANT_DAYS)
  @Query(() => GrantPreview, {
    description:
      'When days would run that `grantDays` gives now. Changes nothing. Errors: `BAD_USER_INPUT`, `CUSTOMER_NOT_FOUND`, `PLAN_NOT_FOUND`.',
  })
  async previewGrantDays(
    @Arg('userId', () => ID, { description: 'The customer.' }) userId: string,
    @Arg('planId', () => ID, { description: 'The plan of the days. It may be archived.' }) planId: string,
    @Arg('days', () => Int, { description: `Days of 24 hours, from 1 to ${MAX_FREE_DAYS}.` }) days: number,
    @Ctx() context: AdminContext,
  ): Promise<GrantPreview> {
    const durationDays = readDays(days, MAX_FREE_DAYS);
    const em = context.em.fork();
    const user = await findCustomer(em, userId);
    return previewAccess(em, { user, plan: await findPlan(em, planId), durationDays });
  }
}
