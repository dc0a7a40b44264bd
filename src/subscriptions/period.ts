import { BigIntType, type Rel } from '@mikro-orm/core';
import {
  Check,
  Entity,
  Enum,
  Index,
  ManyToOne,
  OneToOne,
  PrimaryKey,
  Property,
  Unique,
} from '@mikro-orm/decorators/legacy';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import { User } from '../users/user.ts';
import { Grant } from './grant.ts';
import { Plan } from './plan.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

export enum PeriodSource {
  PAYMENT = 'PAYMENT',
  TRIAL = 'TRIAL',
  GRANT = 'GRANT',
}

export type PeriodOrigin = { paymentId: string } | { grant: Rel<Grant> } | 'TRIAL';

registerEnumType(PeriodSource, {
  name: 'PeriodSource',
  description: 'Where a period of access comes from.',
  valuesConfig: {
    PAYMENT: { description: 'A payment.' },
    TRIAL: { description: 'A trial.' },
    GRANT: { description: 'Free days that an operator gave.' },
  },
});

/** Access from one source. Periods are the ledger: a user has access while an unrevoked period runs. */
@ObjectType({ description: 'Access from one source.', simpleResolvers: true })
@Entity({ tableName: 'periods' })
@Index({ properties: ['user', 'endsAt'] })
// For `figures_ending`.
@Index({ properties: ['endsAt', 'user'] })
// Few rows, so that the same view need not read all periods.
@Index({
  name: 'periods_free_index',
  expression: `create index "periods_free_index" on "periods" ("user_id", "ends_at") where "source" <> 'PAYMENT' and "revoked_at" is null`,
})
// Partial, so that the statement that completes a payment has no further index to write.
@Index({
  name: 'periods_revocation_key_unique',
  expression:
    'create unique index "periods_revocation_key_unique" on "periods" ("revocation_key") where "revocation_key" is not null',
})
// A trial is given once to each customer.
@Index({
  name: 'periods_trial_unique',
  expression: `create unique index "periods_trial_unique" on "periods" ("user_id") where "source" = 'TRIAL'`,
})
@Check({ name: 'periods_end_after_start', expression: 'ends_at > starts_at' })
@Check({
  name: 'periods_have_one_source',
  expression: "(source = 'PAYMENT') = (payment_id is not null) and (source = 'GRANT') = (grant_id is not null)",
})
export class Period {
  @Field(() => ID, { description: 'Opaque and stable.' })
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User)
  user: Rel<User>;

  @ManyToOne(() => Plan, { index: true })
  plan: Rel<Plan>;

  @Field(() => PeriodSource, { description: 'Where the access comes from.' })
  @Enum({ items: () => PeriodSource, nativeEnumName: 'period_source', default: PeriodSource.PAYMENT })
  source: PeriodSource;

  // Unique, so that the database refuses a second period. Without a foreign key, because this folder does not know
  // payments; payments are never deleted.
  @Property({ type: 'uuid', nullable: true })
  @Unique()
  paymentId: string | null;

  @OneToOne(() => Grant, { nullable: true, owner: true })
  grant: Rel<Grant> | null;

  @Field(() => GraphQLDateTime, { description: 'When the access begins.' })
  @Property({ type: 'timestamptz' })
  startsAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When the access ends.' })
  @Property({ type: 'timestamptz' })
  endsAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null = null;

  /** Of the operator's request that has revoked it. */
  @Property({ type: 'text', nullable: true })
  revocationKey: string | null = null;

  /** Its length before some of it had run, when it was moved or came back. Null: its length is from `startsAt` to `endsAt`. */
  @Property({ type: new BigIntType('number'), nullable: true })
  movedWholeMs: number | null = null;

  /** The payment that started its plan in place of this period, which is revoked. Without a foreign key, as `paymentId`. */
  @Property({ type: 'uuid', nullable: true })
  exchangedBy: string | null = null;

  constructor(user: Rel<User>, plan: Rel<Plan>, from: PeriodOrigin, startsAt: Date, durationDays: number) {
    this.user = user;
    this.plan = plan;
    this.paymentId = from !== 'TRIAL' && 'paymentId' in from ? from.paymentId : null;
    this.grant = from !== 'TRIAL' && 'grant' in from ? from.grant : null;
    this.source = from === 'TRIAL' ? PeriodSource.TRIAL : this.grant ? PeriodSource.GRANT : PeriodSource.PAYMENT;
    this.startsAt = startsAt;
    this.endsAt = new Date(startsAt.getTime() + durationDays * DAY_MS);
  }

  get wholeMs(): number {
    return this.movedWholeMs ?? this.endsAt.getTime() - this.startsAt.getTime();
  }

  leftMs(now: Date): number {
    return Math.max(0, this.endsAt.getTime() - Math.max(now.getTime(), this.startsAt.getTime()));
  }

  shortenTo(endsAt: Date): void {
    if (this.movedWholeMs !== null) this.movedWholeMs -= this.endsAt.getTime() - endsAt.getTime();
    this.endsAt = endsAt;
  }

  move(byMs: number): void {
    this.startsAt = new Date(this.startsAt.getTime() + byMs);
    this.endsAt = new Date(this.endsAt.getTime() + byMs);
  }

  /** Moves what is left of it. */
  runFrom(startsAt: Date, leftMs: number): void {
    const { wholeMs } = this;
    this.startsAt = startsAt;
    this.endsAt = new Date(startsAt.getTime() + leftMs);
    this.movedWholeMs = wholeMs === leftMs ? null : wholeMs;
  }

  exchange(paymentId: string, now: Date): void {
    this.revokedAt = now;
    this.exchangedBy = paymentId;
  }

  comeBack(startsAt: Date, endsAt: Date): void {
    this.revokedAt = null;
    this.exchangedBy = null;
    this.runFrom(startsAt, endsAt.getTime() - startsAt.getTime());
  }
}
