import { detached } from '../detached.ts';
import { type Answer } from '../errors.ts';
import { addJobs, jobsAsJson, type NewJob } from '../job-queue.ts';
import { isDivisionByZero, type Sql } from '../sql.ts';
import { type Period } from '../subscriptions/period.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { type User } from '../users/user.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

// The way that nearly every payment goes, in as few statements as there are moments at which something must be safe:
// written by hand and prepared by name, because they decide what a checkout costs. Whatever goes another way is left to
// units of work. What is decided is decided by the entities; these read and save.

/** Under this name every change of a payment's status is announced, with its pidx. */
export const PAYMENT_UPDATED = 'payment_updated';

const COLUMNS = `id, user_id as "userId", plan_id as "planId", amount_paisa as "amountPaisa",
  duration_days as "durationDays", pidx, payment_url as "paymentUrl", expires_at as "expiresAt", status,
  transaction_id as "transactionId", fee_paisa as "feePaisa", refunded_paisa as "refundedPaisa",
  idempotency_key as "idempotencyKey", opening_until as "openingUntil", failure_code as "failureCode",
  created_at as "createdAt", updated_at as "updatedAt"`;

type Row = Omit<Payment, 'user' | 'plan'> & { userId: string; planId: string };

function toPayment({ userId, planId, ...columns }: Row): Payment {
  return detached(Payment, { ...columns, user: { id: userId } as User, plan: { id: planId } as Plan });
}

const STANDING = `select ${COLUMNS}, "accessFrom", "accessUntil"
  from payments
  left join (
    select user_id, starts_at as "accessFrom", ends_at as "accessUntil" from subscriptions
  ) access using (user_id)`;

const FIND_STANDING = {
  name: 'findStanding',
  asked: { user_id: 'uuid', pidx: 'text' },
  text: `${STANDING} where user_id = asked.user_id and pidx = asked.pidx`,
};

type StandingRow = Row & { accessFrom: Date | null; accessUntil: Date | null };

function toStanding({ accessFrom, accessUntil, ...columns }: StandingRow): Standing {
  const payment = toPayment(columns);
  const { user, plan } = payment;
  const subscription =
    accessFrom && accessUntil && detached(Subscription, { user, plan, startsAt: accessFrom, endsAt: accessUntil });
  return { payment, subscription };
}

/** A payment, and where the access of its customer stands; null where there never was any. */
export interface Standing {
  payment: Payment;
  subscription: Subscription | null;
}

/** Of this user's payment; null for an unknown one or somebody else's. */
export async function findStanding(sql: Sql, userId: string, pidx: string): Promise<Standing | null> {
  const row = await sql.readTogether<StandingRow>(FIND_STANDING, [userId, pidx]);
  return row && toStanding(row);
}

export async function readStanding(sql: Sql, paymentId: string): Promise<Standing> {
  const { rows } = await sql.read<StandingRow>({
    name: 'readStanding',
    text: `${STANDING} where id = $1`,
    values: [paymentId],
  });
  if (!rows[0]) throw new Error(`There is no payment ${paymentId}`);
  return toStanding(rows[0]);
}

export interface NewPayment {
  id: string;
  userId: string;
  planId: string;
  idempotencyKey: string | null;
  openingUntil: Date;
}

/**
 * Saves a payment with the price and the length of its plan as they are at this moment, and the job that follows it up.
 * Null where there is no such plan on sale, no such user, or a payment with this key already.
 */
