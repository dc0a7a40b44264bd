import { type EntityManager } from '@mikro-orm/postgresql';

/** Returns whether the customer opens it for the first time. What is opened later is a copy. */
export async function openReceipt(em: EntityManager, receiptId: string): Promise<boolean> {
  const rows = await em.execute<object[]>(
    'insert into receipt_openings (receipt_id, opened_at) values (?, now()) on conflict do nothing returning receipt_id',
    [receiptId],
  );
  return rows.length > 0;
}
