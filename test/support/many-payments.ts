import { type Pool } from 'pg';

/** Adds users with completed payments of the plan `basic`, so that PostgreSQL prefers an index to a full scan. */
export async function addManyPayments(pool: Pool, { users, each }: { users: number; each: number }): Promise<void> {
  await pool.query(
    `insert into users (id, email, name, created_at)
     select gen_random_uuid(), 'user' || n || '@example.com', 'User', now() from generate_series(1, $1::int) n`,
    [users],
  );
  await pool.query(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, pidx, payment_url, status,
       transaction_id, refunded_paisa, created_at, updated_at)
     select gen_random_uuid(), u.id, p.id, p.price_paisa, p.duration_days, 'pidx-' || u.email || n, 'http://localhost/',
       'COMPLETED', 'transaction-' || u.email || n, 0, now() - interval '1 year', now() - interval '1 year'
     from users u, plans p, generate_series(1, $1::int) n where p.code = 'basic'`,
    [each],
  );
  await pool.query(`insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at)
    select gen_random_uuid(), user_id, plan_id, id, now(), now() + duration_days * interval '1 day' from payments`);
  await pool.query(`insert into subscriptions (user_id, plan_id, starts_at, ends_at)
    select distinct on (user_id) user_id, plan_id, starts_at, ends_at from periods`);
  await pool.query('vacuum analyze users, payments, periods, subscriptions');
}
