import { createClient } from 'graphql-sse';
import { type PaymentStatus } from '../gql/graphql.ts';

export interface Listening {
  /** Whether the server tells us indeed: a proxy on the way may hold its words back. */
  isHeard: boolean;
  stop(): void;
}

// Only said by this file, which few pages load: the generated queries come with the first page.
const PAYMENT_UPDATED = /* GraphQL */ `
  subscription PaymentUpdated($pidx: ID!) {
    paymentUpdated(pidx: $pidx) {
      status
    }
  }
`;

/** Listens to what the server tells of a payment, until it is stopped or, once, `ended` is called. */
export function hearPayment(pidx: string, told: (status: PaymentStatus) => void, ended: () => void): Listening {
  // The page asks again by itself: it knows better when.
  const client = createClient({ url: `${window.location.origin}/graphql/stream`, retryAttempts: 0 });
  const listening: Listening = { isHeard: false, stop: () => client.dispose() };
  client.subscribe<{ paymentUpdated: { status: PaymentStatus } }>(
    { query: PAYMENT_UPDATED, variables: { pidx } },
    {
      next({ data }) {
        if (!data) return;
        listening.isHeard = true;
        told(data.paymentUpdated.status);
      },
      error: ended,
      complete: ended,
    },
  );
  return listening;
}
