import { Badge, type Tone } from '../../../kit/badge.tsx';
import { inWords } from '../app/format.ts';
import { type PaymentStatus } from '../gql/graphql.ts';

const tones: Record<PaymentStatus, Tone> = {
  CREATED: 'quiet',
  INITIATED: 'quiet',
  PENDING: 'wait',
  COMPLETED: 'good',
  CANCELED: 'quiet',
  EXPIRED: 'quiet',
  FAILED: 'bad',
  NEEDS_REVIEW: 'bad',
  PARTIALLY_REFUNDED: 'wait',
  REFUNDED: 'wait',
};

export const paymentStatuses = Object.keys(tones) as PaymentStatus[];

export function PaymentStatusBadge({ status }: { status: PaymentStatus }) {
  return <Badge tone={tones[status]}>{inWords(status)}</Badge>;
}
