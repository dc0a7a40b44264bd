import { type EntityManager } from '@mikro-orm/postgresql';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';

/**
 * Keeps an answer of Khalti's, in `em`'s transaction. Of equal answers in a row only the first and the last are kept, so
 * that a payment that is looked up for months does not fill the table. Answers to outages count as equal whatever their
 * body, which often contains the time.
 */
export async function keepAnswer(em: EntityManager, paymentId: string, answer: KhaltiAnswer): Promise<void> {
  const { operation, httpStatus, body } = answer;
  await em.execute(
    `with answer (payment_id, operation, http_status, body, received_at) as (
       values (?::uuid, ?::text, ?::int, ?::text, ?::timestamptz)
     ), latest as (
       select kept.id, kept.received_at, (kept.operation, kept.http_status) = (answer.operation, answer.http_status)
         and (kept.body = answer.body or answer.http_status >= 500) as is_equal
       from gateway_answers kept join answer using (payment_id) order by kept.received_at desc limit 2
     ), repeated as (
       update gateway_answers set received_at = answer.received_at, body = answer.body from answer
       where gateway_answers.id = (select id from latest order by received_at desc limit 1)
         and (select count(*) from latest where is_equal) = 2
       returning 1
     )
     insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
     select gen_random_uuid(), * from answer where not exists (select from repeated)`,
    [paymentId, operation, httpStatus, body, new Date()],
  );
}
