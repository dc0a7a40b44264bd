import { Check, Entity, PrimaryKey, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLPositiveInt } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import { Decimal, MIN_PAYABLE_PAISA, rupees } from '../money.ts';

export const PLANS_CHANGED = 'plans_changed';

@ObjectType({
  description: 'A plan on sale: a price for a number of days of access.',
  simpleResolvers: true,
})
@Entity({ tableName: 'plans' })
@Check({ name: 'plans_price_is_payable', expression: `price_paisa >= ${MIN_PAYABLE_PAISA}` })
@Check({ name: 'plans_duration_is_positive', expression: 'duration_days > 0' })
@Check({ name: 'plans_trial_is_positive', expression: 'trial_days > 0' })
@Trigger({
  name: PLANS_CHANGED,
  timing: 'after',
  events: ['insert', 'update', 'delete'],
  forEach: 'statement',
  body: `perform pg_notify('${PLANS_CHANGED}', ''); return null`,
})
export class Plan {
  @Field(() => ID, { description: 'Opaque and stable. Pass it to `initiatePayment`.' })
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @Field(() => String, { description: 'A readable, unique and stable name, such as `premium`.' })
  @Property({ type: 'text' })
  @Unique()
  code: string;

  @Field(() => String, { description: 'The name to show to customers.' })
  @Property({ type: 'text' })
  name: string;

  @Field(() => String, { description: 'One or two sentences for customers. May be empty.' })
  @Property({ type: 'text' })
  description: string;

  @Field(() => Int, { description: 'Price in paisa. 100 paisa are one rupee.' })
  @Property({ type: 'integer' })
  pricePaisa: number;

  @Field(() => GraphQLPositiveInt, { description: 'Length of access in days of 24 hours.' })
  @Property({ type: 'integer' })
  durationDays: number;

  @Field(() => GraphQLPositiveInt, {
    nullable: true,
    description: 'Days of a trial, which `startTrial` gives without payment. Null: no trial is offered.',
  })
  @Property({ type: 'integer', nullable: true })
  trialDays: number | null;

  /** Archived plans are not sold any more. Payments and periods still refer to them. */
  @Property({ type: 'boolean' })
  isArchived: boolean = false;

  @Property({ type: 'timestamptz', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt: Date = new Date();

  constructor(
    values: Pick<Plan, 'code' | 'name' | 'description' | 'pricePaisa' | 'durationDays'> &
      Partial<Pick<Plan, 'trialDays'>>,
  ) {
    this.code = values.code;
    this.name = values.name;
    this.description = values.description;
    this.pricePaisa = values.pricePaisa;
    this.durationDays = values.durationDays;
    this.trialDays = values.trialDays ?? null;
  }

  @Field(() => Decimal, { description: 'The same price in rupees, with two decimals, such as `"1350.00"`.' })
  get price(): string {
    return rupees(this.pricePaisa);
  }
}
