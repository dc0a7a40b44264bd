import { registerEnumType } from 'type-graphql';

export enum PaymentStatus {
  CREATED = 'CREATED',
  INITIATED = 'INITIATED',
  PENDING = 'PENDING',
  COMPLETED = 'COMPLETED',
  CANCELED = 'CANCELED',
  EXPIRED = 'EXPIRED',
  REFUNDED = 'REFUNDED',
  PARTIALLY_REFUNDED = 'PARTIALLY_REFUNDED',
  NEEDS_REVIEW = 'NEEDS_REVIEW',
  FAILED = 'FAILED',
}

const { INITIATED, PENDING, COMPLETED, CANCELED, EXPIRED } = PaymentStatus;
const { REFUNDED, PARTIALLY_REFUNDED, NEEDS_REVIEW, FAILED } = PaymentStatus;

/** The only ways in which a payment moves. Late money is still money: cancelled and expired are not the end. */
export const transitions: Record<PaymentStatus, readonly PaymentStatus[]> = {
  CREATED: [INITIATED, FAILED],
  INITIATED: [PENDING, COMPLETED, CANCELED, EXPIRED, REFUNDED, PARTIALLY_REFUNDED, NEEDS_REVIEW],
  PENDING: [COMPLETED, CANCELED, EXPIRED, REFUNDED, PARTIALLY_REFUNDED, NEEDS_REVIEW],
  CANCELED: [COMPLETED, REFUNDED, PARTIALLY_REFUNDED, NEEDS_REVIEW],
  EXPIRED: [COMPLETED, REFUNDED, PARTIALLY_REFUNDED, NEEDS_REVIEW],
  COMPLETED: [REFUNDED, PARTIALLY_REFUNDED],
  PARTIALLY_REFUNDED: [REFUNDED],
  NEEDS_REVIEW: [COMPLETED, REFUNDED],
  FAILED: [],
  REFUNDED: [],
};

/** What to tell the customer. */
export const messages: Record<PaymentStatus, string> = {
  CREATED: 'This payment is being opened. Nothing has been charged.',
  INITIATED: 'This payment has not been made yet. You can still pay.',
  PENDING: 'Khalti is still processing this payment. Access starts as soon as it is completed.',
  COMPLETED: 'Paid. Thank you!',
  CANCELED: 'This payment was cancelled. Should Khalti complete it all the same, access starts by itself.',
  EXPIRED: 'The time to make this payment ran out. Should Khalti complete it all the same, access starts by itself.',
  REFUNDED: 'This payment was refunded.',
  PARTIALLY_REFUNDED: 'Part of this payment was refunded.',
  NEEDS_REVIEW: 'We are checking this payment by hand and will be in touch. Please do not pay again.',
  FAILED: 'This payment could not be opened. Nothing has been charged.',
};

registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: 'Where a payment stands. Only `COMPLETED` grants access.',
  valuesConfig: {
    CREATED: { description: 'Saved here; Khalti has not given a page to pay at yet.' },
    INITIATED: { description: 'Waiting for the customer on the page at `paymentUrl`.' },
    PENDING: { description: 'Under way at Khalti; may take long. Ask again later.' },
    COMPLETED: { description: 'Paid, checked with Khalti, and its days of access granted.' },
    CANCELED: { description: "Cancelled on Khalti's page. Money that still arrives completes it." },
    EXPIRED: { description: 'Not paid in time. Money that still arrives completes it.' },
    REFUNDED: { description: 'All of it was paid back; the access that it granted has ended.' },
    PARTIALLY_REFUNDED: { description: 'Part of it was paid back; access stays as it was.' },
    NEEDS_REVIEW: { description: 'Khalti names money that does not fit this payment; an operator decides.' },
    FAILED: { description: 'Could not be opened at Khalti. Open another.' },
  },
});
