import type { Payment } from './payment.ts';
import type { Settings } from './settings.ts';

export interface Answer {
  readonly code: number;
  readonly body: Record<string, unknown>;
}

/** What a lookup says of a payment. The normal body comes with HTTP 400 when the link is closed: Khalti does that. */
export function lookupAnswer(payment: Payment, settings: Settings, now: number): Answer {
  const status = lookupStatus(payment, settings, now);
  const isClosed = status === 'Expired' || status === 'User canceled';
  const body: Record<string, unknown> = {
    pidx: payment.pidx,
    total_amount: payment.totalPaisa,
    status,
    transaction_id: payment.transactionId,
    fee: payment.isPaid ? settings.feePaisa : 0,
    refunded: isRefunded(payment, settings),
  };
  if (isClosed && !settings.closedLookupHasTotalAmount) delete body.total_amount;
  if (isClosed && settings.closedLookupHasErrorKey) body.error_key = 'khalti_error';
  return { code: isClosed ? 400 : 200, body };
}

function lookupStatus(payment: Payment, settings: Settings, now: number): string {
  switch (payment.status) {
    case 'Initiated':
      return now < payment.createdAt + settings.pendingSecondsWhileOpen * 1000 ? 'Pending' : 'Initiated';
    case 'Expired':
      return payment.isTimeUp && now < payment.expiresAt + settings.pendingSecondsAfterExpiry * 1000
        ? 'Pending'
        : 'Expired';
    case 'Partially refunded':
      return settings.partRefundSpelling;
    default:
      return payment.status;
  }
}

function isRefunded(payment: Payment, settings: Settings): boolean {
  return payment.status === 'Refunded' || (payment.status === 'Partially refunded' && settings.partRefundIsRefunded);
}
