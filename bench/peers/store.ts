import { randomUUID } from 'node:crypto';
import pg, { type PoolClient } from 'pg';
import { settings } from './settings.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

// Hand-written SQL through `pg`: one prepared statement for each step.

export const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: settings.poolSize });

export interface PlanRow {
  id: string;
  code: string;
  name: string;
  description: string;
  price_paisa: number;
  duration_days: number;
}

export interface SubscriptionRow {
  starts_at: Date;
  ends_at: Date;
  plan: PlanRow;
}

export interface PaymentRow {
  id: string;
  user_id: string;
  plan_id: string;
  amount_paisa: number;
  duration_days: number;
  pidx: string | null;
  payment_url: string | null;
  expires_at: Date | null;
  status: string;
  transaction_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export async function findPlans(): Promise<PlanRow[]> {
  const { rows } = await pool.query<PlanRow>({
    name: 'plans',
    text: `select id, code, name, description, price_paisa, duration_days from plans
           where not is_archived order by price_paisa, code`,
  });
  return rows;
}

/** With the plan of the period that runs now. */
export async function findSubscription(userId: string): Promise<SubscriptionRow | null> {
  const { rows } = await pool.query({
    name: 'subscription',
    text: `select s.starts_at, s.ends_at, p.id, p.code, p.name, p.description, p.price_paisa, p.duration_days
           from subscriptions s
           join plans p on p.id = coalesce(
             (select plan_id from periods
              where user_id = s.user_id and revoked_at is null and starts_at <= now()
              order by starts_at desc limit 1),
             s.plan_id)
           where s.user_id = $1`,
    values: [userId],
  });
  const [row] = rows;
  return row ? { starts_at: row.starts_at, ends_at: row.ends_at, plan: row } : null;
}

export interface Opened {
  payment: PaymentRow;
  planName: string;
  user: { name: string; email: string | null };
}

/** Saves the payment, and the job that follows it up, in one transaction. */
export async function createPayment(userId: string, planId: string): Promise<Opened | null> {
  return inTransaction(async (client) => {
    const plans = await client.query<PlanRow>({
      name: 'plan-on-sale',
      text: `select id, code, name, description, price_paisa, duration_days from plans
             where id = $1 and not is_archived`,
      values: [planId],
    });
    const users = await client.query<{ name: string; email: string | null }>({
      name: 'user',
      text: 'select name, email from users where id = $1',
      values: [userId],
    });
    const [plan] = plans.rows;
    const [user] = users.rows;
    if (!plan || !user) return null;
    const id = randomUUID();
    const { rows } = await client.query<PaymentRow>({
      name: 'create-payment',
      text: `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, status, refunded_paisa,
               opening_until, created_at, updated_at)
             values ($1, $2, $3, $4, $5, 'CREATED', 0, now() + interval '30 seconds', now(), now()) returning *`,
      values: [id, userId, planId, plan.price_paisa, plan.duration_days],
    });
    await addJobs(client, [{ name: 'followUpPayment', data: { paymentId: id }, key: id, afterMs: 45_000 }]);
    const [payment] = rows;
    return payment ? { payment, planName: plan.name, user } : null;
  });
}

interface Link {
  pidx: string;
  url: string;
  expiresAt: string;
  answer: string;
}

export async function openPayment(id: string, { pidx, url, expiresAt, answer }: Link): Promise<PaymentRow> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<PaymentRow>({
      name: 'open-payment',
      text: `update payments set status = 'INITIATED', pidx = $2, payment_url = $3, expires_at = $4,
               opening_until = null, updated_at = now()
             where id = $1 and status = 'CREATED' returning *`,
      values: [id, pidx, url, expiresAt],
    });
    await keepAnswer(client, id, 'initiate', answer);
    return required(rows[0]);
  });
}

export async function findPayment(userId: string, pidx: string): Promise<PaymentRow | null> {
  const { rows } = await pool.query<PaymentRow>({
    name: 'payment',
    text: 'select * from payments where pidx = $1 and user_id = $2',
    values: [pidx, userId],
  });
  return rows[0] ?? null;
}

interface Money {
  amountPaisa: number;
  transactionId: string;
  feePaisa: number | null;
  answer: string;
}

