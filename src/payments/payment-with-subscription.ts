import { type BatchedStatement, type Sql } from '../database/sql.ts';
import { unmanaged } from '../database/unmanaged.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { type Payment } from './payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, toPayment } from './payment-columns.ts';

/** A payment and its customer's access, read together. `subscription` is null if the customer never had access. */
export interface PaymentWithSubscription {
  payment: Payment;
  subscription: Subscription | null;
  isBlocked: boolean;
}

const SELECT = `select ${PAYMENT_COLUMNS}, "accessFrom", "accessUntil",
    exists (select from users where users.id = payments.user_id and blocked_at is not null) as "isBlocked"
  from payments
  left join (
    select user_id, starts_at as "accessFrom", ends_at as "accessUntil" from subscriptions
  ) access using (user_id)`;

const FIND: BatchedStatement = {
  name: 'findPaymentWithSubscription',
  asked: { user_id: 'uuid', pidx: 'text' },
  text: `${SELECT} where user_id = asked.user_id and pidx = asked.pidx`,
};

type Row = PaymentRow & { accessFrom: Date | null; accessUntil: Date | null; isBlocked: boolean };

export async function findPaymentWithSubscription(
  sql: Sql,
  userId: string,
  pidx: string,
): Promise<PaymentWithSubscription | null> {
  const row = await sql.readBatched<Row>(FIND, [userId, pidx]);
  return row && fromRow(row);
}

export async function readPaymentWithSubscription(sql: Sql, paymentId: string): Promise<PaymentWithSubscription> {
  const found = await findPaymentById(sql, paymentId);
  if (!found) throw new Error(`There is no payment ${paymentId}`);
  return found;
}

/** Any customer's. */
export async function findPaymentById(sql: Sql, paymentId: string): Promise<PaymentWithSubscription | null> {
  const { rows } = await sql.read<Row>({
    name: 'findPaymentById',
    text: `${SELECT} where id = $1`,
    values: [paymentId],
  });
  return rows[0] ? fromRow(rows[0]) : null;
}

function fromRow({ accessFrom, accessUntil, isBlocked, ...columns }: Row): PaymentWithSubscription {
  const payment = toPayment(columns);
  const { user, plan } = payment;
  const subscription =
    accessFrom && accessUntil && unmanaged(Subscription, { user, plan, startsAt: accessFrom, endsAt: accessUntil });
  return { payment, subscription, isBlocked };
}
