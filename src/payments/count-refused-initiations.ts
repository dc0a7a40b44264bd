import { type EntityManager } from '@mikro-orm/postgresql';
import { DAY_MS } from '../subscriptions/period.ts';

export interface RefusedInitiations {
  payments: number;
  customers: number;
  leastPaisa: number | null;
  mostPaisa: number | null;
  /** When the first of these customers tried to pay. */
  since: Date | null;
  answer: string | null;
}

/** `codes`: the errors that count. GATEWAY_MISCONFIGURED: Khalti refuses our key, or has no such path. */
export async function countRefusedInitiations(
  em: EntityManager,
  codes: readonly string[] = ['GATEWAY_REFUSED', 'GATEWAY_MISCONFIGURED'],
): Promise<RefusedInitiations> {
  const [counted] = await em.execute<[Omit<RefusedInitiations, 'since'> & { since: string | null }]>(
    `with refused as (
       select id, user_id, amount_paisa, created_at from payments
       where failure_code in (${codes.map(() => '?').join(', ')}) and pidx is null and created_at > ?
     )
     select count(*)::int as payments, count(distinct user_id)::int as customers,
       min(amount_paisa) as "leastPaisa", max(amount_paisa) as "mostPaisa", min(created_at) as since,
       (select body from gateway_answers where payment_id = (select id from refused order by id desc limit 1)
        order by received_at desc limit 1) as answer
     from refused`,
    [...codes, new Date(Date.now() - DAY_MS)],
  );
  // MikroORM configures the pool to return instants as text.
  return { ...counted, since: counted.since === null ? null : new Date(counted.since) };
}
