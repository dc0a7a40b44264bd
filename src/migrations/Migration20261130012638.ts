import { Migration } from '@mikro-orm/migrations';

export class Migration20261130012638 extends Migration {

  override name = 'Migration20261130012638';

  override up(): void | Promise<void> {
    this.addSql(`create index "sent_messages_key_in_order_index" on "sent_messages" (("key" collate "C"));`);

    this.addSql(`create or replace function "refunds_refunds_changed_fn"() returns trigger as $$ begin perform pg_notify('refund_changed', new.payment_id::text); return null; end; $$ language plpgsql;`);
    this.addSql(`create trigger "refunds_changed" AFTER INSERT OR UPDATE on "refunds" for each ROW execute function "refunds_refunds_changed_fn"();`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop trigger "refunds_changed" on "refunds";');
    this.addSql('drop function "refunds_refunds_changed_fn"();');
    this.addSql('drop index "sent_messages_key_in_order_index";');
  }

}
