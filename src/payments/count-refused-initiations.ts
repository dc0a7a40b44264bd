import { type EntityManager } from '@mikro-orm/postgresql';
import { DAY_MS } from '../subscriptions/period.ts';

export interface RefusedInitiations {
  payments: number;
  customers: number;
  leastPaisa: number | null;
  mostPaisa: number | null;
  answer: string | null;
}

export async function countRefusedInitiations(em: EntityManager): Promise<RefusedInitiations> {
  const [counted] = await em.execute<[RefusedInitiations]>(
    `with refused as (
       select id, user_id, amount_paisa from payments
       where failure_code in ('GATEWAY_REFUSED', 'GATEWAY_MISCONFIGURED') and pidx is null and created_at > ?
     )
     select count(*)::int as payments, count(distinct user_id)::int as customers,
       min(amount_paisa) as "leastPaisa", max(amount_paisa) as "mostPaisa",
       (select body from gateway_answers where payment_id = (select id from refused order by id desc limit 1)
        order by received_at desc limit 1) as answer
     from refused`,
    [new Date(Date.now() - DAY_MS)],
  );
  return counted;
}
