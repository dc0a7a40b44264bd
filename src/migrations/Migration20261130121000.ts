import { Migration } from '@mikro-orm/migrations';

export class Migration20261130121000 extends Migration {

  override name = 'Migration20261130121000';

  override up(): void | Promise<void> {
    this.addSql(`create table "open_sessions" ("id" uuid not null, "user_id" uuid not null, "device" text null, "started_at" timestamptz not null, "renewed_at" timestamptz not null, "expires_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "open_sessions_user_id_index" on "open_sessions" ("user_id");`);
    this.addSql(`alter table "open_sessions" add constraint "open_sessions_user_id_foreign" foreign key ("user_id") references "users" ("id");`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop table "open_sessions";');
  }

}
