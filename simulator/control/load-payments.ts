import { z } from 'zod';
import { FIRST_MERCHANT } from '../merchants.ts';
import { MINIMUM_PAISA } from '../paisa.ts';
import { parse } from '../parse.ts';
import { type PaymentRecord, recordedStatuses, refundOrigins } from '../payment-record.ts';
import { MINUTE_MS } from '../time.ts';

const MAX_PAYMENTS = 1000;
const LIFETIME_MS = 30 * MINUTE_MS;

const text = z.string().min(1).max(500);
const id = z.string().regex(/^[\w-]{1,200}$/, 'must be 1 to 200 letters, digits, _ or -');
const paisa = z.int().min(0);
const instant = z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));
const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).max(2000);

const refund = z.strictObject({
  amount: z.int().min(1),
  at: instant,
  origin: z.enum(refundOrigins).default('dashboard'),
});

const loadedPayment = z
  .strictObject({
    pidx: id,
    status: z.enum(recordedStatuses),
    amount: z.int().min(MINIMUM_PAISA),
    /** What was paid, if it is not `amount`. */
    total_amount: paisa.optional(),
    transaction_id: text.optional(),
    fee: paisa.optional(),
    refunds: z.array(refund).max(100).default([]),
    created_at: instant.optional(),
    expires_at: instant.optional(),
    purchase_order_id: text.optional(),
    purchase_order_name: text.default('A loaded payment'),
    return_url: url.default('http://localhost:4000/payments/return'),
    website_url: url.default('http://localhost:4000'),
  })
  .superRefine(({ status, amount, total_amount = amount, transaction_id, refunds }, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const isPaid = status === 'Completed';
    if (isPaid !== (transaction_id !== undefined)) {
      refuse('transaction_id', 'must be there if the status is Completed, and only then');
    }
    if (!isPaid && refunds.length > 0) refuse('refunds', 'only a Completed payment can have refunds');
    if (sumOf(refunds) > total_amount) refuse('refunds', `must not be more than ${total_amount} paisa in all`);
  });

type LoadedPayment = z.infer<typeof loadedPayment>;

/** Throws `InvalidInput` if one of them cannot be loaded. */
export function readPaymentsToLoad(body: unknown, now: number): PaymentRecord[] {
  return parse(z.array(loadedPayment).max(MAX_PAYMENTS), body).map((payment) => toRecord(payment, now));
}

function toRecord(payment: LoadedPayment, now: number): PaymentRecord {
  const { pidx, status, amount, total_amount, refunds, created_at: createdAt = now, expires_at } = payment;
  return {
    pidx,
    merchant: FIRST_MERCHANT,
    customerInfo: null,
    merchantFields: {},
    purchaseOrderId: payment.purchase_order_id ?? pidx,
    purchaseOrderName: payment.purchase_order_name,
    returnUrl: payment.return_url,
    websiteUrl: payment.website_url,
    amountPaisa: amount,
    totalPaisa: total_amount ?? amount,
    refundedPaisa: sumOf(refunds),
    createdAt,
    expiresAt: expires_at ?? createdAt + LIFETIME_MS,
    status,
    transactionId: payment.transaction_id ?? null,
    khaltiId: null,
    step: 'khalti-id',
    isBankPayment: false,
    feePaisa: payment.fee ?? null,
    refundRequestCount: refunds.filter(({ origin }) => origin === 'api').length,
    refunds: refunds.map(({ at, amount, origin }) => ({ at, amountPaisa: amount, origin })),
  };
}

function sumOf(refunds: readonly { amount: number }[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0);
}
