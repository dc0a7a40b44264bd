import { type EntityManager } from '@mikro-orm/postgresql';

/** Everything that is stored about a person, as it is stored; without secrets, and without who the operators are. */
export async function exportMyData(em: EntityManager, userId: string): Promise<Record<string, unknown>> {
  const [row] = await em.execute<{ data: Record<string, unknown> }[]>(
    `with own as (select id from payments where user_id = ?)
     select jsonb_build_object(
       'account', (select to_jsonb(users) - 'password_hash' from users where id = ?),
       'sessions', (select coalesce(jsonb_agg(to_jsonb(open_sessions) order by started_at), '[]')
         from open_sessions where user_id = ?),
       'subscription', (select to_jsonb(subscriptions) from subscriptions where user_id = ?),
       'periods', (select coalesce(jsonb_agg(to_jsonb(periods) order by starts_at), '[]') from periods where user_id = ?),
       'payments', (select coalesce(jsonb_agg(to_jsonb(payments) order by id), '[]') from payments where id in (table own)),
       'gatewayAnswers', (select coalesce(jsonb_agg(to_jsonb(gateway_answers) order by received_at), '[]')
         from gateway_answers where payment_id in (table own)),
       'refunds', (select coalesce(jsonb_agg(to_jsonb(refunds) - 'author_id' - 'settled_by_id' order by id), '[]')
         from refunds where payment_id in (table own)),
       'receipts', (select coalesce(jsonb_agg(to_jsonb(receipts)
           || jsonb_build_object('customer_name', name, 'customer_email', email) order by id), '[]')
         from receipts left join receipt_recipients on receipt_id = id where payment_id in (table own)),
       'events', (select coalesce(jsonb_agg(to_jsonb(events) order by id), '[]') from events where user_id = ?)
     ) as data`,
    [userId, userId, userId, userId, userId, userId],
  );
  return row?.data ?? {};
}
