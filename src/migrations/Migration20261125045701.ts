import { Migration } from '@mikro-orm/migrations';

export class Migration20261125045701 extends Migration {

  override name = 'Migration20261125045701';

  override up(): void | Promise<void> {
    this.addSql(`create table "ended_sessions" ("id" text not null, "expires_at" timestamptz not null, "ended_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "ended_sessions_expires_at_index" on "ended_sessions" ("expires_at");`);
    this.addSql(`create index "ended_sessions_ended_at_index" on "ended_sessions" ("ended_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop table "ended_sessions";');
  }

}
