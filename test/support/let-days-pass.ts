import { type App } from './app.ts';
import { type Customer } from './customer.ts';

/** As if the customer had bought everything earlier. */
export async function letDaysPass(app: App, customer: Pick<Customer, 'id'>, days: number): Promise<void> {
  const past = `interval '${days * 24} hours'`;
  await app.services.orm.em.fork().transactional(async (em) => {
    await em.execute(
      `update periods set starts_at = starts_at - ${past}, ends_at = ends_at - ${past},
         revoked_at = revoked_at - ${past} where user_id = ?`,
      [customer.id],
    );
    await em.execute(
      `update exchanges set exchanged_at = exchanged_at - ${past}
       where payment_id in (select id from payments where user_id = ?)`,
      [customer.id],
    );
    await em.execute(
      `update subscriptions set starts_at = starts_at - ${past}, ends_at = ends_at - ${past} where user_id = ?`,
      [customer.id],
    );
  });
}
