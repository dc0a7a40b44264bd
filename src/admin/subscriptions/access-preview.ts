import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { type PeriodMove as Move } from '../../subscriptions/cut-access.ts';
import { type AccessChange as Change } from '../../subscriptions/preview-access.ts';
import { PeriodRecord } from '../records/period-record.ts';

@ObjectType({ description: 'A period that runs at another time then.', simpleResolvers: true })
export class PeriodMove {
  @Field(() => PeriodRecord, { description: 'The period as it is now.' })
  period: PeriodRecord;

  @Field(() => GraphQLDateTime, { description: 'When it begins as it is now.' })
  startsAtBefore: Date;

  @Field(() => GraphQLDateTime, { description: 'When it ends as it is now.' })
  endsAtBefore: Date;

  @Field(() => GraphQLDateTime, { description: 'When it begins then.' })
  startsAtAfter: Date;

  @Field(() => GraphQLDateTime, { description: 'When it ends then.' })
  endsAtAfter: Date;

  constructor({ period, startsAt, endsAt }: Move) {
    this.period = new PeriodRecord(period);
    this.startsAtBefore = period.startsAt;
    this.endsAtBefore = period.endsAt;
    this.startsAtAfter = startsAt;
    this.endsAtAfter = endsAt;
  }
}

@ObjectType({ description: "What becomes of a customer's access.", simpleResolvers: true })
export class AccessChange {
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When access ends as it is now; null if there is none.',
  })
  endsAtBefore: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When access ends then; null if there is none then.' })
  endsAtAfter: Date | null;

  @Field(() => [PeriodMove], { description: 'The later periods that move, in the order of time.' })
  moves: PeriodMove[];

  @Field(() => [PeriodMove], {
    description: 'The periods that the payment has exchanged and that come back, in the order of time.',
  })
  returned: PeriodMove[];

  constructor({ endsAtBefore, endsAtAfter, moves, returned }: Change) {
    this.endsAtBefore = endsAtBefore;
    this.endsAtAfter = endsAtAfter;
    this.moves = moves.map((move) => new PeriodMove(move));
    this.returned = returned.map((move) => new PeriodMove(move));
  }
}

@ObjectType({ description: 'When access would run that is given now.', simpleResolvers: true })
export class GrantPreview {
  @Field(() => GraphQLDateTime, { description: 'Now, or when the current access ends.' })
  startsAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it ends.' })
  endsAt!: Date;
}
