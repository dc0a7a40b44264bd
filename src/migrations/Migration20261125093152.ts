import { Migration } from '@mikro-orm/migrations';

export class Migration20261125093152 extends Migration {

  override name = 'Migration20261125093152';

  override up(): void | Promise<void> {
    this.addSql(`create type "review_decision" as enum ('ACCEPT', 'REFUND', 'DISMISS');`);
    this.addSql(`alter table "payments" add "review_decision" "review_decision" null, add "reviewed_at" timestamptz null, add "review_note" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql('alter table "payments" drop column "review_decision", drop column "reviewed_at", drop column "review_note";');
    this.addSql('drop type "review_decision";');
  }

}
