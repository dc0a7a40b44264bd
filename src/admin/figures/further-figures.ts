import { GraphQLDate } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How many customers paid again after their paid access had ended.' })
export class RenewalRate {
  @Field(() => GraphQLDate, { description: 'The first day of the month (AD, in Nepal) in which the access ended.' })
  month!: string;

  @Field(() => Int, {
    description: 'People whose paid access ended in this month. Access that was revoked does not count.',
  })
  ended!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Those of them who paid again, at the latest 30 days after the end. Null like `rate`.',
  })
  renewed!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '`renewed` ÷ `ended`, from 0 to 1. Null until 30 days after the month, and if no access ended in it.',
  })
  rate!: number | null;
}

@ObjectType({
  description: 'What became of the payments that were opened on these days (Nepal, UTC+5:45). Numbers of payments.',
})
export class OpenedToPaid {
  @Field(() => GraphQLDate, { description: "The first day, in Nepal's time." })
  from!: string;

  @Field(() => GraphQLDate, { description: 'The last day (inclusive).' })
  to!: string;

  @Field(() => Int, { description: 'All payments that were opened. The other numbers add up to this one.' })
  opened!: number;

  @Field(() => Int, { description: 'Paid, also if refunded later.' })
  completed!: number;

  @Field(() => Int, { description: 'Not decided: created, initiated or pending.' })
  pending!: number;

  @Field(() => Int, { description: 'Cancelled by the customer.' })
  canceled!: number;

  @Field(() => Int, { description: 'The link expired unpaid.' })
  expired!: number;

  @Field(() => Int, { description: 'Never opened at Khalti.' })
  failed!: number;

  @Field(() => Int, { description: 'In review by an operator.' })
  inReview!: number;
}

@ObjectType({ description: 'Access that ends on one day of Nepal (UTC+5:45).' })
export class EndingAccess {
  @Field(() => GraphQLDate, { description: "The day, in Nepal's time." })
  day!: string;

  @Field(() => Int, {
    description:
      'People of whom a period ends on this day, if no free days carry on after it. Access that was revoked does not count.',
  })
  ending!: number;

  @Field(() => Int, { description: 'Those of them who have paid for a later period by now.' })
  paidAgain!: number;
}

@ObjectType({ description: 'What the running access is worth now.' })
export class CurrentValue {
  @Field(() => Float, {
    description:
      'The 30-day value, in whole paisa: over the paid periods that run now, amount ÷ days × 30, without the part that was refunded. Not a monthly recurring revenue: nothing renews without a payment.',
  })
  thirtyDayValuePaisa!: number;

  @Field(() => Boolean, { description: 'True if the sum of a refund is not known, so that the value is at most this.' })
  isAtMost!: boolean;

  @Field(() => Int, { description: 'People with paid access now.' })
  activePaid!: number;

  @Field(() => Int, { description: 'People whose access now is a trial.' })
  activeTrial!: number;

  @Field(() => Int, { description: 'People whose access now was given to them without payment.' })
  activeComplimentary!: number;
}
