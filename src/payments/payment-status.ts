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

/** All transitions that are allowed. Khalti may still complete a cancelled or expired payment. */
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

registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: 'The status of a payment. Only `COMPLETED` grants access.',
  valuesConfig: {
    CREATED: { description: 'Saved here. Khalti has not given a payment page yet.' },
    INITIATED: { description: 'Waiting for the customer to pay at `paymentUrl`.' },
    PENDING: {
      description:
        'Khalti is processing the payment, which may take long, or has given an answer that cannot be read. Query it again later.',
    },
    COMPLETED: { description: 'Paid, and confirmed by Khalti. The days of access are granted.' },
    CANCELED: { description: "Cancelled on Khalti's page. If money still arrives, the payment is completed." },
    EXPIRED: { description: 'Not paid in time. If money still arrives, the payment is completed.' },
    REFUNDED: { description: 'Refunded in full. The access that it granted has ended.' },
    PARTIALLY_REFUNDED: { description: 'Partly refunded. The access stays as it was.' },
    NEEDS_REVIEW: {
      description: 'What Khalti reports does not match this payment, or cannot be read. An operator decides.',
    },
    FAILED: { description: 'Khalti refused to open this payment. Initiate another payment.' },
  },
});
