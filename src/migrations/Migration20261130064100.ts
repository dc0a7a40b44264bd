import { Migration } from '@mikro-orm/migrations';

export class Migration20261130064100 extends Migration {

  override name = 'Migration20261130064100';

  override up(): void | Promise<void> {
    this.addSql(`create table "exchanges" ("id" uuid not null, "payment_id" uuid not null, "period_id" uuid not null, "worth_paisa" int not null, "unused_ms" bigint not null, "value_paisa" int not null, "exchanged_at" timestamptz null, primary key ("id"));`);
    this.addSql(`create index "exchanges_period_id_index" on "exchanges" ("period_id");`);
    this.addSql(`alter table "exchanges" add constraint "exchanges_payment_id_period_id_unique" unique ("payment_id", "period_id");`);

    this.addSql(`alter table "plans" add "trial_days" int null;`);
    this.addSql(`alter table "plans" add constraint "plans_trial_is_positive" check (trial_days > 0);`);

    this.addSql(`alter type "review_reason" add value if not exists 'EXCHANGE_CHANGED' after 'CUSTOMER_BLOCKED';`);
    this.addSql(`alter table "payments" add "plan_name" text null, add "starts_now" boolean not null default false;`);
    this.addSql('update "payments" set "plan_name" = "plans"."name" from "plans" where "plans"."id" = "payments"."plan_id";');
    this.addSql(`create index "payments_pending_index" on "payments" ("user_id") where "status" = 'PENDING';`);

    this.addSql(`alter table "periods" add "moved_whole_ms" bigint null, add "exchanged_by" uuid null;`);
    this.addSql(`create unique index "periods_trial_unique" on "periods" ("user_id") where "source" = 'TRIAL';`);

    this.addSql(`alter table "exchanges" add constraint "exchanges_payment_id_foreign" foreign key ("payment_id") references "payments" ("id");`);
    this.addSql(`alter table "exchanges" add constraint "exchanges_period_id_foreign" foreign key ("period_id") references "periods" ("id");`);
    this.addSql(`alter table "exchanges" add constraint "exchanges_value_is_positive" check (value_paisa > 0);`);
    this.addSql(currentValue('payment.amount_paisa - coalesce(refunded.paisa, 0) + coalesce(exchanged.paisa, 0)', exchanged));
  }

  override down(): void | Promise<void> {
    this.addSql(currentValue('payment.amount_paisa - coalesce(refunded.paisa, 0)', ''));
    this.addSql('drop table "exchanges";');

    this.addSql(`drop index "periods_trial_unique";`);
    this.addSql('delete from "periods" where "source" = \'TRIAL\';');
    this.addSql('alter table "periods" drop column "moved_whole_ms", drop column "exchanged_by";');

    this.addSql(`drop index "payments_pending_index";`);
    // PostgreSQL cannot take a value from a type.
    this.addSql(`update "payments" set "review_reason" = 'OTHER_AMOUNT' where "review_reason" = 'EXCHANGE_CHANGED';`);
    this.addSql('alter table "payments" drop column "plan_name", drop column "starts_now";');

    this.addSql(`alter table "plans" drop constraint "plans_trial_is_positive";`);
    this.addSql('alter table "plans" drop column "trial_days";');
  }

}

/** A payment that has replaced others is worth what it has replaced, too. */
const exchanged = `
  left join lateral (
    select sum(value_paisa) as paisa from exchanges where payment_id = payment.id and exchanged_at is not null
  ) exchanged on true`;

const currentValue = (worth: string, join: string) => `
  create or replace view figures_current_value as
  select coalesce(round(sum(greatest(0, ${worth})::numeric / payment.duration_days * 30)), 0)::bigint
      as thirty_day_value_paisa,
    coalesce(bool_or(refunded.is_unknown), false) as is_at_most
  from periods period join payments payment on payment.id = period.payment_id
  left join lateral (
    select sum(paisa) as paisa, bool_or(is_unknown) as is_unknown from figures_paid_back where payment_id = payment.id
  ) refunded on true${join}
  where period.starts_at <= now() and period.ends_at > now() and period.revoked_at is null;`;
