import { Migration } from '@mikro-orm/migrations';

export class Migration20261122185024 extends Migration {

  override name = 'Migration20261122185024';

  override up(): void | Promise<void> {
    this.addSql(`create type "user_role" as enum ('CUSTOMER', 'OPERATOR');`);
    this.addSql(`create type "payment_status" as enum ('CREATED', 'INITIATED', 'PENDING', 'COMPLETED', 'CANCELED', 'EXPIRED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW', 'FAILED');`);
    this.addSql(`create table "attempts" ("key" varchar(255) not null, "points" int not null default 0, "expire" bigint null, primary key ("key"));`);

    this.addSql(`create table "plans" ("id" uuid not null, "code" text not null, "name" text not null, "description" text not null, "price_paisa" int not null, "duration_days" int not null, "is_archived" boolean not null, primary key ("id"));`);
    this.addSql(`alter table "plans" add constraint "plans_code_unique" unique ("code");`);
    this.addSql(`alter table "plans" add constraint "plans_duration_is_positive" check (duration_days > 0);`);
    this.addSql(`alter table "plans" add constraint "plans_price_is_payable" check (price_paisa >= 1000);`);

    this.addSql(`create table "users" ("id" uuid not null, "email" text null, "name" text not null, "role" "user_role" not null default 'CUSTOMER', "password_hash" text null, "external_subject" text null, "created_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "users" add constraint "users_external_subject_unique" unique ("external_subject");`);
    this.addSql(`create unique index "users_email_with_password_unique" on "users" ("email") where "password_hash" is not null;`);

    this.addSql(`create table "subscriptions" ("user_id" uuid not null, "plan_id" uuid not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, primary key ("user_id"));`);
    this.addSql(`create index "subscriptions_plan_id_index" on "subscriptions" ("plan_id");`);

    this.addSql(`create table "periods" ("id" uuid not null, "user_id" uuid not null, "plan_id" uuid not null, "payment_id" uuid not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "revoked_at" timestamptz null, primary key ("id"));`);
    this.addSql(`create index "periods_plan_id_index" on "periods" ("plan_id");`);
    this.addSql(`alter table "periods" add constraint "periods_payment_id_unique" unique ("payment_id");`);
    this.addSql(`create index "periods_user_id_ends_at_index" on "periods" ("user_id", "ends_at");`);
    this.addSql(`alter table "periods" add constraint "periods_end_after_start" check (ends_at > starts_at);`);

    this.addSql(`create table "payments" ("id" uuid not null, "user_id" uuid not null, "plan_id" uuid not null, "amount_paisa" int not null, "duration_days" int not null, "pidx" text null, "payment_url" text null, "expires_at" timestamptz null, "status" "payment_status" not null, "transaction_id" text null, "fee_paisa" int null, "refunded_paisa" int null, "idempotency_key" text null, "opening_until" timestamptz null, "failure_code" text null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "payments_plan_id_index" on "payments" ("plan_id");`);
    this.addSql(`alter table "payments" add constraint "payments_pidx_unique" unique ("pidx");`);
    this.addSql(`alter table "payments" add constraint "payments_transaction_id_unique" unique ("transaction_id");`);
    this.addSql(`create index "payments_user_id_id_index" on "payments" ("user_id", "id");`);
    this.addSql(`alter table "payments" add constraint "payments_user_id_idempotency_key_unique" unique ("user_id", "idempotency_key");`);
    this.addSql(`alter table "payments" add constraint "payments_duration_is_positive" check (duration_days > 0);`);
    this.addSql(`alter table "payments" add constraint "payments_amount_is_payable" check (amount_paisa >= 1000);`);

    this.addSql(`create table "gateway_answers" ("id" uuid not null, "payment_id" uuid not null, "operation" text not null, "http_status" int not null, "body" text not null, "received_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "gateway_answers_payment_id_index" on "gateway_answers" ("payment_id");`);

    this.addSql(`alter table "subscriptions" add constraint "subscriptions_user_id_foreign" foreign key ("user_id") references "users" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "subscriptions" add constraint "subscriptions_plan_id_foreign" foreign key ("plan_id") references "plans" ("id");`);

    this.addSql(`alter table "periods" add constraint "periods_user_id_foreign" foreign key ("user_id") references "users" ("id");`);
    this.addSql(`alter table "periods" add constraint "periods_plan_id_foreign" foreign key ("plan_id") references "plans" ("id");`);

    this.addSql(`alter table "payments" add constraint "payments_user_id_foreign" foreign key ("user_id") references "users" ("id");`);
    this.addSql(`alter table "payments" add constraint "payments_plan_id_foreign" foreign key ("plan_id") references "plans" ("id");`);

    this.addSql(`alter table "gateway_answers" add constraint "gateway_answers_payment_id_foreign" foreign key ("payment_id") references "payments" ("id");`);
  }

  override down(): void | Promise<void> {
    for (const table of ['gateway_answers', 'periods', 'payments', 'subscriptions', 'users', 'plans', 'attempts']) {
      this.addSql(`drop table "${table}";`);
    }
    this.addSql('drop type "payment_status";');
    this.addSql('drop type "user_role";');
  }

}
