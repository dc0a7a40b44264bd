import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { type Period, PeriodSource } from '../../subscriptions/period.ts';

registerEnumType(PeriodSource, {
  name: 'PeriodSource',
  description: 'Where a period of access comes from.',
  valuesConfig: {
    PAYMENT: { description: 'A payment.' },
    TRIAL: { description: 'A trial.' },
    GRANT: { description: 'Free days that an operator gave.' },
  },
});

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
    this.userId = period.user.id;
    this.planId = period.plan.id;
    this.paymentId = period.paymentId;
    this.grantId = period.grant?.id ?? null;
  }
}