/** Settles and grants in one transaction, with locks on the payment and on the customer's subscription. */
export async function completePayment(id: string, money: Money): Promise<PaymentRow> {
  return inTransaction(async (client) => {
    const locked = await client.query<PaymentRow>({
      name: 'lock-payment',
      text: 'select * from payments where id = $1 for update',
      values: [id],
    });
    const payment = required(locked.rows[0]);
    if (payment.status !== 'INITIATED') return payment;
    if (money.amountPaisa !== payment.amount_paisa) throw new Error('NEEDS_REVIEW');
    await keepAnswer(client, id, 'lookup', money.answer);
    const completed = await client.query<PaymentRow>({
      name: 'complete-payment',
      text: `update payments set status = 'COMPLETED', transaction_id = $2, fee_paisa = $3, updated_at = now()
             where id = $1 returning *`,
      values: [id, money.transactionId, money.feePaisa],
    });
    const endsAt = await grantAccess(client, payment);
    const { user_id: userId } = payment;
    const end = endsAt.toISOString();
    const untilEndMs = endsAt.getTime() - Date.now();
    const reminders = [7, 1]
      .filter((daysBefore) => untilEndMs > daysBefore * DAY_MS)
      .map((daysBefore) => ({
        name: 'sendReminder',
        data: { userId, endsAt: end, daysBefore },
        key: `${userId}-${end}-${daysBefore}`,
        afterMs: untilEndMs - daysBefore * DAY_MS,
      }));
    const ended = { name: 'sendEnded', data: { userId, endsAt: end }, key: `${userId}-${end}`, afterMs: untilEndMs };
    const receipt = { name: 'sendReceipt', data: { paymentId: id }, key: null, afterMs: 0 };
    await addJobs(client, [receipt, ...reminders, ended]);
    await client.query({
      name: 'announce',
      text: "select pg_notify('payment_updated', $1)",
      values: [payment.pidx],
    });
    return required(completed.rows[0]);
  });
}

async function grantAccess(client: PoolClient, payment: PaymentRow): Promise<Date> {
  const now = new Date();
  const { rows } = await client.query<{ ends_at: Date }>({
    name: 'lock-subscription',
    text: `insert into subscriptions (user_id, plan_id, starts_at, ends_at) values ($1, $2, $3, $3)
           on conflict (user_id) do update set user_id = excluded.user_id returning ends_at`,
    values: [payment.user_id, payment.plan_id, now],
  });
  const until = required(rows[0]).ends_at;
  const startsAt = until > now ? until : now;
  const endsAt = new Date(startsAt.getTime() + payment.duration_days * DAY_MS);
  await client.query({
    name: 'create-period',
    text: `insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [randomUUID(), payment.user_id, payment.plan_id, payment.id, startsAt, endsAt],
  });
  await client.query({
    name: 'extend-subscription',
    text: `update subscriptions set plan_id = $2, ends_at = $3, starts_at = case when $4 then starts_at else $5 end
           where user_id = $1`,
    values: [payment.user_id, payment.plan_id, endsAt, until > now, now],
  });
  return endsAt;
}

async function keepAnswer(client: PoolClient, paymentId: string, operation: string, body: string): Promise<void> {
  await client.query({
    name: 'keep-answer',
    text: `insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
           values ($1, $2, $3, 200, $4, now())`,
    values: [randomUUID(), paymentId, operation, body],
  });
}

interface Job {
  name: string;
  data: object;
  key: string | null;
  afterMs: number;
}

async function addJobs(client: PoolClient, jobs: Job[]): Promise<void> {
  await client.query({
    name: 'add-jobs',
    text: `insert into pgboss.job (name, data, singleton_key, start_after, keep_until, policy, expire_seconds,
             deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max)
           select q.name, j.data, j.key, j.at, j.at + q.retention_seconds * interval '1 second', q.policy,
             q.expire_seconds, q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max
           from (select name, data, key, now() + "afterMs" * interval '1 millisecond' as at
                 from json_to_recordset($1) as x (name text, data jsonb, key text, "afterMs" float8)) j
           join pgboss.queue q on q.name = j.name
           on conflict do nothing`,
    values: [JSON.stringify(jobs)],
  });
}

async function inTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let failed: unknown;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    failed = error;
    await client.query('rollback');
    throw error;
  } finally {
    client.release(failed instanceof Error);
  }
}

function required<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('A required row is missing');
  return row;
}
