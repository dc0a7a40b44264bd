import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082400 extends Migration {

  override name = 'Migration20261130082400';

  override up(): void | Promise<void> {
    this.addSql('alter table "payments" add "return_url" text null;');
  }

  override down(): void | Promise<void> {
    this.addSql('alter table "payments" drop column "return_url";');
  }

}
