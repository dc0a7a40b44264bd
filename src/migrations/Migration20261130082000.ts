import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082000 extends Migration {

  override name = 'Migration20261130082000';

  override up(): void | Promise<void> {
    this.addSql(`create table "api_keys" ("id" uuid not null, "name" text not null, "prefix" text not null, "key_hash" text not null, "scopes" text[] not null, "expires_at" timestamptz null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));`);
    this.addSql(`alter table "api_keys" add constraint "api_keys_key_hash_unique" unique ("key_hash");`);

    this.addSql(`alter type "audit_target_kind" add value if not exists 'API_KEY' after 'EXPORT';`);

    this.addSql(`alter table "users" add "version" int not null default 0;`);
    this.addSql(`create or replace function "users_users_version_fn"() returns trigger as $$ begin new.version := old.version + 1; return new; end; $$ language plpgsql;`);
    this.addSql(`create trigger "users_version" BEFORE UPDATE on "users" for each ROW
  when (old.blocked_at is distinct from new.blocked_at or old.erased_at is distinct from new.erased_at) execute function "users_users_version_fn"();`);

    this.addSql(`alter table "subscriptions" add "version" int not null default 1;`);
    this.addSql(`create or replace function "subscriptions_subscriptions_version_fn"() returns trigger as $$ begin new.version := old.version + 1; return new; end; $$ language plpgsql;`);
    this.addSql(`create trigger "subscriptions_version" BEFORE UPDATE on "subscriptions" for each ROW execute function "subscriptions_subscriptions_version_fn"();`);
  }

  // PostgreSQL cannot remove a value of an enum.
  override down(): void | Promise<void> {
    this.addSql('drop trigger "subscriptions_version" on "subscriptions";');
    this.addSql('drop function "subscriptions_subscriptions_version_fn"();');
    this.addSql('alter table "subscriptions" drop column "version";');
    this.addSql('drop trigger "users_version" on "users";');
    this.addSql('drop function "users_users_version_fn"();');
    this.addSql('alter table "users" drop column "version";');
    this.addSql('drop table "api_keys";');
  }
}
