import { z } from 'zod';
import { type Answer, validationError } from './answer.ts';
import type { Context } from './context.ts';
import { BLANK, REQUIRED } from './khalti-messages.ts';
import type { Payment } from './payment.ts';
import type { PaymentStatus } from './payment-status.ts';
import type { Settings } from './settings/settings.ts';
import { SECOND_MS } from './time.ts';

const lookupSchema = z.object({ pidx: z.string().regex(/\S/) });

export function lookup({ payments, settings, now }: Context, merchant: string, body: unknown): Answer {
  const parsed = lookupSchema.safeParse(body);
  if (!parsed.success) return validationError({ pidx: [pidxError(body, settings.values)] });
  const payment = payments.find(parsed.data.pidx, merchant);
  if (payment === undefined) return validationError({ detail: 'Not found.' }, settings.values.unknownPidxStatus);
  return answerFor(payment, settings.values, now());
}

function pidxError(body: unknown, { absentFieldSays }: Settings): string {
  const isAbsent = typeof body !== 'object' || body === null || !('pidx' in body);
  return isAbsent && absentFieldSays === 'required' ? REQUIRED : BLANK;
}

function answerFor(payment: Payment, settings: Settings, now: number): Answer {
  const status = lookupStatus(payment, settings, now);
  const isPartRefund = status === 'Partially refunded';
  const isFailed = status === 'Failed' && settings.failedLookupStatus === 400;
  const isClosed = status === 'Expired' || status === 'User canceled' || isFailed;
  const body: Record<string, unknown> = {
    pidx: payment.pidx,
    total_amount: payment.totalPaisa,
    status: spelling(status, settings),
    transaction_id: payment.transactionId,
    fee: payment.isPaid ? (payment.feePaisa ?? settings.feePaisa) : 0,
    refunded: status === 'Refunded' || (isPartRefund && settings.partRefundIsRefunded),
  };
  if (isClosed && !settings.closedLookupHasTotalAmount) delete body.total_amount;
  if (isClosed && settings.closedLookupHasErrorKey) body.error_key = 'khalti_error';
  // Documented and observed: a closed link answers 400 with the normal body.
  return { code: isClosed ? 400 : 200, body };
}

function spelling(status: PaymentStatus, settings: Settings): string {
  if (status === 'Partially refunded') return settings.partRefundSpelling;
  return status === 'User canceled' ? settings.canceledSpelling : status;
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
