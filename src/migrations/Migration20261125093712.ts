import { Migration } from '@mikro-orm/migrations';

/** One view for each figure. */
export class Migration20261125093712 extends Migration {

  override name = 'Migration20261125093712';

  override up(): void | Promise<void> {
    this.addSql(collected);
    this.addSql(paidBack);
    this.addSql(access);
    this.addSql(renewals);
    this.addSql(currentValue);
    this.addSql(opened);
  }

  override down(): void | Promise<void> {
    for (const view of ['opened', 'current_value', 'renewals', 'access', 'paid_back', 'collected']) {
      this.addSql(`drop view "figures_${view}";`);
    }
  }

}

// Not Asia/Kathmandu: a server may have no data of time zones, and an offset is immutable.
const dayOf = (instant: string) => `(${instant} at time zone interval '5 hours 45 minutes')::date`;

const PAID = `('COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED')`;

const collected = `
  create view figures_collected as
  select payment.id, payment.user_id, payment.plan_id, payment.paid_at as at, ${dayOf('payment.paid_at')} as day,
    payment.amount_paisa::bigint as paisa, payment.fee_paisa::bigint as fee_paisa,
    case
      when not exists (
        select from payments earlier where earlier.user_id = payment.user_id and earlier.id <> payment.id
          and earlier.status in ${PAID} and (earlier.paid_at, earlier.id) < (payment.paid_at, payment.id)
      ) then 'NEW'
      when exists (
        select from periods period where period.user_id = payment.user_id and period.payment_id is distinct from payment.id
          and period.starts_at <= payment.paid_at and period.ends_at >= payment.paid_at - interval '720 hours'
          and (period.revoked_at is null or period.revoked_at >= payment.paid_at - interval '720 hours')
      ) then 'RENEWED'
      else 'RETURNED'
    end as kind
  from payments payment
  where payment.paid_at is not null and payment.status in ${PAID};`;

const paidBack = `
  create view figures_paid_back as
  select id, payment_id, done_at as at, ${dayOf('done_at')} as day, amount_paisa::bigint as paisa,
    amount_paisa is null as is_unknown
  from refunds where status = 'DONE' and done_at is not null;`;

const access = `
  create view figures_access as
  select user_id, (case source when 'GRANT' then 'COMPLIMENTARY' when 'PAYMENT' then 'PAID' else 'TRIAL' end) as kind,
    starts_at, least(ends_at, revoked_at) as ends_at
  from periods where revoked_at is null or revoked_at > starts_at;`;

const renewals = `
  create view figures_renewals as
  select ended.user_id, ended.month, ended.ends_at, exists (
      select from payments payment join periods next on next.payment_id = payment.id
      where payment.user_id = ended.user_id and payment.status in ${PAID} and next.id <> ended.id
        and next.ends_at > ended.ends_at and payment.paid_at <= ended.ends_at + interval '720 hours'
    ) as is_renewed
  from (
    select distinct on (user_id, month) id, user_id, month, ends_at
    from (
      select id, user_id, ends_at, date_trunc('month', ${dayOf('ends_at')})::date as month
      from periods where source = 'PAYMENT' and revoked_at is null
    ) period order by user_id, month, ends_at desc
  ) ended;`;

const currentValue = `
  create view figures_current_value as
  select coalesce(round(sum(
      greatest(0, payment.amount_paisa - coalesce(refunded.paisa, 0))::numeric / payment.duration_days * 30)), 0)::bigint
      as thirty_day_value_paisa,
    coalesce(bool_or(refunded.is_unknown), false) as is_at_most
  from periods period join payments payment on payment.id = period.payment_id
  left join lateral (
    select sum(paisa) as paisa, bool_or(is_unknown) as is_unknown from figures_paid_back where payment_id = payment.id
  ) refunded on true
  where period.starts_at <= now() and period.ends_at > now() and period.revoked_at is null;`;

const opened = `
  create view figures_opened as
  select id, created_at as at, ${dayOf('created_at')} as day,
    case
      when status in ${PAID} then 'COMPLETED'
      when status in ('CREATED', 'INITIATED', 'PENDING') then 'PENDING'
      when status = 'NEEDS_REVIEW' then 'IN_REVIEW'
      else status::text
    end as outcome
  from payments;`;
