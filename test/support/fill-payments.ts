import { type Pool } from 'pg';

/**
 * Customers, payments of all statuses (most of them completed), periods, subscriptions and refunds: skewed as in a shop.
 * Many payments are equal in amount and in time.
 */
export async function fillPayments(
  pool: Pool,
  { users, payments }: { users: number; payments: number },
): Promise<void> {
  await pool.query(`insert into users (id, email, name, created_at)
    select gen_random_uuid(), 'filled' || n || '@example.com', 'Filled ' || n, now() - (n % 1000) * interval '1 hour'
    from generate_series(1, ${users}) n`);
  for (let first = 1; first <= payments; first += PAYMENTS_PER_STATEMENT) {
    await pool.query(`insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, payment_url, status,
        transaction_id, refunded_paisa, paid_at, created_at, updated_at)
      select gen_random_uuid(), u.id, p.id, p.price_paisa, p.duration_days, 'filled-' || n, 'http://localhost/',
        status, 'transaction-' || n, 0,
        case when status in ('COMPLETED', 'REFUNDED') then opened_at + interval '1 minute' end, opened_at, opened_at
      from (select n, now() - interval '400 days' + (n / 3) * (interval '399 days' / ${payments}) * 3 as opened_at,
          (case when n % 100 < 90 then 'COMPLETED' when n % 100 < 95 then 'EXPIRED' when n % 100 < 98 then 'REFUNDED'
            when n % 100 = 98 then 'CANCELED' when n % 1000 = 999 then 'NEEDS_REVIEW' when n % 1000 = 899 then 'PENDING'
            else 'INITIATED' end)::payment_status as status
        from generate_series(${first}, ${Math.min(payments, first + PAYMENTS_PER_STATEMENT - 1)}) n) n
      join (select id, row_number() over (order by id) as place from users) u on u.place = 1 + n % ${users}
      join (select *, row_number() over (order by price_paisa) as place from plans) p
        on p.place = case when n % 10 = 0 then 1 else 2 end`);
  }
  await pool.query(`insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at)
    select gen_random_uuid(), user_id, plan_id, id, paid_at, paid_at + duration_days * interval '1 day'
    from payments where status = 'COMPLETED'`);
  await pool.query(`insert into subscriptions (user_id, plan_id, starts_at, ends_at)
    select user_id, (array_agg(plan_id))[1], min(starts_at), max(ends_at) from periods group by user_id`);
  await pool.query(`insert into refunds (id, payment_id, origin, kind, amount_paisa, is_amount_confirmed, access, reason,
      status, evidence, done_at, created_at, updated_at)
    select gen_random_uuid(), id, 'OPERATOR', 'WHOLE', amount_paisa, true, 'REVOKE', 'Filled', 'DONE', 'ANSWER',
      paid_at, paid_at, paid_at
    from payments, generate_series(1, ${REFUNDS_OF_EACH}) where status = 'REFUNDED'`);
  await pool.query('vacuum analyze users, payments, periods, subscriptions, refunds');
}

const PAYMENTS_PER_STATEMENT = 50_000;
const REFUNDS_OF_EACH = 20;
