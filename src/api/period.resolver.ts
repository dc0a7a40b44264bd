import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { readPayment } from '../payments/open-payments.ts';
import { Payment } from '../payments/payment.ts';
import { PlanChange, planChange } from '../payments/plan-change.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { Period } from '../subscriptions/period.ts';
import { Plan } from '../subscriptions/plan.ts';
import { startTrial } from '../subscriptions/start-trial.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { type RequestContext } from './request-context.ts';

@Resolver(() => Period)
export class PeriodResolver {
  @Query(() => PlanChange, {
    description:
      'What it would cost the caller to start a plan now, in place of what runs, as a calculation to show before paying. Changes nothing. Errors: `UNAUTHENTICATED`, `PLAN_NOT_FOUND`.',
  })
  async planChange(
    @Arg('planId', () => ID, { description: 'The plan to start.' }) planId: string,
    @Ctx() context: RequestContext,
  ): Promise<PlanChange> {
    return planChange(context.em.fork(), await context.userId(), planId, context.language);
  }

  @Mutation(() => Subscription, {
    description:
      'Gives the caller the days of the trial of a plan, without payment, once. They start now, or when the current access ends. Errors: `UNAUTHENTICATED`, `FORBIDDEN` if the account is blocked, `PLAN_NOT_FOUND`, `TRIAL_NOT_OFFERED`, `EMAIL_NOT_CONFIRMED`, `TRIAL_USED`.',
  })
  async startTrial(
    @Arg('planId', () => ID, { description: 'A plan with `trialDays`.' }) planId: string,
    @Ctx() context: RequestContext,
  ): Promise<Subscription> {
    const userId = await context.userId();
    const { services } = context;
    await startTrial(services, context.em.fork(), userId, planId);
    const subscription = await findSubscription(services, userId);
    if (!subscription) throw new Error('The trial has given no access');
    return subscription;
  }

  @FieldResolver(() => Plan, { description: 'The plan of the access.' })
  async plan(@Root() period: Period, @Ctx() { services }: RequestContext): Promise<Plan> {
    return services.plans.find(period.plan.id);
  }

  @FieldResolver(() => Payment, { nullable: true, description: 'The payment that has granted it; null if none.' })
  async payment(@Root() { paymentId }: Period, @Ctx() { services }: RequestContext): Promise<Payment | null> {
    return paymentId === null ? null : readPayment(services.sql, paymentId);
  }
}
