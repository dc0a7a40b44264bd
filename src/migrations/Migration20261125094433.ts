import { Migration } from '@mikro-orm/migrations';

export class Migration20261125094433 extends Migration {

  override name = 'Migration20261125094433';

  override up(): void | Promise<void> {
    this.addSql(`alter table "refunds" add "is_contradicted" boolean not null default false, add "confirmed_at" timestamptz null;`);
    this.addSql(`create index "refunds_contradicted" on "refunds" ("id") where "is_contradicted";`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop index "refunds_contradicted";');
    this.addSql('alter table "refunds" drop column "is_contradicted", drop column "confirmed_at";');
  }
}
