import { Migration } from '@mikro-orm/migrations';

export class Migration20261125074550 extends Migration {

  override name = 'Migration20261125074550';

  override up(): void | Promise<void> {
    this.addSql(`create type "actor_kind" as enum ('OPERATOR', 'API_KEY', 'COMMAND');`);
    this.addSql(`create type "audit_target_kind" as enum ('PAYMENT', 'REFUND', 'CUSTOMER', 'PERIOD', 'EXTENSION', 'PLAN', 'OPERATOR', 'INVITATION', 'SESSION', 'MESSAGE', 'EXPORT');`);
    this.addSql(`create type "deed_outcome" as enum ('DONE', 'REFUSED', 'FAILED');`);
    this.addSql(`create type "operator_role" as enum ('OWNER', 'FINANCE', 'SUPPORT', 'VIEWER');`);
    this.addSql(`create type "review_reason" as enum ('OTHER_AMOUNT', 'TRANSACTION_TAKEN', 'PART_REFUND', 'UNREADABLE', 'CUSTOMER_BLOCKED');`);
    this.addSql(`create type "refund_origin" as enum ('OPERATOR', 'KHALTI', 'OUTSIDE');`);
    this.addSql(`create type "refund_kind" as enum ('WHOLE', 'PART');`);
    this.addSql(`create type "refund_access" as enum ('REVOKE', 'KEEP', 'SHORTEN');`);
    this.addSql(`create type "refund_status" as enum ('REQUESTED', 'SENDING', 'CANCELED', 'DONE', 'REFUSED', 'UNKNOWN', 'NOT_DONE');`);
    this.addSql(`create type "refund_evidence" as enum ('ANSWER', 'LOOKUP', 'OPERATOR');`);
    this.addSql(`create type "period_source" as enum ('PAYMENT', 'TRIAL', 'GRANT');`);
    this.addSql(`create table "audit_entries" ("id" uuid not null, "at" timestamptz not null, "actor_kind" "actor_kind" not null, "actor_id" text null, "action" text not null, "target_kind" "audit_target_kind" null, "target_id" text null, "outcome" "deed_outcome" not null, "code" text null, "before" jsonb null, "after" jsonb null, "reason" text null, "request_id" text null, primary key ("id"));`);
    this.addSql(`create index "audit_entries_action_id_index" on "audit_entries" ("action", "id");`);
    this.addSql(`create index "audit_entries_actor_id_id_index" on "audit_entries" ("actor_id", "id");`);
    this.addSql(`create index "audit_entries_target_kind_target_id_id_index" on "audit_entries" ("target_kind", "target_id", "id");`);

    this.addSql(`create table "operators" ("id" uuid not null, "email" text not null, "name" text not null, "role" "operator_role" not null, "password_hash" text not null, "totp_secret" text null, "totp_last_step" int null, "recovery_code_hashes" text[] not null, "disabled_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "operators" add constraint "operators_email_unique" unique ("email");`);

    this.addSql(`create table "operator_invitations" ("id" uuid not null, "email" text null, "role" "operator_role" not null, "token_hash" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "operator_invitations_email_index" on "operator_invitations" ("email");`);
    this.addSql(`alter table "operator_invitations" add constraint "operator_invitations_token_hash_unique" unique ("token_hash");`);


    this.addSql(`create table "operator_sessions" ("id" uuid not null, "operator_id" uuid not null, "token_hash" text not null, "signed_in_at" timestamptz null, "confirmed_at" timestamptz null, "new_totp_secret" text null, "address" text not null, "user_agent" text null, "created_at" timestamptz not null, "last_used_at" timestamptz not null, "expires_at" timestamptz not null, "ended_at" timestamptz null, primary key ("id"));`);
    this.addSql(`create index "operator_sessions_operator_id_index" on "operator_sessions" ("operator_id");`);
    this.addSql(`alter table "operator_sessions" add constraint "operator_sessions_token_hash_unique" unique ("token_hash");`);

    this.addSql(`create table "extensions" ("id" uuid not null, "days" int not null, "plan_id" uuid null, "audience_at" timestamptz not null, "reason" text not null, "author_id" uuid not null, "idempotency_key" text not null, "created_at" timestamptz not null, "completed_at" timestamptz null, "undone_at" timestamptz null, "updated_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "extensions_plan_id_index" on "extensions" ("plan_id");`);
    this.addSql(`alter table "extensions" add constraint "extensions_idempotency_key_unique" unique ("idempotency_key");`);

    this.addSql(`create table "refunds" ("id" uuid not null, "payment_id" uuid not null, "origin" "refund_origin" not null, "kind" "refund_kind" not null, "amount_paisa" int null, "is_amount_confirmed" boolean not null, "access" "refund_access" not null, "shorten_days" int null, "reason" text not null, "note" text null, "author_id" uuid null, "idempotency_key" text null, "status" "refund_status" not null, "evidence" "refund_evidence" null, "khalti_status_before" text null, "failure" text null, "reference" text null, "settled_by_id" uuid null, "sent_at" timestamptz null, "done_at" timestamptz null, "created_at" timestamptz not null, "updated_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "refunds" add constraint "refunds_idempotency_key_unique" unique ("idempotency_key");`);
    this.addSql(`create unique index "refunds_one_open_for_each_payment" on "refunds" ("payment_id") where "status" in ('REQUESTED', 'SENDING', 'UNKNOWN');`);
    this.addSql(`create index "refunds_done_at_index" on "refunds" ("done_at");`);
    this.addSql(`create index "refunds_status_id_index" on "refunds" ("status", "id");`);
    this.addSql(`create index "refunds_payment_id_id_index" on "refunds" ("payment_id", "id");`);

    this.addSql(`create table "grants" ("id" uuid not null, "user_id" uuid not null, "plan_id" uuid not null, "days" int not null, "reason" text not null, "note" text null, "author_id" uuid not null, "idempotency_key" text null, "extension_id" uuid null, "created_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "grants_user_id_index" on "grants" ("user_id");`);
    this.addSql(`create index "grants_plan_id_index" on "grants" ("plan_id");`);
    this.addSql(`alter table "grants" add constraint "grants_idempotency_key_unique" unique ("idempotency_key");`);
    this.addSql(`alter table "grants" add constraint "grants_extension_id_user_id_unique" unique ("extension_id", "user_id");`);

    this.addSql(`alter table "plans" add "updated_at" timestamptz not null default now();`);

    this.addSql(`alter table "users" drop column "role";`);
    this.addSql('drop type "user_role";');
    this.addSql(`alter table "users" add "blocked_at" timestamptz null, add "erased_at" timestamptz null, add "updated_at" timestamptz not null default now();`);

    this.addSql(`alter table "payments" add "paid_at" timestamptz null, add "review_reason" "review_reason" null, add "claimed_paisa" bigint null, add "claimed_transaction_id" text null;`);
    this.addSql(`create index "payments_paid_at_index" on "payments" ("paid_at");`);

    this.addSql(`alter table "periods" add "source" "period_source" not null default 'PAYMENT', add "grant_id" uuid null;`);
    this.addSql(`alter table "periods" add constraint "periods_grant_id_foreign" foreign key ("grant_id") references "grants" ("id") on delete set null;`);
    this.addSql(`alter table "periods" alter column "payment_id" drop not null;`);
    this.addSql(`alter table "periods" add constraint "periods_grant_id_unique" unique ("grant_id");`);
    this.addSql(`alter table "periods" add constraint "periods_have_one_source" check ((source = 'PAYMENT') = (payment_id is not null) and (source = 'GRANT') = (grant_id is not null));`);

    this.addSql(`create or replace function "audit_entries_audit_entries_are_kept_fn"() returns trigger as $$ begin raise exception 'audit entries are never changed'; end; $$ language plpgsql;`);
    this.addSql(`create trigger "audit_entries_are_kept" BEFORE UPDATE OR DELETE on "audit_entries" for each STATEMENT execute function "audit_entries_audit_entries_are_kept_fn"();`);
    // MikroORM cannot declare this event.
    this.addSql(`create trigger "audit_entries_are_not_truncated" BEFORE TRUNCATE on "audit_entries" for each STATEMENT execute function "audit_entries_audit_entries_are_kept_fn"();`);


    this.addSql(`alter table "operator_sessions" add constraint "operator_sessions_operator_id_foreign" foreign key ("operator_id") references "operators" ("id");`);

    this.addSql(`alter table "extensions" add constraint "extensions_plan_id_foreign" foreign key ("plan_id") references "plans" ("id") on delete set null;`);
    this.addSql(`alter table "extensions" add constraint "extensions_days_are_positive" check (days > 0);`);

    this.addSql(`alter table "refunds" add constraint "refunds_payment_id_foreign" foreign key ("payment_id") references "payments" ("id");`);
    this.addSql(`alter table "refunds" add constraint "refunds_shorten_by_days" check ((access = 'SHORTEN') = (shorten_days is not null));`);
    this.addSql(`alter table "refunds" add constraint "refunds_amount_is_known" check (amount_paisa is not null or origin = 'KHALTI');`);
    this.addSql(`alter table "refunds" add constraint "refunds_amount_is_positive" check (amount_paisa > 0);`);

    this.addSql(`alter table "grants" add constraint "grants_user_id_foreign" foreign key ("user_id") references "users" ("id");`);
    this.addSql(`alter table "grants" add constraint "grants_plan_id_foreign" foreign key ("plan_id") references "plans" ("id");`);
    this.addSql(`alter table "grants" add constraint "grants_extension_id_foreign" foreign key ("extension_id") references "extensions" ("id") on delete set null;`);
    this.addSql(`alter table "grants" add constraint "grants_days_are_positive" check (days > 0);`);

    this.addSql(paidPayments);
    this.addSql(paymentsInReview);
    this.addSql(refundsSeenAtKhalti);
  }

