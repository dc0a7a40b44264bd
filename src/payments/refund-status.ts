export enum RefundStatus {
  REQUESTED = 'REQUESTED',
  SENDING = 'SENDING',
  CANCELED = 'CANCELED',
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  UNKNOWN = 'UNKNOWN',
  NOT_DONE = 'NOT_DONE',
}

const { REQUESTED, SENDING, CANCELED, DONE, REFUSED, UNKNOWN, NOT_DONE } = RefundStatus;

/** All transitions that are allowed. From SENDING to REQUESTED only if the request cannot have reached Khalti. */
export const refundTransitions: Record<RefundStatus, readonly RefundStatus[]> = {
  REQUESTED: [SENDING, CANCELED],
  SENDING: [DONE, REFUSED, UNKNOWN, REQUESTED],
  UNKNOWN: [DONE, NOT_DONE],
  CANCELED: [],
  DONE: [],
  REFUSED: [],
  NOT_DONE: [],
};

/** Money of these refunds may be on its way. A payment has at most one. */
export const OPEN_REFUND_STATUSES = [REQUESTED, SENDING, UNKNOWN] as const;
