import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { PlanNotFound } from '../errors.ts';
import { type Language } from '../languages/language.ts';
import { Period } from '../subscriptions/period.ts';
import { Plan } from '../subscriptions/plan.ts';
import { type ChangeObstacle, obstacleSaid, quoteChange } from './quote-change.ts';

export enum PlanChangeObstacle {
  SAME_PLAN = 'SAME_PLAN',
  TOO_LITTLE_LEFT = 'TOO_LITTLE_LEFT',
  REFUND_UNDER_WAY = 'REFUND_UNDER_WAY',
  REFUND_SUM_UNKNOWN = 'REFUND_SUM_UNKNOWN',
}

registerEnumType(PlanChangeObstacle, {
  name: 'PlanChangeObstacle',
  description: 'Why a plan cannot start now, in place of what runs.',
  valuesConfig: {
    SAME_PLAN: { description: 'This plan runs now.' },
    TOO_LITTLE_LEFT: { description: 'Less than Rs 10 would be left to pay, which Khalti does not take.' },
    REFUND_UNDER_WAY: { description: 'A payment that would be exchanged is being refunded.' },
    REFUND_SUM_UNKNOWN: { description: 'The sum of a refund of a payment that would be exchanged is not known.' },
  },
});

@ObjectType({ description: 'A paid period that ends for a plan that starts now.', simpleResolvers: true })
export class ExchangedPeriod {
  @Field(() => Period, { description: 'The period as it is now.' })
  period!: Period;

  @Field(() => Int, { description: 'Paisa that were given for the whole period, without what was refunded.' })
  worthPaisa!: number;

  @Field(() => Int, {
    description: 'Paisa that its unused time is worth: `worthPaisa` × unused ÷ whole, rounded down.',
  })
  valuePaisa!: number;
}

@ObjectType({
  description:
    'What it costs to start a plan now, in place of what runs. Fixed only when `initiatePayment(startNow: true)` opens the payment.',
  simpleResolvers: true,
})
export class PlanChange {
  @Field(() => Plan, { description: 'The plan to start.' })
  plan!: Plan;

  @Field(() => Int, { description: 'The price of the plan, in paisa.' })
  pricePaisa!: number;

  @Field(() => [ExchangedPeriod], {
    description:
      'The paid periods of other plans that end for it. Free days, trials and periods of the same plan follow after it.',
  })
  exchanged!: ExchangedPeriod[];

  @Field(() => Int, { description: 'What is left to pay, in paisa: the price less all `valuePaisa`, at least 0.' })
  toPayPaisa!: number;

  @Field(() => GraphQLDateTime, { description: 'When the plan would start if it starts now.' })
  startsAtNow!: Date;

  @Field(() => GraphQLDateTime, {
    description: 'When the plan would start without a change: after all access, at its whole price.',
  })
  startsAtAfter!: Date;

  @Field(() => Boolean, { description: 'Whether the plan can start now.' })
  isNowPossible!: boolean;

  @Field(() => PlanChangeObstacle, { nullable: true, description: 'Why it cannot; null if it can.' })
  obstacle!: ChangeObstacle | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A sentence about the obstacle to show to the customer, in the language of the request; null without one.',
  })
  message!: string | null;
}

/** Throws `PlanNotFound`. */
export async function planChange(
  em: EntityManager,
  userId: string,
  planId: string,
  language: Language,
): Promise<PlanChange> {
  const plan = isUuid(planId) ? await em.findOne(Plan, { id: planId, isArchived: false }) : null;
  if (!plan) throw new PlanNotFound();
  const { pricePaisa, exchanged, toPayPaisa, at, afterAt, obstacle } = await quoteChange(em, userId, plan);
  return {
    plan,
    pricePaisa,
    exchanged,
    toPayPaisa,
    startsAtNow: at,
    startsAtAfter: afterAt,
    isNowPossible: obstacle === null,
    obstacle,
    message: obstacle && obstacleSaid(obstacle)[language],
  };
}
