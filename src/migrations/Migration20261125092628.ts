import { Migration } from '@mikro-orm/migrations';

export class Migration20261125092628 extends Migration {

  override name = 'Migration20261125092628';

  override up(): void | Promise<void> {
    this.addSql(`create index "users_barred_index" on "users" ("id") where "blocked_at" is not null or "erased_at" is not null;`);

    this.addSql(`alter table "periods" add "revocation_key" text null;`);
    this.addSql(`create unique index "periods_revocation_key_unique" on "periods" ("revocation_key") where "revocation_key" is not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "periods" drop column "revocation_key";`);

    this.addSql(`drop index "users_barred_index";`);
  }

}
