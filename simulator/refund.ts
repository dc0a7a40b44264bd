import { type Answer, outage, validationError } from './answer.ts';
import type { Context } from './context.ts';
import { parsePaisa } from './paisa.ts';
import { ActionNotAllowed, type Payment } from './payment.ts';
import type { Settings } from './settings.ts';

export function refund({ payments, settings }: Context, transactionId: string, body: unknown): Answer {
  const { refusedRefundStatus, refundedAnswerStatus } = settings.values;
  const refusal = tryRefund(payments.findByTransaction(transactionId), body, settings.values);
  if (refusal !== undefined) return validationError({ detail: refusal }, refusedRefundStatus);
  if (refundedAnswerStatus !== 200) return outage(refundedAnswerStatus);
  return { code: 200, body: { detail: 'Transaction refund successful.' } };
}

/** Returns the reason of a refusal. Assumption: Khalti's words for all of these are unknown. */
function tryRefund(payment: Payment | undefined, body: unknown, { acceptsAmountAsText }: Settings): string | undefined {
  if (payment === undefined) return 'Transaction does not exist.';
  const amount = typeof body === 'object' && body !== null && 'amount' in body ? body.amount : undefined;
  const amountPaisa = parsePaisa(amount, acceptsAmountAsText);
  if (amount !== undefined && (amountPaisa === undefined || amountPaisa < 1)) {
    return 'The amount must be a positive integer, in paisa.';
  }
  try {
    payment.refund(amountPaisa);
    return undefined;
  } catch (error) {
    if (error instanceof ActionNotAllowed) return error.message;
    throw error;
  }
}
