import { Migration } from '@mikro-orm/migrations';

export class Migration20261130085000 extends Migration {

  override name = 'Migration20261130085000';

  override up(): void | Promise<void> {
    this.addSql('alter table "users" add "profile_as_of" timestamptz null;');
  }

  override down(): void | Promise<void> {
    this.addSql('alter table "users" drop column "profile_as_of";');
  }

}
