import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { type Period, PeriodSource } from '../../subscriptions/period.ts';

@ObjectType({ description: 'Access from one source.', simpleResolvers: true })
export class PeriodRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => PeriodSource, { description: 'Where the access comes from.' })
  source: PeriodSource;

  @Field(() => GraphQLDateTime, { description: 'When the access begins.' })
  startsAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When the access ends.' })
  endsAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the access was revoked; null if it was not.' })
  revokedAt: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The payment that has started its plan in place of this period, which is revoked; null if none.',
  })
  exchangedBy: string | null;

  readonly userId: string;
  readonly planId: string;
  readonly paymentId: string | null;
  readonly grantId: string | null;

  constructor(period: Period) {
    this.id = period.id;
    this.source = period.source;
    this.startsAt = period.startsAt;
    this.endsAt = period.endsAt;
    this.revokedAt = period.revokedAt;
    this.exchangedBy = period.exchangedBy;
    this.userId = period.user.id;
    this.planId = period.plan.id;
    this.paymentId = period.paymentId;
    this.grantId = period.grant?.id ?? null;
  }
}
