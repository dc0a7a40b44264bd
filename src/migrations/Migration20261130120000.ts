import { Migration } from '@mikro-orm/migrations';

export class Migration20261130120000 extends Migration {

  override name = 'Migration20261130120000';

  override up(): void | Promise<void> {
    this.addSql(`alter type "account_token_purpose" add value if not exists 'CHANGE_EMAIL';`);
    this.addSql('alter table "account_tokens" add "email" text null;');
    this.addSql('alter table "users" add "new_email" text null;');
  }

  // PostgreSQL cannot remove a value of an enum.
  override down(): void | Promise<void> {
    this.addSql(`delete from "account_tokens" where "purpose"::text = 'CHANGE_EMAIL';`);
    this.addSql('alter table "account_tokens" drop column "email";');
    this.addSql('alter table "users" drop column "new_email";');
  }

}
