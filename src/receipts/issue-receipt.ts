import { isUniqueViolation, type Sql } from '../database/sql.ts';
import { Payment } from '../payments/payment.ts';
import { Refund, RefundKind, RefundOrigin } from '../payments/refund.ts';
import { RefundStatus } from '../payments/refund-status.ts';
import { type Services } from '../services.ts';
import { type NewReceipt, numberAndSave } from './number-and-save.ts';
import { Receipt, ReceiptKind } from './receipt.ts';

const ONE_FOR_EACH = ['receipts_one_for_each_payment', 'receipts_refund_id_unique'];

/** The receipt of a paid payment, numbered and saved if there is none yet. Safe to repeat. Null if it is not paid. */
export async function issueReceipt(services: Services, paymentId: string): Promise<Receipt | null> {
  const em = services.orm.em.fork();
  const find = () => em.findOne(Receipt, { payment: paymentId, kind: ReceiptKind.RECEIPT });
  const found = await find();
  if (found) return found;
  const payment = await em.findOneOrFail(Payment, paymentId, { populate: ['plan'] });
  if (payment.paidAt === null) return null;
  return issue(services.sql, receiptFor(payment, payment.paidAt, services.shop), find);
}

/** The credit note of a refund, after the receipt of its payment. Null while its sum is not known. */
export async function issueCreditNote(services: Services, refundId: string): Promise<Receipt | null> {
  const em = services.orm.em.fork();
  const refund = await em.findOneOrFail(Refund, refundId, { populate: ['payment'] });
  if (!isSumKnown(refund)) return null;
  const receipt = await issueReceipt(services, refund.payment.id);
  if (!receipt) return null;
  const find = () => em.findOne(Receipt, { refund: refundId });
  return (await find()) ?? issue(services.sql, creditNoteFor(refund, receipt), find);
}

/** What another process has issued at the same moment is found again. */
async function issue(sql: Sql, receipt: NewReceipt, find: () => Promise<Receipt | null>): Promise<Receipt | null> {
  try {
    return await numberAndSave(sql, receipt);
  } catch (error) {
    if (ONE_FOR_EACH.some((constraint) => isUniqueViolation(error, constraint))) return find();
    throw error;
  }
}

function receiptFor(payment: Payment, paidAt: Date, shop: Services['shop']): NewReceipt {
  const { amountPaisa: totalPaisa, durationDays, transactionId, plan, planName } = payment;
  const { isVatRegistered, name: sellerName, address: sellerAddress, pan: sellerPan, isTaxInvoice } = shop;
  return {
    kind: ReceiptKind.RECEIPT,
    payment,
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
    issuedAt: new Date(),
  };
}

/** With the seller and the VAT of the receipt that it corrects. */
function creditNoteFor(refund: Refund, receipt: Receipt): NewReceipt {
  const { sellerName, sellerAddress, sellerPan, isTaxInvoice, planName, durationDays, transactionId } = receipt;
  const issuedAt = new Date();
  const totalPaisa = Number(refund.amountPaisa);
  return {
    kind: ReceiptKind.CREDIT_NOTE,
    payment: refund.payment,
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
  };
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
