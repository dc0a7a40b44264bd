import { z } from 'zod';

/** Khalti's bodies, according to its documentation. Fields that are not used are not required. */

export const initiated = z.object({
  pidx: z.string().min(1).max(255),
  payment_url: z.url({ protocol: /^https?$/ }),
  expires_at: z.iso.datetime({ offset: true }),
});

// Cancelled and expired answers may lack the amount. `lookup` requires it, and the transaction id, of completed ones.
export const lookedUp = z.object({
  pidx: z.string(),
  status: z.string().min(1),
  total_amount: z.int().nullish(),
  transaction_id: z.string().nullish(),
  fee: z.int().nullish().catch(null),
  refunded: z.boolean().nullish().catch(null),
});

export const refunded = z.object({ detail: z.string() });

/** The only error whose text Khalti's documentation specifies. */
export const notFound = z.object({ detail: z.literal('Not found.') });

export type LookupStatus =
  | 'COMPLETED'
  | 'PENDING'
  | 'INITIATED'
  | 'REFUNDED'
  | 'PARTIALLY_REFUNDED'
  | 'EXPIRED'
  | 'CANCELED'
  | 'UNKNOWN';

/** Translates Khalti's status in any spelling. An undocumented status is `UNKNOWN`. */
export function translateStatus(word: string): LookupStatus {
  switch (
    word
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim()
  ) {
    case 'completed':
      return 'COMPLETED';
    case 'pending':
      return 'PENDING';
    case 'initiated':
      return 'INITIATED';
    case 'refunded':
      return 'REFUNDED';
    case 'partially refunded':
      return 'PARTIALLY_REFUNDED';
    case 'expired':
      return 'EXPIRED';
    case 'user canceled':
    case 'user cancelled':
      return 'CANCELED';
    default:
      return 'UNKNOWN';
  }
}
