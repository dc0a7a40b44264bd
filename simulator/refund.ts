import { type Answer, outage, validationError } from './answer.ts';
import type { Context } from './context.ts';
import { NOT_AN_OBJECT } from './khalti-messages.ts';
import { parsePaisa, parseRupees } from './paisa.ts';
import { ActionNotAllowed, type Payment } from './payment.ts';
import type { Settings } from './settings/settings.ts';

interface RefundBody {
  readonly amount?: unknown;
  readonly mobile?: unknown;
}

export function refund(
  { payments, settings }: Context,
  merchant: string,
  transactionId: string,
  body: unknown = {},
): Answer {
  const { refusedRefundStatus, refundedAnswerStatus } = settings.values;
  const refusal = tryRefund(payments.findByTransaction(transactionId, merchant), body, settings.values);
  if (refusal !== undefined) return validationError({ detail: refusal }, refusedRefundStatus);
  if (refundedAnswerStatus !== 200) return outage(refundedAnswerStatus);
  return { code: 200, body: { detail: 'Transaction refund successful.' } };
}

/** Returns the reason of a refusal. Assumption: Khalti's words for all of these are unknown. */
function tryRefund(payment: Payment | undefined, body: unknown, settings: Settings): string | undefined {
  if (payment === undefined) return 'Transaction does not exist.';
  if (!isObject(body)) return NOT_AN_OBJECT;
  const amountPaisa = readAmount(body.amount, settings);
  if (body.amount !== undefined && (amountPaisa === undefined || amountPaisa < 1)) {
    return `The amount must be a positive number, in ${settings.refundAmountUnit}.`;
  }
  // Documented: the refund of a bank payment has `mobile`. That it is refused without it is assumed.
  const needsMobile = payment.isBankPayment && settings.bankRefundNeedsMobile;
  if (needsMobile && !(typeof body.mobile === 'string' && /\S/.test(body.mobile))) {
    return 'The mobile number is required to refund a bank payment.';
  }
  const isRestWanted = body.amount === undefined && payment.status === 'Partially refunded';
  if (isRestWanted && settings.refundWithoutAmountAfterPart === 'refused') {
    return 'A part is already refunded. The amount is required.';
  }
  try {
    payment.refund('api', limitAmount(amountPaisa, payment, settings));
    return undefined;
  } catch (error) {
    if (error instanceof ActionNotAllowed) return error.message;
    throw error;
  }
}

function isObject(body: unknown): body is RefundBody {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function readAmount(amount: unknown, { refundAmountUnit, acceptsAmountAsText }: Settings): number | undefined {
  return refundAmountUnit === 'rupees'
    ? parseRupees(amount, acceptsAmountAsText)
    : parsePaisa(amount, acceptsAmountAsText);
}

function limitAmount(amountPaisa: number | undefined, payment: Payment, settings: Settings): number | undefined {
  const isTooLarge = amountPaisa !== undefined && amountPaisa > payment.unrefundedPaisa;
  return isTooLarge && settings.tooLargeRefund === 'what-is-left' ? undefined : amountPaisa;
}
