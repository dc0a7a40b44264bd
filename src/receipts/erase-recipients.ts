import { type EntityManager } from '@mikro-orm/postgresql';

/** Removes the customer from their receipts. Numbers and sums stay. */
export async function eraseRecipients(em: EntityManager, userId: string): Promise<void> {
  await em.execute(
    `delete from receipt_recipients where receipt_id in (
       select receipts.id from receipts join payments on payments.id = payment_id where user_id = ?)`,
    [userId],
  );
}
