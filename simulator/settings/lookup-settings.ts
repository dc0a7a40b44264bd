import { z } from 'zod';

/** How a lookup is answered. */
export const lookupFields = {
  unknownPidxStatus: z
    .union([z.literal(404), z.literal(400)])
    .describe('HTTP code of a lookup with an unknown pidx. Undocumented; 404 is assumed.'),
  closedLookupHasErrorKey: z
    .boolean()
    .describe('Adds `error_key` to the 400 body of `Expired` and `User canceled`. Observed once.'),
  closedLookupHasTotalAmount: z
    .boolean()
    .describe('Keeps `total_amount` in that body. Documented; one report says that it can be absent.'),
  canceledSpelling: z
    .enum(['User canceled', 'Canceled'])
    .describe('The status of a cancelled payment. Documented: `User canceled`; a note also names `Canceled`.'),
  failedLookupStatus: z
    .union([z.literal(400), z.literal(200)])
    .describe(
      'HTTP code of a lookup of a `Failed` payment, a status that only a note of the documentation names. 400 is assumed.',
    ),
  pendingSecondsWhileOpen: z
    .int()
    .min(0)
    .describe('How long after initiation an unpaid link is `Pending` instead of `Initiated`. 0 is assumed.'),
  pendingSecondsAfterExpiry: z
    .int()
    .min(0)
    .describe('How long after its expiry an unpaid link is `Pending` before it is `Expired`. 0 is assumed.'),
  feePaisa: z.int().min(0).describe('The `fee` of every paid payment. 0 is assumed.'),
  partRefundSpelling: z
    .enum(['Partially refunded', 'Partially Refunded'])
    .describe('Spelling of the status after a partial refund. Documented: both.'),
  partRefundIsRefunded: z
    .boolean()
    .describe('`refunded` in a lookup after a partial refund. Undocumented; false is assumed.'),
};

export const lookupDefaults = {
  unknownPidxStatus: 404 as const,
  closedLookupHasErrorKey: true,
  closedLookupHasTotalAmount: true,
  canceledSpelling: 'User canceled' as const,
  failedLookupStatus: 400 as const,
  pendingSecondsWhileOpen: 0,
  pendingSecondsAfterExpiry: 0,
  feePaisa: 0,
  partRefundSpelling: 'Partially refunded' as const,
  partRefundIsRefunded: false,
};
