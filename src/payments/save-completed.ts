import { isDivisionByZero, type Sql } from '../database/sql.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { addJobs, jobsAsJson } from '../queue/add-jobs.ts';
import { type NewJob } from '../queue/job-data.ts';
import { type Period } from '../subscriptions/period.ts';
import { type Subscription } from '../subscriptions/subscription.ts';
import { type Payment } from './payment.ts';
import { type PaymentStatus } from './payment-status.ts';
import { PAYMENT_UPDATED } from './payment-updates.ts';
import { type ReviewDecision } from './review-reason.ts';

export interface Completion {
  was: { status: PaymentStatus; reviewDecision: ReviewDecision | null; accessUntil: Date | null };
  payment: Payment;
  period: Period;
  subscription: Subscription;
  answer: KhaltiAnswer;
  jobs: NewJob[];
}

/**
 * Saves in one statement all that follows from a completed payment: the payment, its days of access, Khalti's answer, the
 * jobs and the notification. Returns false, and saves nothing, if the payment or the access has changed since it was read,
 * or if the customer is blocked.
 */
export async function saveCompleted(sql: Sql, completion: Completion): Promise<boolean> {
  const { was, payment, period, subscription, answer, jobs } = completion;
  const statement = {
    name: 'saveCompleted',
    text: `with payment as (
        update payments set status = $2, transaction_id = $3, fee_paisa = $4, failure_code = null, paid_at = $5,
          updated_at = $5
        where id = $1 and status = $6 and review_decision is not distinct from $16
          and not exists (select from users where users.id = payments.user_id and blocked_at is not null)
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
      ), jobs as (${addJobs('$15', { condition: 'exists (select from payment)' })}),
      announced as (select pg_notify('${PAYMENT_UPDATED}', pidx) from payment)
      -- If no row was written to access, this division makes the whole statement fail.
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
      was.reviewDecision,
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
