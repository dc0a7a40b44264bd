import { type EntityManager } from '@mikro-orm/postgresql';
import { type Sql } from '../database/sql.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { type Payment } from './payment.ts';

// Keeps the row `answer`.
const KEEP = `latest as (
    select kept.id, kept.received_at, (kept.operation, kept.http_status) = (answer.operation, answer.http_status)
      and (kept.body = answer.body or answer.http_status >= 500) as is_equal
    from gateway_answers kept join answer using (payment_id) order by kept.received_at desc limit 2
  ), repeated as (
    update gateway_answers set received_at = answer.received_at, body = answer.body from answer
    where gateway_answers.id = (select id from latest order by received_at desc limit 1)
      and (select count(*) from latest where is_equal) = 2
    returning 1
  ), kept as (
    insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
    select gen_random_uuid(), * from answer where not exists (select from repeated)
  )`;
const COLUMNS = 'payment_id, operation, http_status, body, received_at';

const KEEP_IF_UNCHANGED = {
  name: 'keepAnswerIfUnchanged',
  text: `with payment as (
      select id from payments where id = $1 and status = $2 and failure_code is null
    ), answer (${COLUMNS}) as (
      select id, $3::text, $4::int, $5::text, $6::timestamptz from payment
    ), ${KEEP} select 1 from payment`,
};

/**
 * Keeps an answer of Khalti's, in `em`'s transaction. Of equal answers in a row only the first and the last are kept, so
 * that a payment that is looked up for months does not fill the table. Answers to outages count as equal whatever their
 * body, which often contains the time.
 */
export async function keepAnswer(em: EntityManager, paymentId: string, answer: KhaltiAnswer): Promise<void> {
  const { operation, httpStatus, body } = answer;
  await em.execute(
    `with answer (${COLUMNS}) as (values (?::uuid, ?::text, ?::int, ?::text, ?::timestamptz)), ${KEEP} select 1`,
    [paymentId, operation, httpStatus, body, new Date()],
  );
}

/** In a statement of its own, if the payment is as it was read, without a fault. Returns whether it is. */
export async function keepAnswerIfUnchanged(sql: Sql, payment: Payment, answer: KhaltiAnswer): Promise<boolean> {
  const { operation, httpStatus, body } = answer;
  const now = new Date().toISOString();
  const values = [payment.id, payment.status, operation, httpStatus, body, now];
  const { rowCount } = await sql.write({ ...KEEP_IF_UNCHANGED, values });
  return rowCount === 1;
}
