import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Payment } from '../payments/payment.ts';
import { Refund, RefundKind, RefundOrigin } from '../payments/refund.ts';
import { RefundStatus } from '../payments/refund-status.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { fiscalYearOf, inFiscalYears } from './fiscal-year.ts';
import { Receipt, ReceiptKind } from './receipt.ts';
import { ReceiptRecipient } from './receipt-recipient.ts';

const { RECEIPT, CREDIT_NOTE } = ReceiptKind;
const DIGITS = 6;

/** The receipt of a paid payment, numbered and saved if there is none yet. Safe to repeat. Null if it is not paid. */
export function issueReceipt({ orm, shop }: Services, paymentId: string): Promise<Receipt | null> {
  return orm.em.fork().transactional((em) => receiptOf(em, shop, paymentId));
}

/** The credit note of a refund, after the receipt of its payment. Null while its sum is not known. */
export function issueCreditNote({ orm, shop }: Services, refundId: string): Promise<Receipt | null> {
  return orm.em.fork().transactional(async (em) => {
    const refund = await em.findOneOrFail(Refund, refundId);
    if (!isSumKnown(refund)) return null;
    const receipt = await receiptOf(em, shop, refund.payment.id);
    return receipt && creditNoteOf(em, receipt, refund.id);
  });
}

async function receiptOf(em: EntityManager, shop: Services['shop'], paymentId: string): Promise<Receipt | null> {
  const existing = { payment: paymentId, kind: RECEIPT };
  const found = await em.findOne(Receipt, existing);
  if (found) return found;
  const issuedAt = new Date();
  const counter = await lockCounter(em, RECEIPT, issuedAt);
  // Issued while this one waited for its turn.
  const issued = await em.findOne(Receipt, existing);
  if (issued) return issued;
  const payment = await em.findOneOrFail(Payment, paymentId, { populate: ['plan'], refresh: true });
  if (payment.paidAt === null) return null;
  const { isVatRegistered, name: sellerName, address: sellerAddress, pan: sellerPan, isTaxInvoice } = shop;
  const { amountPaisa: totalPaisa, durationDays, transactionId, paidAt, plan, planName } = payment;
  return save(em, payment, counter, {
    refund: null,
    receiptNumber: null,
    sellerName,
    sellerAddress,
    sellerPan,
    isTaxInvoice,
    planName: planName ?? plan.name,
    durationDays,
    totalPaisa,
    vatPaisa: isVatRegistered ? vatIn(totalPaisa) : null,
    transactionId,
    paidAt,
    issuedAt,
  });
}

/** With the seller and the VAT of the receipt that it corrects. */
async function creditNoteOf(em: EntityManager, receipt: Receipt, refundId: string): Promise<Receipt> {
  const found = await em.findOne(Receipt, { refund: refundId });
  if (found) return found;
  const issuedAt = new Date();
  const counter = await lockCounter(em, CREDIT_NOTE, issuedAt);
  const issued = await em.findOne(Receipt, { refund: refundId });
  if (issued) return issued;
  const refund = await em.findOneOrFail(Refund, refundId, { populate: ['payment'], refresh: true });
  const { sellerName, sellerAddress, sellerPan, isTaxInvoice, planName, durationDays, transactionId } = receipt;
  const totalPaisa = Number(refund.amountPaisa);
  return save(em, refund.payment, counter, {
    refund,
    receiptNumber: receipt.number,
    sellerName,
    sellerAddress,
    sellerPan,
    isTaxInvoice,
    planName,
    durationDays,
    totalPaisa,
    vatPaisa: receipt.vatPaisa === null ? null : vatIn(totalPaisa),
    transactionId,
    paidAt: refund.doneAt ?? issuedAt,
    issuedAt,
  });
}

interface Counter {
  kind: ReceiptKind;
  fiscalYear: number;
  last: number;
}

/** One receipt after the other. A number that is not saved is not taken. */
async function lockCounter(em: EntityManager, kind: ReceiptKind, issuedAt: Date): Promise<Counter> {
  const key = [kind, fiscalYearOf(issuedAt)];
  await em.execute(
    'insert into receipt_counters (kind, fiscal_year, last) values (?, ?, 0) on conflict do nothing',
    key,
  );
  const [counter] = await em.execute<Counter[]>(
    'select kind, fiscal_year as "fiscalYear", last from receipt_counters where kind = ? and fiscal_year = ? for update',
    key,
  );
  return counter as Counter;
}

type Printed = Omit<Receipt, 'id' | 'kind' | 'number' | 'fiscalYear' | 'serial' | 'payment'>;

async function save(
  em: EntityManager,
  payment: Payment,
  { kind, fiscalYear, last }: Counter,
  printed: Printed,
): Promise<Receipt> {
  const serial = last + 1;
  const number = `${kind === CREDIT_NOTE ? 'CN-' : ''}${inFiscalYears(fiscalYear)}-${String(serial).padStart(DIGITS, '0')}`;
  await em.execute('update receipt_counters set last = ? where kind = ? and fiscal_year = ?', [
    serial,
    kind,
    fiscalYear,
  ]);
  const receipt = new Receipt({ kind, number, fiscalYear, serial, payment, ...printed });
  em.persist(receipt);
  // Locked, so that an erasure at the same moment finds what it must erase.
  const lock = { lockMode: LockMode.PESSIMISTIC_READ, refresh: true } as const;
  const user = await em.findOneOrFail(User, { id: payment.user.id }, lock);
  if (user.erasedAt === null) em.persist(new ReceiptRecipient(receipt.id, user.name, user.email));
  await em.flush();
  return receipt;
}

/** Of a refund of all that is left, what went back is not known while the sum of an earlier part is not. */
function isSumKnown({ status, amountPaisa, kind, origin, isAmountConfirmed }: Refund): boolean {
  const isRest = kind === RefundKind.WHOLE && origin === RefundOrigin.OPERATOR && !isAmountConfirmed;
  return status === RefundStatus.DONE && amountPaisa !== null && !isRest;
}

/** The 13 % that a sum contains: total − round(total ÷ 1.13). */
export function vatIn(totalPaisa: number): number {
  return totalPaisa - Math.round((totalPaisa * 100) / 113);
}