export async function createPayment(sql: Sql, payment: NewPayment, followUp: NewJob): Promise<Payment | null> {
  const { id, userId, planId, idempotencyKey, openingUntil } = payment;
  const { rows } = await sql.write<Row & { planName: string; userName: string; email: string | null }>({
    name: 'createPayment',
    text: `with payment as (
        insert into payments (id, user_id, plan_id, amount_paisa, duration_days, status, refunded_paisa,
          idempotency_key, opening_until, created_at, updated_at)
        select $1, u.id, p.id, p.price_paisa, p.duration_days, $2, 0, $5, $6, $7, $7
        from users u, plans p
        where u.id = $3 and p.id = $4 and not p.is_archived
        on conflict (user_id, idempotency_key) do nothing
        returning *
      ), job as (${addJobs('$8', 'exists (select from payment)')})
      select ${COLUMNS}, (select name from plans where id = plan_id) as "planName",
        (select name from users where id = user_id) as "userName",
        (select email from users where id = user_id) as email
      from payment`,
    values: [
      id,
      PaymentStatus.CREATED,
      userId,
      planId,
      idempotencyKey,
      openingUntil.toISOString(),
      new Date().toISOString(),
      jobsAsJson([followUp]),
    ],
  });
  const [row] = rows;
  if (!row) return null;
  const { planName, userName, email, ...columns } = row;
  const created = toPayment(columns);
  Object.assign(created.plan, { name: planName });
  Object.assign(created.user, { name: userName, email });
  return created;
}

/** Saves a payment that was opened, and what Khalti said. False where it is no longer `CREATED`: nothing is saved. */
export async function saveOpened(sql: Sql, payment: Payment, answer: Answer): Promise<boolean> {
  const { rowCount } = await sql.write({
    name: 'saveOpened',
    text: `with payment as (
        update payments set status = $2, pidx = $3, payment_url = $4, expires_at = $5, opening_until = null,
          failure_code = null, updated_at = $6
        where id = $1 and status = $7
        returning id
      )
      insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
      select gen_random_uuid(), id, $8, $9, $10, $6 from payment`,
    values: [
      payment.id,
      payment.status,
      payment.pidx,
      payment.paymentUrl,
      payment.expiresAt?.toISOString() ?? null,
      payment.updatedAt.toISOString(),
      PaymentStatus.CREATED,
      answer.operation,
      answer.httpStatus,
      answer.body,
    ],
  });
  return rowCount === 1;
}

export interface Completion {
  /** As they were read. */
  was: { status: PaymentStatus; accessUntil: Date | null };
  payment: Payment;
  period: Period;
  subscription: Subscription;
  answer: Answer;
  jobs: NewJob[];
}

/**
 * Saves at one moment, under the locks of the rows that it changes, all that follows from a payment that was completed:
 * the payment, the days that it grants, what Khalti said, and the jobs; and announces it. False, and nothing is saved,
 * where the payment or the customer's access is no longer as it was read.
 */
export async function saveCompleted(sql: Sql, completion: Completion): Promise<boolean> {
  const { was, payment, period, subscription, answer, jobs } = completion;
  const statement = {
    name: 'saveCompleted',
    text: `with payment as (
        update payments set status = $2, transaction_id = $3, fee_paisa = $4, updated_at = $5
        where id = $1 and status = $6
        returning id, user_id, plan_id, pidx
      ), access as (
        insert into subscriptions (user_id, plan_id, starts_at, ends_at)
        select user_id, plan_id, $7, $8 from payment
        on conflict (user_id) do update
        set plan_id = excluded.plan_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at
        where date_trunc('milliseconds', subscriptions.ends_at) = $9
        returning user_id
      ), period as (
        insert into periods (id, user_id, plan_id, payment_id, starts_at, ends_at)
        select $10, user_id, plan_id, id, $11, $8 from payment
      ), answer as (
        insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
        select gen_random_uuid(), id, $12, $13, $14, $5 from payment
      ), jobs as (${addJobs('$15', 'exists (select from payment)')}),
      announced as (select pg_notify('${PAYMENT_UPDATED}', pidx) from payment)
      -- Without a row in access all of it has to fail.
      select 1 / (select count(*) from access) from announced`,
    values: [
      payment.id,
      payment.status,
      payment.transactionId,
      payment.feePaisa,
      payment.updatedAt.toISOString(),
      was.status,
      subscription.startsAt.toISOString(),
      subscription.endsAt.toISOString(),
      was.accessUntil?.toISOString() ?? null,
      period.id,
      period.startsAt.toISOString(),
      answer.operation,
      answer.httpStatus,
      answer.body,
      jobsAsJson(jobs),
    ],
  };
  try {
    const { rowCount } = await sql.write(statement);
    return rowCount === 1;
  } catch (error) {
    if (isDivisionByZero(error)) return false;
    throw error;
  }
}
