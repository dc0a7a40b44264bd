import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { type BatchedStatement, type Sql } from '../database/sql.ts';
import { Receipt } from './receipt.ts';
import { type ReceiptFacts } from './receipt-link.ts';
import { ReceiptRecipient } from './receipt-recipient.ts';

const OF_PAYMENT: BatchedStatement = {
  name: 'findReceiptsOfPayment',
  asked: { payment_id: 'uuid' },
  text: `select json_agg(json_build_object('kind', kind, 'number', number, 'totalPaisa', total_paisa,
      'issuedAt', issued_at) order by id) as receipts from receipts where payment_id = asked.payment_id`,
};

type Row = { receipts: (Omit<ReceiptFacts, 'issuedAt'> & { issuedAt: string })[] | null };

/** The receipt, then the credit notes. Payments of the same request share one statement. */
export async function findReceiptsOf(sql: Sql, paymentId: string): Promise<ReceiptFacts[]> {
  const row = await sql.readBatched<Row>(OF_PAYMENT, [paymentId]);
  return (row?.receipts ?? []).map((receipt) => ({ ...receipt, issuedAt: new Date(receipt.issuedAt) }));
}

export interface ReceiptWithRecipient {
  receipt: Receipt;
  /** Null after an erasure. */
  recipient: ReceiptRecipient | null;
}

/** By number or id. Null if there is none. */
export async function findReceipt(em: EntityManager, key: string): Promise<ReceiptWithRecipient | null> {
  const which = isUuid(key) ? { id: key } : { number: key };
  const receipt = await em.findOne(Receipt, which, { populate: ['payment'] });
  return receipt && { receipt, recipient: await em.findOne(ReceiptRecipient, { receiptId: receipt.id }) };
}
