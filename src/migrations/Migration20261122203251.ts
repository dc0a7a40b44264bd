import { Migration } from '@mikro-orm/migrations';

export class Migration20261122203251 extends Migration {

  override name = 'Migration20261122203251';

  override up(): void | Promise<void> {
    this.addSql(`create table "sent_messages" ("key" text not null, "sent_at" timestamptz not null, primary key ("key"));`);
  }

  override down(): void | Promise<void> {
    this.addSql('drop table "sent_messages";');
  }

}
