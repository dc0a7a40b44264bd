import { type Sql } from '../database/sql.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

/** Saves an opened payment and Khalti's answer. Returns false, and saves nothing, if it is no longer `CREATED`. */
export async function saveOpened(sql: Sql, payment: Payment, answer: KhaltiAnswer): Promise<boolean> {
  const { rowCount } = await sql.write({
    name: 'saveOpened',
    text: `with payment as (
        update payments set status = $2, pidx = $3, payment_url = $4, expires_at = $5, opening_until = null,
          failure_code = null, updated_at = $6, gateway = $11
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
      payment.gateway,
    ],
  });
  return rowCount === 1;
}
