import { Migration } from '@mikro-orm/migrations';

export class Migration20261130014000 extends Migration {

  override name = 'Migration20261130014000';

  override up(): void | Promise<void> {
    this.addSql(`create table "operator_passkeys" ("id" uuid not null, "operator_id" uuid not null, "name" text not null, "credential_id" text not null, "public_key" text not null, "counter" bigint not null, "transports" text[] not null, "created_at" timestamptz not null, "last_used_at" timestamptz null, primary key ("id"));`);
    this.addSql(`create index "operator_passkeys_operator_id_index" on "operator_passkeys" ("operator_id");`);
    this.addSql(`alter table "operator_passkeys" add constraint "operator_passkeys_credential_id_unique" unique ("credential_id");`);

    this.addSql(`alter table "operator_sessions" add "passkey_challenge" text null, add "passkey_challenge_ends_at" timestamptz null;`);

    this.addSql(`alter table "operator_passkeys" add constraint "operator_passkeys_operator_id_foreign" foreign key ("operator_id") references "operators" ("id");`);
  }

  override down(): void | Promise<void> {
    this.addSql('alter table "operator_sessions" drop column "passkey_challenge", drop column "passkey_challenge_ends_at";');
    this.addSql('drop table "operator_passkeys";');
  }
}
