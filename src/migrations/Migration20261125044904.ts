import { Migration } from '@mikro-orm/migrations';

export class Migration20261125044904 extends Migration {

  override name = 'Migration20261125044904';

  override up(): void | Promise<void> {
    this.addSql(`create index "payments_failure_code_index" on "payments" ("failure_code", "created_at") where "failure_code" is not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "payments_failure_code_index";`);
  }

}
