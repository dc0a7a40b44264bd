import { Migration } from '@mikro-orm/migrations';

export class Migration20261130090540 extends Migration {

  override name = 'Migration20261130090540';

  override up(): void | Promise<void> {
    this.addSql(`create type "language" as enum ('EN', 'NE');`);
    this.addSql(`alter table "users" add "language" "language" not null default 'EN';`);
  }

  override down(): void | Promise<void> {
    this.addSql('alter table "users" drop column "language";');
    this.addSql('drop type "language";');
  }

}
