import { z } from 'zod';
import { MINIMUM_PAISA } from './paisa.ts';
import { parse } from './parse.ts';

/** A setting for each behaviour of Khalti that is undocumented, or that differs between reports. */
const settingsSchema = z.strictObject({
  refusedInitiationStatus: z
    .int()
    .min(200)
    .max(499)
    .describe('HTTP code of a refused initiation. Undocumented; 400 was observed.'),
  unknownPidxStatus: z
    .union([z.literal(404), z.literal(400)])
    .describe('HTTP code of a lookup with an unknown pidx. Undocumented; 404 is assumed.'),
  closedLookupHasErrorKey: z
    .boolean()
    .describe('Adds `error_key` to the 400 body of `Expired` and `User canceled`. Observed once.'),
  closedLookupHasTotalAmount: z
    .boolean()
    .describe('Keeps `total_amount` in that body. Documented; one report says that it can be absent.'),
  lifetimeSeconds: z
    .int()
    .min(1)
    .max(31_536_000)
    .describe('Lifetime of a new link. Documented: 1800 in the sandbox, 3600 in production.'),
  acceptsAmountAsText: z.boolean().describe('Accepts `"amount": "1000"`. Documented only by samples.'),
  acceptsMissingSlash: z.boolean().describe('Accepts a path without its last slash, otherwise answers 404. Assumed.'),
  ceilingPaisa: z
    .int()
    .min(MINIMUM_PAISA)
    .nullable()
    .describe('The highest amount before KYC. Documented: 20000; observed: 100000; null is no limit.'),
  repeatedOrder: z
    .enum(['new-pidx', 'same-pidx', 'refused'])
    .describe('Answer to a second initiation with the same `purchase_order_id`. Undocumented; a new pidx is assumed.'),
  returnUrlJoin: z
    .enum(['ampersand', 'second-question-mark'])
    .describe('How the result is appended to a `return_url` that has a query. Undocumented; `&` is assumed.'),
  canceledIsPayable: z
    .boolean()
    .describe('Whether a cancelled link can be paid until it expires. Undocumented; no is assumed.'),
  pendingSecondsWhileOpen: z
    .int()
    .min(0)
    .describe('How long after initiation an unpaid link is `Pending` instead of `Initiated`. 0 is assumed.'),
  pendingSecondsAfterExpiry: z
    .int()
    .min(0)
    .describe('How long after its expiry an unpaid link is `Pending` before it is `Expired`. 0 is assumed.'),
  feePaisa: z.int().min(0).describe('The `fee` of every paid payment. 0 is assumed.'),
  refundedAnswerStatus: z
    .union([z.literal(200), z.int().min(500).max(599)])
    .describe(
      'HTTP code after a refund was carried out. Documented: 200. A 5xx comes with HTML, as in observed outages.',
    ),
  refusedRefundStatus: z
    .int()
    .min(400)
    .max(499)
    .describe('HTTP code of a refused refund. Undocumented; 400 is assumed.'),
  refundShownAfterSeconds: z
    .number()
    .min(0)
    .max(31_536_000)
    .describe(
      'How long after a refund a lookup still answers as before it. Undocumented; 0 is assumed, two business days were reported.',
    ),
  refundAmountUnit: z
    .enum(['paisa', 'rupees'])
    .describe(
      "Unit of a refund's `amount`. Documented: paisa, but beside the sample `50.00`; rupees may have two decimals.",
    ),
  refundWithoutAmountAfterPart: z
    .enum(['what-is-left', 'refused'])
    .describe('Answer to a refund without `amount` after a partial refund. Undocumented; what is left is assumed.'),
  tooLargeRefund: z
    .enum(['refused', 'what-is-left'])
    .describe('Answer to a refund of more than is left. Undocumented; refused is assumed.'),
  partRefundSpelling: z
    .enum(['Partially refunded', 'Partially Refunded'])
    .describe('Spelling of the status after a partial refund. Documented: both.'),
  partRefundIsRefunded: z
    .boolean()
    .describe('`refunded` in a lookup after a partial refund. Undocumented; false is assumed.'),
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
  refundShownAfterSeconds: 0,
  refundAmountUnit: 'paisa',
  refundWithoutAmountAfterPart: 'what-is-left',
  tooLargeRefund: 'refused',
  partRefundSpelling: 'Partially refunded',
  partRefundIsRefunded: false,
};

const changeSchema = settingsSchema.partial();

export const settingDescriptions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(settingsSchema.shape).map(([name, { description = '' }]) => [name, description]),
);

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
