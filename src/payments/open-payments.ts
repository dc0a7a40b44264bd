import { type BatchedStatement, type Sql } from '../database/sql.ts';
import { type Payment } from './payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, toPayment } from './payment-columns.ts';
import { PaymentStatus } from './payment-status.ts';

const MAX_PAYMENTS = 100;

const BY_ID: BatchedStatement = {
  name: 'findPaymentById',
  asked: { id: 'uuid' },
  text: `select ${PAYMENT_COLUMNS.replace(/^id/, 'payments.id')} from payments where payments.id = asked.id`,
};

/** The customer's payments that can still be paid, or that Khalti is processing, newest first. */
export async function readOpenPayments(sql: Sql, userId: string): Promise<Payment[]> {
  const { rows } = await sql.read<PaymentRow>({
    name: 'readOpenPayments',
    text: `select ${PAYMENT_COLUMNS} from payments where user_id = $1 and (status = '${PaymentStatus.PENDING}'
        or status = '${PaymentStatus.INITIATED}' and expires_at > now())
      order by id desc limit ${MAX_PAYMENTS}`,
    values: [userId],
  });
  return rows.map(toPayment);
}

export async function readPayment(sql: Sql, id: string): Promise<Payment | null> {
  const row = await sql.readBatched<PaymentRow>(BY_ID, [id]);
  return row && toPayment(row);
}