  override down(): void | Promise<void> {
    this.addSql('delete from "periods" where "payment_id" is null;');
    this.addSql(`alter table "periods" drop constraint "periods_have_one_source", drop column "source", drop column "grant_id";`);
    this.addSql(`alter table "periods" alter column "payment_id" set not null;`);
    this.addSql(`alter table "payments" drop column "paid_at", drop column "review_reason", drop column "claimed_paisa", drop column "claimed_transaction_id";`);
    this.addSql(`create type "user_role" as enum ('CUSTOMER', 'OPERATOR');`);
    this.addSql(`alter table "users" add "role" "user_role" not null default 'CUSTOMER', drop column "blocked_at", drop column "erased_at", drop column "updated_at";`);
    this.addSql('alter table "plans" drop column "updated_at";');
    for (const table of ['grants', 'refunds', 'extensions', 'operator_sessions', 'operator_invitations', 'operators', 'audit_entries']) {
      this.addSql(`drop table "${table}";`);
    }
    this.addSql('drop function "audit_entries_audit_entries_are_kept_fn"();');
    for (const type of ['actor_kind', 'audit_target_kind', 'deed_outcome', 'operator_role', 'review_reason', 'refund_origin', 'refund_kind', 'refund_access', 'refund_status', 'refund_evidence', 'period_source']) {
      this.addSql(`drop type "${type}";`);
    }
  }

}

