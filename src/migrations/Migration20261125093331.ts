import { Migration } from '@mikro-orm/migrations';

export class Migration20261125093331 extends Migration {

  override name = 'Migration20261125093331';

  override up(): void {
    // No version has created an invitation without an address.
    this.addSql(`delete from "operator_invitations" where "email" is null;`);
    this.addSql(`alter table "operator_invitations" alter column "email" set not null;`);
  }

  override down(): void {
    this.addSql(`alter table "operator_invitations" alter column "email" drop not null;`);
  }
}
