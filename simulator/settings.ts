import { z } from 'zod';
import { MINIMUM_PAISA } from './paisa.ts';
import { parse } from './parse.ts';

/** A setting for each behaviour of Khalti that is undocumented, or that differs between reports. */
const settingsSchema = z.strictObject({
  /** HTTP code of a refused initiation. Undocumented; 400 was observed. */
  refusedInitiationStatus: z.int().min(200).max(499),
  /** HTTP code of a lookup with an unknown pidx. Undocumented; 404 is assumed. */
  unknownPidxStatus: z.union([z.literal(404), z.literal(400)]),
  /** Adds `error_key` to the 400 body of `Expired` and `User canceled`. Observed once. */
  closedLookupHasErrorKey: z.boolean(),
  /** Keeps `total_amount` in that body. Documented; one report says that it can be absent. */
  closedLookupHasTotalAmount: z.boolean(),
  /** Lifetime of a new link. Documented: 1800 in the sandbox, 3600 in production. */
  lifetimeSeconds: z.int().min(1).max(31_536_000),
  /** Accepts `"amount": "1000"`. Documented only by samples. */
  acceptsAmountAsText: z.boolean(),
  /** Accepts a path without its last slash, otherwise answers 404. Assumed. */
  acceptsMissingSlash: z.boolean(),
  /** The highest amount before KYC. Documented: 20000; observed: 100000; null is no limit. */
  ceilingPaisa: z.int().min(MINIMUM_PAISA).nullable(),
  /** Answer to a second initiation with the same `purchase_order_id`. Undocumented; a new pidx is assumed. */
  repeatedOrder: z.enum(['new-pidx', 'same-pidx', 'refused']),
  /** How the result is appended to a `return_url` that has a query. Undocumented; `&` is assumed. */
  returnUrlJoin: z.enum(['ampersand', 'second-question-mark']),
  /** Whether a cancelled link can be paid until it expires. Undocumented; no is assumed. */
  canceledIsPayable: z.boolean(),
  /** How long after initiation an unpaid link is `Pending` instead of `Initiated`. 0 is assumed. */
  pendingSecondsWhileOpen: z.int().min(0),
  /** How long after its expiry an unpaid link is `Pending` before it is `Expired`. 0 is assumed. */
  pendingSecondsAfterExpiry: z.int().min(0),
  /** The `fee` of every paid payment. 0 is assumed. */
  feePaisa: z.int().min(0),
  /** HTTP code after a refund was carried out. Documented: 200. A 5xx comes with HTML, as in observed outages. */
  refundedAnswerStatus: z.union([z.literal(200), z.int().min(500).max(599)]),
  /** HTTP code of a refused refund. Undocumented; 400 is assumed. */
  refusedRefundStatus: z.int().min(400).max(499),
  /** Spelling of the status after a partial refund. Documented: both. */
  partRefundSpelling: z.enum(['Partially refunded', 'Partially Refunded']),
  /** `refunded` in a lookup after a partial refund. Undocumented; false is assumed. */
  partRefundIsRefunded: z.boolean(),
});

export type Settings = z.infer<typeof settingsSchema>;
export type SettingsChange = Partial<Settings>;

const defaultSettings: Settings = {
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

const changeSchema = settingsSchema.partial();

export class CurrentSettings {
  #values = defaultSettings;

  /** Replaced by each change. Read it again for each request. */
  get values(): Settings {
    return this.#values;
  }

  change(input: unknown): Settings {
    this.#values = { ...this.#values, ...parse(changeSchema, input) } as Settings;
    return this.#values;
  }
}
