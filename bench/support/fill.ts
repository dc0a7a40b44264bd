import { type Pool } from 'pg';

export const STANDARD_DATA = { users: 10_000, payments: 100_000 };
// Small enough for the statement timeout.
const PAYMENTS_PER_STATEMENT = 50_000;

/**
 * Creates customers with an equal number of completed payments of the plan `basic`, and the consecutive periods that
 * they granted. Every customer has access now.
 */
export async function fill(pool: Pool, { users, payments }: { users: number; payments: number }): Promise<void> {
  await pool.query(`insert into users (id, email, name, created_at)
    select gen_random_uuid(), 'user' || n || '@example.com', 'User ' || n, now() from generate_series(1, ${users}) n`);
  for (let first = 1; first <= payments; first += PAYMENTS_PER_STATEMENT) {
    await pool.query(`insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, payment_url, status,
        transaction_id, refunded_paisa, created_at, updated_at)
      select gen_random_uuid(), u.id, p.id, p.price_paisa, p.duration_days, 'pidx-' || n, 'http://localhost/',
        'COMPLETED', 'transaction-' || n, 0, now() - interval '1 year', now() - interval '1 year'
      from generate_series(${first}, ${Math.min(payments, first + PAYMENTS_PER_STATEMENT - 1)}) n
      join (select id, row_number() over () as place from users) u on u.place = 1 + n % ${users}
      join plans p on p.code = 'basic'`);
  }
  await pool.query(`insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at)
    select gen_random_uuid(), user_id, plan_id, id, start, start + interval '720 hours'
    from (select *, date_trunc('milliseconds', now()) - interval '15 days' + (place - 1) * interval '720 hours' as start
          from (select *, row_number() over (partition by user_id order by id) as place from payments) p) p`);
  await pool.query(`insert into subscriptions (user_id, plan_id, starts_at, ends_at)
    select user_id, (array_agg(plan_id))[1], min(starts_at), max(ends_at) from periods group by user_id`);
  await pool.query('vacuum analyze users, payments, periods, subscriptions');
}
