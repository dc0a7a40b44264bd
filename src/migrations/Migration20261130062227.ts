import { Migration } from '@mikro-orm/migrations';

export class Migration20261130062227 extends Migration {

  override name = 'Migration20261130062227';

  override up(): void | Promise<void> {
    this.addSql(`create type "receipt_kind" as enum ('RECEIPT', 'CREDIT_NOTE');`);
    this.addSql(`create table "receipt_counters" ("kind" "receipt_kind" not null, "fiscal_year" int not null, "last" int not null, primary key ("kind", "fiscal_year"));`);

    this.addSql(`create table "receipt_openings" ("receipt_id" uuid not null, "opened_at" timestamptz not null, primary key ("receipt_id"));`);

    this.addSql(`create table "receipt_recipients" ("receipt_id" uuid not null, "name" text not null, "email" text null, primary key ("receipt_id"));`);

    this.addSql(`create table "receipts" ("id" uuid not null, "kind" "receipt_kind" not null, "number" text not null, "fiscal_year" int not null, "serial" int not null, "payment_id" uuid not null, "refund_id" uuid null, "receipt_number" text null, "seller_name" text not null, "seller_address" text null, "seller_pan" text null, "is_tax_invoice" boolean not null, "plan_name" text not null, "duration_days" int not null, "total_paisa" int not null, "vat_paisa" int null, "transaction_id" text null, "paid_at" timestamptz not null, "issued_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "receipts" add constraint "receipts_number_unique" unique ("number");`);
    this.addSql(`alter table "receipts" add constraint "receipts_refund_id_unique" unique ("refund_id");`);
    this.addSql(`create unique index "receipts_one_for_each_payment" on "receipts" ("payment_id") where "kind" = 'RECEIPT';`);
    this.addSql(`create index "receipts_payment_id_id_index" on "receipts" ("payment_id", "id");`);
    this.addSql(`alter table "receipts" add constraint "receipts_kind_fiscal_year_serial_unique" unique ("kind", "fiscal_year", "serial");`);

    this.addSql(`create or replace function "receipt_recipients_receipt_recipients_are_kept_fn"() returns trigger as $$ begin raise exception 'the customer of a receipt is never changed, only erased'; end; $$ language plpgsql;`);
    this.addSql(`create trigger "receipt_recipients_are_kept" BEFORE UPDATE on "receipt_recipients" for each STATEMENT execute function "receipt_recipients_receipt_recipients_are_kept_fn"();`);

    this.addSql(`alter table "receipts" add constraint "receipts_payment_id_foreign" foreign key ("payment_id") references "payments" ("id");`);
    this.addSql(`alter table "receipts" add constraint "receipts_refund_id_foreign" foreign key ("refund_id") references "refunds" ("id") on delete no action;`);
    this.addSql(`alter table "receipts" add constraint "receipts_credit_note_has_refund" check ((kind = 'CREDIT_NOTE') = (refund_id is not null));`);
    this.addSql(`alter table "receipts" add constraint "receipts_total_is_positive" check (total_paisa > 0);`);
    this.addSql(`create or replace function "receipts_receipts_are_kept_fn"() returns trigger as $$ begin raise exception 'receipts are never changed'; end; $$ language plpgsql;`);
    this.addSql(`create trigger "receipts_are_kept" BEFORE UPDATE OR DELETE on "receipts" for each STATEMENT execute function "receipts_receipts_are_kept_fn"();`);
  }

  override down(): void | Promise<void> {
    for (const table of ['receipts', 'receipt_recipients', 'receipt_openings', 'receipt_counters']) {
      this.addSql(`drop table "${table}";`);
    }
    this.addSql('drop function "receipts_receipts_are_kept_fn"();');
    this.addSql('drop function "receipt_recipients_receipt_recipients_are_kept_fn"();');
    this.addSql('drop type "receipt_kind";');
  }

}
