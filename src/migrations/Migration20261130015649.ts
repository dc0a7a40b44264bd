import { Migration } from '@mikro-orm/migrations';

export class Migration20261130015649 extends Migration {

  override name = 'Migration20261130015649';

  override up(): void | Promise<void> {
    this.addSql(`create table "operator_password_resets" ("id" uuid not null, "operator_id" uuid not null, "token_hash" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "operator_password_resets_operator_id_index" on "operator_password_resets" ("operator_id");`);
    this.addSql(`alter table "operator_password_resets" add constraint "operator_password_resets_token_hash_unique" unique ("token_hash");`);

    this.addSql(`alter table "operator_password_resets" add constraint "operator_password_resets_operator_id_foreign" foreign key ("operator_id") references "operators" ("id");`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop table "operator_password_resets";');
  }
}
