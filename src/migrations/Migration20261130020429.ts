import { Migration } from '@mikro-orm/migrations';

export class Migration20261130020429 extends Migration {

  override name = 'Migration20261130020429';

  override up(): void | Promise<void> {
    this.addSql(`create index "periods_ends_at_user_id_index" on "periods" ("ends_at", "user_id");`);
    this.addSql(`create index "periods_free_index" on "periods" ("user_id", "ends_at") where "source" <> 'PAYMENT' and "revoked_at" is null;`);
    this.addSql(ending);
  }

  override down(): void | Promise<void> {
    this.addSql('drop view "figures_ending";');
    this.addSql('drop index "periods_free_index";');
    this.addSql(`drop index "periods_ends_at_user_id_index";`);
  }

}

/** Ends of periods, unless free days carry on after them. The day is Nepal's. */
const ending = `
  create view figures_ending as
  select period.id, period.user_id, period.ends_at as at,
    (period.ends_at at time zone interval '5 hours 45 minutes')::date as day,
    exists (
      select from periods later where later.user_id = period.user_id and later.source = 'PAYMENT'
        and later.revoked_at is null and later.ends_at > period.ends_at
    ) as is_paid_again
  from periods period
  where period.revoked_at is null and not exists (
    select from periods free where free.user_id = period.user_id and free.source <> 'PAYMENT'
      and free.revoked_at is null and free.ends_at > period.ends_at and free.starts_at <= period.ends_at
  );`;
