import { Badge, type Tone } from '../../../kit/badge.tsx';
import { inWords } from '../app/format.ts';
import { type RefundStatus } from '../gql/graphql.ts';

const tones: Record<RefundStatus, Tone> = {
  REQUESTED: 'wait',
  SENDING: 'wait',
  DONE: 'good',
  REFUSED: 'bad',
  UNKNOWN: 'bad',
  NOT_DONE: 'quiet',
  CANCELED: 'quiet',
};

export const refundStatuses = Object.keys(tones) as RefundStatus[];

export function RefundStatusBadge({ status }: { status: RefundStatus }) {
  return <Badge tone={tones[status]}>{inWords(status)}</Badge>;
}
