import { type Rel } from '@mikro-orm/core';
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

export type PeriodOrigin = { paymentId: string } | { grant: Rel<Grant> };

/** Access from one source. Periods are the ledger: a user has access while an unrevoked period runs. */
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
@Check({ name: 'periods_end_after_start', expression: 'ends_at > starts_at' })
@Check({
  name: 'periods_have_one_source',
  expression: "(source = 'PAYMENT') = (payment_id is not null) and (source = 'GRANT') = (grant_id is not null)",
})
export class Period {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User)
  user: Rel<User>;

  @ManyToOne(() => Plan, { index: true })
  plan: Rel<Plan>;

  @Enum({ items: () => PeriodSource, nativeEnumName: 'period_source', default: PeriodSource.PAYMENT })
  source: PeriodSource;

  // Unique, so that the database refuses a second period. Without a foreign key, because this folder does not know
  // payments; payments are never deleted.
  @Property({ type: 'uuid', nullable: true })
  @Unique()
  paymentId: string | null;

  @OneToOne(() => Grant, { nullable: true, owner: true })
  grant: Rel<Grant> | null;

  @Property({ type: 'timestamptz' })
  startsAt: Date;

  @Property({ type: 'timestamptz' })
  endsAt: Date;

  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null = null;

  /** Of the operator's request that has revoked it. */
  @Property({ type: 'text', nullable: true })
  revocationKey: string | null = null;

  constructor(user: Rel<User>, plan: Rel<Plan>, from: PeriodOrigin, startsAt: Date, durationDays: number) {
    this.user = user;
    this.plan = plan;
    this.paymentId = 'paymentId' in from ? from.paymentId : null;
    this.grant = 'grant' in from ? from.grant : null;
    this.source = 'grant' in from ? PeriodSource.GRANT : PeriodSource.PAYMENT;
    this.startsAt = startsAt;
    this.endsAt = new Date(startsAt.getTime() + durationDays * DAY_MS);
  }
}
