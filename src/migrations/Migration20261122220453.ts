import { Migration } from '@mikro-orm/migrations';

export class Migration20261122220453 extends Migration {

  override name = 'Migration20261122220453';

  override up(): void | Promise<void> {
    this.addSql(`create or replace function "plans_plans_changed_fn"() returns trigger as $$ begin perform pg_notify('plans_changed', ''); return null; end; $$ language plpgsql;`);
    this.addSql(`create trigger "plans_changed" AFTER INSERT OR UPDATE OR DELETE on "plans" for each STATEMENT execute function "plans_plans_changed_fn"();`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop trigger "plans_changed" on "plans";');
    this.addSql('drop function "plans_plans_changed_fn"();');
  }

}
