import { z } from 'zod';

/** Where Khalti's behaviour is not known, a switch: what the table of defaults says, and what else may turn out true. */
const settingsSchema = z.strictObject({
  /** HTTP code of a refused initiation. */
  refusedInitiationStatus: z.int().min(200).max(499),
  /** HTTP code of a lookup whose pidx nobody knows: 404 or 400. */
  unknownPidxStatus: z.union([z.literal(404), z.literal(400)]),
  /** Whether the 400 body of `Expired` and `User canceled` has its extra `error_key`. */
  closedLookupHasErrorKey: z.boolean(),
  /** Whether the 400 body of `Expired` and `User canceled` has its `total_amount`. */
  closedLookupHasTotalAmount: z.boolean(),
  /** How long a new link lives: 1800 in the sandbox, 3600 in production. */
  lifetimeSeconds: z.int().min(1).max(31_536_000),
  /** Whether `"amount": "1000"` is taken for 1000. */
  acceptsAmountAsText: z.boolean(),
  /** Whether a path without its last slash is answered (else 404). */
  acceptsMissingSlash: z.boolean(),
  /** The most that one payment may cost before KYC, itself still accepted; null for none, 20000 as documented. */
  ceilingPaisa: z.int().min(1000).nullable(),
  /** What a second initiation with the same `purchase_order_id` gets. */
  repeatedOrder: z.enum(['new-pidx', 'same-pidx', 'refused']),
  /** How the result is appended to a `return_url` that has a query of its own. */
  returnUrlJoin: z.enum(['ampersand', 'second-question-mark']),
  /** Whether a cancelled link can still be paid, until its time is up. */
  canceledIsPayable: z.boolean(),
  /** For so long after initiation an unpaid link is `Pending` instead of `Initiated`. */
  pendingSecondsWhileOpen: z.int().min(0),
  /** For so long after its time an unpaid link is `Pending` before it is `Expired`. */
  pendingSecondsAfterExpiry: z.int().min(0),
  /** The `fee` of every paid payment. */
  feePaisa: z.int().min(0),
  /** HTTP code of a refund that was carried out: 200, or a 5xx with HTML although the money went back. */
  refundedAnswerStatus: z.union([z.literal(200), z.int().min(500).max(599)]),
  /** HTTP code of a refund that was not carried out. */
  refusedRefundStatus: z.int().min(400).max(499),
  /** How a lookup spells its status after a part of the money went back. */
  partRefundSpelling: z.enum(['Partially refunded', 'Partially Refunded']),
  /** What a lookup says under `refunded` after a part of the money went back. */
  partRefundIsRefunded: z.boolean(),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  refusedInitiationStatus: 400,
  unknownPidxStatus: 404,
  closedLookupHasErrorKey: true,
  closedLookupHasTotalAmount: true,
  lifetimeSeconds: 1800,
  acceptsAmountAsText: true,
  acceptsMissingSlash: true,
  ceilingPaisa: null,
  repeatedOrder: 'new-pidx',
  returnUrlJoin: 'ampersand',
  canceledIsPayable: false,
  pendingSecondsWhileOpen: 0,
  pendingSecondsAfterExpiry: 0,
  feePaisa: 0,
  refundedAnswerStatus: 200,
  refusedRefundStatus: 400,
  partRefundSpelling: 'Partially refunded',
  partRefundIsRefunded: false,
};

export const settingsChangeSchema = settingsSchema.partial();
export type SettingsChange = Partial<Settings>;
