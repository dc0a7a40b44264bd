import { type EntityManager } from '@mikro-orm/postgresql';
import { FOLLOW_UNKNOWN_FOR_MS } from './next-follow-up.ts';

export interface UnknownPayments {
  payments: number;
  givenUp: number;
  amountPaisa: number;
  openedFrom: Date | null;
  openedUntil: Date | null;
  answer: string | null;
}

/** The payments for which Khalti's last answer was that it does not know them. Refunded ones do not matter any more. */
export async function countUnknownPayments(em: EntityManager): Promise<UnknownPayments> {
  const [row] = await em.execute<[UnknownPayments & { openedFrom: string | null; openedUntil: string | null }]>(
    `with unknown as (
       select id, amount_paisa, created_at,
         status not in ('COMPLETED', 'PARTIALLY_REFUNDED') and created_at < ? as is_given_up
       from payments
       where failure_code = 'GATEWAY_REFUSED' and pidx is not null and status <> 'REFUNDED'
     )
     select count(*)::int as payments, (count(*) filter (where is_given_up))::int as "givenUp",
       coalesce(sum(amount_paisa), 0)::float8 as "amountPaisa",
       min(created_at) as "openedFrom", max(created_at) as "openedUntil",
       (select body from gateway_answers where payment_id = (select id from unknown order by id desc limit 1)
        order by received_at desc limit 1) as answer
     from unknown`,
    [new Date(Date.now() - FOLLOW_UNKNOWN_FOR_MS)],
  );
  return { ...row, openedFrom: toDate(row.openedFrom), openedUntil: toDate(row.openedUntil) };
}

/** MikroORM configures the pool to return instants as text. */
function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
