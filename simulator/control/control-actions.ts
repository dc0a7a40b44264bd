import { z } from 'zod';
import { parse } from '../parse.ts';
import { ActionNotAllowed, type Payment } from '../payment.ts';
import type { Settings } from '../settings/settings.ts';
import { TEST_KHALTI_IDS } from '../test-credentials.ts';

type ControlAction = (payment: Payment, body: unknown, settings: Settings) => void;

const actions: Record<string, ControlAction> = { complete, cancel, expire, pending, fail, refund, bank };

/** What a script can do to a payment. Each action parses its own body before it changes anything. */
export const controlActions: ReadonlyMap<string, ControlAction> = new Map(Object.entries(actions));

const noFields = z.strictObject({});
const completeFields = z.strictObject({
  amount: z.int().min(0).optional(),
  transaction_id: z.string().min(1).max(200).optional(),
  mobile: z
    .string()
    .regex(/^\d{10}$/, 'must have ten digits')
    .optional(),
  late: z.boolean().optional(),
});
const refundFields = z.strictObject({ amount: z.int().min(1).optional() });

function complete(payment: Payment, body: unknown, settings: Settings): void {
  const { amount, transaction_id, mobile, late } = parse(completeFields, body);
  if (!late) refuseLatePayment(payment, settings);
  const khaltiId = mobile ?? payment.khaltiId ?? TEST_KHALTI_IDS[0];
  payment.complete({ amountPaisa: amount, transactionId: transaction_id, khaltiId });
}

function refuseLatePayment({ status }: Payment, { canceledIsPayable }: Settings): void {
  const isClosed = status === 'Expired' || status === 'Failed' || (status === 'User canceled' && !canceledIsPayable);
  if (!isClosed) return;
  throw new ActionNotAllowed(`The payment is ${status}. To complete it as a late payment, send {"late": true}.`);
}

function cancel(payment: Payment, body: unknown): void {
  parse(noFields, body);
  payment.cancel();
}

function expire(payment: Payment, body: unknown): void {
  parse(noFields, body);
  payment.expire();
}

function pending(payment: Payment, body: unknown): void {
  parse(noFields, body);
  payment.markPending();
}

function fail(payment: Payment, body: unknown): void {
  parse(noFields, body);
  payment.fail();
}

function refund(payment: Payment, body: unknown): void {
  payment.refund('dashboard', parse(refundFields, body).amount);
}

function bank(payment: Payment, body: unknown): void {
  parse(noFields, body);
  payment.markAsBankPayment();
}
