import { Migration } from '@mikro-orm/migrations';

export class Migration20261122202113 extends Migration {

  override name = 'Migration20261122202113';

  override up(): void | Promise<void> {
    this.addSql(`create type "account_token_purpose" as enum ('RESET_PASSWORD', 'CONFIRM_EMAIL');`);
    this.addSql(`create table "account_tokens" ("id" uuid not null, "user_id" uuid not null, "purpose" "account_token_purpose" not null, "token_hash" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`create index "account_tokens_user_id_index" on "account_tokens" ("user_id");`);
    this.addSql(`alter table "account_tokens" add constraint "account_tokens_token_hash_unique" unique ("token_hash");`);

    this.addSql(`alter table "users" add "email_confirmed_at" timestamptz null, add "sessions_valid_from" timestamptz null;`);
    this.addSql(`create index "users_sessions_valid_from_index" on "users" ("sessions_valid_from") where "sessions_valid_from" is not null;`);

    this.addSql(`alter table "account_tokens" add constraint "account_tokens_user_id_foreign" foreign key ("user_id") references "users" ("id");`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop table "account_tokens";');
    this.addSql('drop type "account_token_purpose";');
    this.addSql('drop index "users_sessions_valid_from_index";');
    this.addSql('alter table "users" drop column "email_confirmed_at", drop column "sessions_valid_from";');
  }

}
