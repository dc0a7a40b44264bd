import { createClient } from 'graphql-sse';
import { type PaymentStatus } from '../gql/graphql.ts';

export interface PaymentListener {
  /** Whether an event has arrived: a proxy may hold events back. */
  isLive: boolean;
  stop(): void;
}

// Not a generated document: those are part of the first load, and few pages load this file.
const PAYMENT_UPDATED = /* GraphQL */ `
  subscription PaymentUpdated($pidx: ID!) {
    paymentUpdated(pidx: $pidx) {
      status
    }
  }
`;

/** Calls `onStatus` for each status that the server reports, and `onClose` once if the stream closes. */
export function listenToPayment(
  pidx: string,
  onStatus: (status: PaymentStatus) => void,
  onClose: () => void,
): PaymentListener {
  // The caller decides when to try again.
  const client = createClient({ url: `${window.location.origin}/graphql/stream`, retryAttempts: 0 });
  const listener: PaymentListener = { isLive: false, stop: () => client.dispose() };
  client.subscribe<{ paymentUpdated: { status: PaymentStatus } }>(
    { query: PAYMENT_UPDATED, variables: { pidx } },
    {
      next({ data }) {
        if (!data) return;
        listener.isLive = true;
        onStatus(data.paymentUpdated.status);
      },
      error: onClose,
      complete: onClose,
    },
  );
  return listener;
}
