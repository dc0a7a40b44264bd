import { z } from 'zod';
import { type Answer, validationError } from './answer.ts';
import type { Context } from './context.ts';
import { BLANK } from './khalti-messages.ts';
import type { Payment } from './payment.ts';
import type { PaymentStatus } from './payment-status.ts';
import type { Settings } from './settings.ts';
import { SECOND_MS } from './time.ts';

const lookupSchema = z.object({ pidx: z.string().regex(/\S/) });

export function lookup({ payments, settings, now }: Context, body: unknown): Answer {
  const parsed = lookupSchema.safeParse(body);
  if (!parsed.success) return validationError({ pidx: [BLANK] });
  const payment = payments.find(parsed.data.pidx);
  if (payment === undefined) return validationError({ detail: 'Not found.' }, settings.values.unknownPidxStatus);
  return answerFor(payment, settings.values, now());
}

function answerFor(payment: Payment, settings: Settings, now: number): Answer {
  const status = lookupStatus(payment, settings, now);
  const isPartRefund = status === 'Partially refunded';
  const isClosed = status === 'Expired' || status === 'User canceled';
  const body: Record<string, unknown> = {
    pidx: payment.pidx,
    total_amount: payment.totalPaisa,
    status: isPartRefund ? settings.partRefundSpelling : status,
    transaction_id: payment.transactionId,
    fee: payment.isPaid ? (payment.feePaisa ?? settings.feePaisa) : 0,
    refunded: status === 'Refunded' || (isPartRefund && settings.partRefundIsRefunded),
  };
  if (isClosed && !settings.closedLookupHasTotalAmount) delete body.total_amount;
  if (isClosed && settings.closedLookupHasErrorKey) body.error_key = 'khalti_error';
  // Documented and observed: a closed link answers 400 with the normal body.
  return { code: isClosed ? 400 : 200, body };
}

function lookupStatus(payment: Payment, settings: Settings, now: number): PaymentStatus {
  const pendingWhileOpenUntil = payment.createdAt + settings.pendingSecondsWhileOpen * SECOND_MS;
  const pendingAfterExpiryUntil = payment.expiresAt + settings.pendingSecondsAfterExpiry * SECOND_MS;
  const status = payment.statusWithDelay(settings.refundShownAfterSeconds * SECOND_MS);
  switch (status) {
    case 'Initiated':
      return now < pendingWhileOpenUntil ? 'Pending' : 'Initiated';
    case 'Expired':
      return payment.isPastExpiry && now < pendingAfterExpiryUntil ? 'Pending' : 'Expired';
    default:
      return status;
  }
}
