import { v7 as uuid } from 'uuid';
import { type Sql } from '../database/sql.ts';
import { unmanaged } from '../database/unmanaged.ts';
import { fiscalYearOf, inFiscalYears } from './fiscal-year.ts';
import { Receipt, ReceiptKind } from './receipt.ts';

export type NewReceipt = Omit<Receipt, 'id' | 'number' | 'fiscalYear' | 'serial'>;

const DIGITS = 6;

/**
 * Gives the receipt the next number of its kind and fiscal year, and saves it with its customer. One statement, because
 * receipts wait for each other until it is done. A number whose receipt is not saved is not taken.
 */
export async function numberAndSave(sql: Sql, receipt: NewReceipt): Promise<Receipt> {
  const id = uuid();
  const fiscalYear = fiscalYearOf(receipt.issuedAt);
  const given = { ...asColumns(receipt), id, fiscal_year: fiscalYear };
  // Named, so that a server of this version also writes after the next version has added a column.
  const columns = [...Object.keys(given), 'number', 'serial'];
  const prefix = `${receipt.kind === ReceiptKind.CREDIT_NOTE ? 'CN-' : ''}${inFiscalYears(fiscalYear)}-`;
  const { rows } = await sql.write<Pick<Receipt, 'number' | 'serial'>>({
    name: 'numberAndSaveReceipt',
    text: `with counter as (
        insert into receipt_counters (kind, fiscal_year, last) values ($1, $2, 1)
        on conflict (kind, fiscal_year) do update set last = receipt_counters.last + 1
        returning last as serial
      ), customer as (
        -- Locked, so that an erasure at the same moment finds what it must erase.
        select name, email from users where id = $3 and erased_at is null for share
      ), receipt as (
        insert into receipts (${columns.join(', ')})
        select ${columns.map((column) => `filled.${column}`).join(', ')} from (
          select serial, $4 || lpad(serial::text, greatest(${DIGITS}, length(serial::text)), '0') as number from counter
        ) numbered, jsonb_populate_record(null::receipts, $5::jsonb || to_jsonb(numbered)) filled
        returning id, number, serial
      ), recipient as (
        insert into receipt_recipients (receipt_id, name, email) select id, name, email from receipt, customer
      )
      select number, serial from receipt`,
    values: [receipt.kind, fiscalYear, receipt.payment.user.id, prefix, JSON.stringify(given)],
  });
  return unmanaged(Receipt, { ...receipt, id, fiscalYear, ...rows[0] });
}

function asColumns(receipt: NewReceipt): Record<string, unknown> {
  return {
    kind: receipt.kind,
    payment_id: receipt.payment.id,
    refund_id: receipt.refund?.id ?? null,
    receipt_number: receipt.receiptNumber,
    seller_name: receipt.sellerName,
    seller_address: receipt.sellerAddress,
    seller_pan: receipt.sellerPan,
    is_tax_invoice: receipt.isTaxInvoice,
    plan_name: receipt.planName,
    duration_days: receipt.durationDays,
    total_paisa: receipt.totalPaisa,
    vat_paisa: receipt.vatPaisa,
    transaction_id: receipt.transactionId,
    paid_at: receipt.paidAt,
    issued_at: receipt.issuedAt,
  };
}
