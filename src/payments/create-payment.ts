import { type Sql } from '../database/sql.ts';
import { addJobs, jobsAsJson } from '../queue/add-jobs.ts';
import { type NewJob } from '../queue/job-data.ts';
import { followUpPriority } from './follow-up-priority.ts';
import { type Payment } from './payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, toPayment } from './payment-columns.ts';
import { PaymentStatus } from './payment-status.ts';

export interface NewPayment {
  id: string;
  userId: string;
  planId: string;
  idempotencyKey: string | null;
  openingUntil: Date;
  /** The price that the customer has seen, in paisa. Null: any. */
  expectedPricePaisa: number | null;
  despitePending: boolean;
  returnUrl: string;
}

type Row = PaymentRow & { userName: string; email: string | null };

/**
 * Saves a payment and its follow-up job in one statement, which copies the plan's current price and length. Returns null
 * if there is no such user, the user is blocked, there is no such plan on sale, it has another price than expected, a payment is pending, or there is
 * already a payment with this key.
 */
export async function createPayment(sql: Sql, payment: NewPayment, followUp: NewJob): Promise<Payment | null> {
  const { id, userId, planId, idempotencyKey, openingUntil, expectedPricePaisa, despitePending, returnUrl } = payment;
  const { rows } = await sql.write<Row>({
    name: 'createPayment',
    text: `with payment as (
        insert into payments (id, user_id, plan_id, amount_paisa, duration_days, plan_name, status, refunded_paisa,
          idempotency_key, opening_until, return_url, created_at, updated_at)
        select $1, u.id, p.id, p.price_paisa, p.duration_days, p.name, $2, 0, $5, $6, $11, $7, $7
        from users u, plans p
        where u.id = $3 and p.id = $4 and not p.is_archived and u.blocked_at is null and u.erased_at is null
          and ($9::int is null or p.price_paisa = $9)
          and ($10::int = 1 or not exists (select from payments where user_id = $3 and status = 'PENDING'))
        -- As the foreign key does, but before: of a customer who is blocked at this moment, the row is read again.
        for key share of u
        on conflict (user_id, idempotency_key) do nothing
        returning *
      ), job as (${addJobs('$8', { condition: 'exists (select from payment)', priority: followUpPriority('$3') })})
      select ${PAYMENT_COLUMNS}, (select name from users where id = user_id) as "userName",
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
      expectedPricePaisa,
      despitePending ? 1 : 0,
      returnUrl,
    ],
  });
  return rows[0] ? fromRow(rows[0]) : null;
}

function fromRow({ userName, email, ...columns }: Row): Payment {
  const payment = toPayment(columns);
  Object.assign(payment.user, { name: userName, email });
  return payment;
}
