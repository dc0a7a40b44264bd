import { type Sql } from '../database/sql.ts';
import { unmanaged } from '../database/unmanaged.ts';
import { type User } from '../users/user.ts';
import { Period } from './period.ts';
import { type Plan } from './plan.ts';

const COLUMNS = `id, user_id as "userId", plan_id as "planId", source, payment_id as "paymentId", starts_at as "startsAt",
  ends_at as "endsAt"`;
// Far more than one customer has.
const MAX_PERIODS = 100;

type Row = Pick<Period, 'id' | 'source' | 'paymentId' | 'startsAt' | 'endsAt'> & { userId: string; planId: string };

const OF_PAYMENT = {
  name: 'findPeriodOfPayment',
  asked: { payment_id: 'uuid' },
  text: `select ${COLUMNS} from periods where payment_id = asked.payment_id and revoked_at is null`,
};

/** A customer's periods that are not over, in the order in which they run. */
export async function readPeriodsLeft(sql: Sql, userId: string): Promise<Period[]> {
  const { rows } = await sql.read<Row>({
    name: 'readPeriodsLeft',
    text: `select ${COLUMNS} from periods where user_id = $1 and revoked_at is null and ends_at > now()
      order by starts_at limit ${MAX_PERIODS}`,
    values: [userId],
  });
  return rows.map(fromRow);
}

/** The access that a payment has granted; null if it has granted none, or does not grant it any more. */
export async function readPeriodOf(sql: Sql, paymentId: string): Promise<Period | null> {
  const row = await sql.readBatched<Row>(OF_PAYMENT, [paymentId]);
  return row && fromRow(row);
}

function fromRow({ userId, planId, ...columns }: Row): Period {
  return unmanaged(Period, { ...columns, user: { id: userId } as User, plan: { id: planId } as Plan });
}