// Stored answers are text, and not always JSON.
const STATUS = String.raw`lower((regexp_match(body, '"status"\s*:\s*"([^"]*)"'))[1])`;

/** Of a payment whose stored answers do not say when it was paid, the last change is the best that is known. */
const paidPayments = `
  update payments set paid_at = coalesce(
    (select min(received_at) from gateway_answers
     where payment_id = payments.id and operation = 'lookup' and ${STATUS} in ('completed', 'refunded', 'partially refunded')),
    updated_at)
  where status in ('COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED');`;

/** By the latest answer that claims money. Answers that came later may be outages. */
const paymentsInReview = String.raw`
  with latest as (
    select distinct on (payment_id) payment_id, ${STATUS} as status,
      (regexp_match(body, '"total_amount"\s*:\s*(\d{1,15})\s*[,}]'))[1]::bigint as paisa,
      (regexp_match(body, '"transaction_id"\s*:\s*"([^"\\]{1,255})"'))[1] as transaction_id
    from gateway_answers where operation = 'lookup'
      and payment_id in (select id from payments where status = 'NEEDS_REVIEW')
    order by payment_id, coalesce(${STATUS} in ('completed', 'refunded', 'partially refunded'), false) desc,
      received_at desc
  )
  update payments set claimed_paisa = latest.paisa, claimed_transaction_id = latest.transaction_id,
    review_reason = (case
      when latest.status is null or latest.status not in ('completed', 'refunded', 'partially refunded') or latest.paisa is null then 'UNREADABLE'
      when latest.paisa <> payments.amount_paisa then 'OTHER_AMOUNT'
      when exists (select from payments other where other.transaction_id = latest.transaction_id) then 'TRANSACTION_TAKEN'
      when latest.status = 'partially refunded' then 'PART_REFUND'
      else 'UNREADABLE'
    end)::review_reason
  from payments review left join latest on latest.payment_id = review.id
  where review.id = payments.id and payments.status = 'NEEDS_REVIEW';`;

/** Their ids are in the order of time, as those of all refunds. */
const refundsSeenAtKhalti = `
  insert into refunds (id, payment_id, origin, kind, amount_paisa, is_amount_confirmed, access, reason, status, evidence,
    done_at, created_at, updated_at)
  select (lpad(to_hex((extract(epoch from seen_at) * 1000)::bigint), 12, '0') || '7' || substr(md5(id::text), 1, 3)
      || '8' || substr(md5(id::text), 4, 15))::uuid,
    id, 'KHALTI', (case when is_whole then 'WHOLE' else 'PART' end)::refund_kind,
    case when is_whole then amount_paisa end, is_whole,
    (case when is_whole then 'REVOKE' else 'KEEP' end)::refund_access, 'Seen at Khalti', 'DONE', 'LOOKUP',
    seen_at, seen_at, seen_at
  from (
    select id, amount_paisa, status = 'REFUNDED' as is_whole, coalesce(
      (select min(received_at) from gateway_answers
       where payment_id = payments.id and operation = 'lookup' and ${STATUS} = any (
         case when payments.status = 'REFUNDED' then array['refunded'] else array['partially refunded'] end)),
      updated_at) as seen_at
    from payments where status in ('REFUNDED', 'PARTIALLY_REFUNDED')
  ) refunded;`;
