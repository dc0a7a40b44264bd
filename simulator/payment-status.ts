import type { RecordedStatus } from './payment-record.ts';

export type PaymentStatus = RecordedStatus | 'Partially refunded' | 'Refunded';

/** A closed link can still become paid, because a script may send a late payment. */
const transitions: Record<RecordedStatus, readonly RecordedStatus[]> = {
  Initiated: ['Pending', 'Completed', 'User canceled', 'Failed', 'Expired'],
  Pending: ['Completed', 'User canceled', 'Failed', 'Expired'],
  'User canceled': ['Completed', 'Pending'],
  Failed: ['Completed', 'Pending'],
  Expired: ['Completed', 'Pending'],
  Completed: [],
};

export function canBecome(from: RecordedStatus, to: RecordedStatus): boolean {
  return transitions[from].includes(to);
}

export function withRefunds(status: RecordedStatus, refundedPaisa: number, totalPaisa: number): PaymentStatus {
  if (status !== 'Completed' || refundedPaisa === 0) return status;
  return refundedPaisa < totalPaisa ? 'Partially refunded' : 'Refunded';
}
