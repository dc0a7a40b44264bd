import { Migration } from '@mikro-orm/migrations';

export class Migration20261130012600 extends Migration {

  override name = 'Migration20261130012600';

  override up(): void | Promise<void> {
    this.addSql(`alter table "payments" add "gateway" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql('alter table "payments" drop column "gateway";');
  }
}
