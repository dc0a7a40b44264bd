import { Migration } from '@mikro-orm/migrations';

export class Migration20261125094300 extends Migration {

  override name = 'Migration20261125094300';

  override up(): void | Promise<void> {
    this.addSql(`create index "users_blocked_index" on "users" ("created_at", "id") where "blocked_at" is not null;`);
    this.addSql(`create index "users_name_in_order_index" on "users" ((lower("name") collate "C"), "id");`);
    this.addSql(`create index "users_email_in_order_index" on "users" ((coalesce("email", '') collate "C"), "id");`);
    this.addSql(`create index "users_created_at_id_index" on "users" ("created_at", "id");`);

    this.addSql(`create index "subscriptions_ends_at_user_id_index" on "subscriptions" ("ends_at", "user_id");`);

    this.addSql(`create index "payments_paid_first_index" on "payments" ((coalesce("paid_at", '-infinity'::timestamptz)), "id");`);
    this.addSql(`create index "payments_amount_paisa_id_index" on "payments" ("amount_paisa", "id");`);
    this.addSql(`create index "payments_plan_id_created_at_id_index" on "payments" ("plan_id", "created_at", "id");`);
    this.addSql(`create index "payments_status_created_at_id_index" on "payments" ("status", "created_at", "id");`);
    this.addSql(`create index "payments_created_at_id_index" on "payments" ("created_at", "id");`);

    this.addSql(`create index "refunds_amount_paisa_id_index" on "refunds" ("amount_paisa", "id");`);
    this.addSql(`create index "refunds_origin_created_at_id_index" on "refunds" ("origin", "created_at", "id");`);
    this.addSql(`create index "refunds_created_at_id_index" on "refunds" ("created_at", "id");`);

    this.addSql(`create index "gateway_answers_received_at_index" on "gateway_answers" ("received_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "gateway_answers_received_at_index";`);

    this.addSql(`drop index "payments_paid_first_index";`);
    this.addSql(`drop index "payments_amount_paisa_id_index";`);
    this.addSql(`drop index "payments_plan_id_created_at_id_index";`);
    this.addSql(`drop index "payments_status_created_at_id_index";`);
    this.addSql(`drop index "payments_created_at_id_index";`);

    this.addSql(`drop index "refunds_amount_paisa_id_index";`);
    this.addSql(`drop index "refunds_origin_created_at_id_index";`);
    this.addSql(`drop index "refunds_created_at_id_index";`);

    this.addSql(`drop index "subscriptions_ends_at_user_id_index";`);

    this.addSql(`drop index "users_blocked_index";`);
    this.addSql(`drop index "users_name_in_order_index";`);
    this.addSql(`drop index "users_email_in_order_index";`);
    this.addSql(`drop index "users_created_at_id_index";`);
  }

}
