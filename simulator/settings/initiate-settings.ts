import { z } from 'zod';
import { MINIMUM_PAISA } from '../paisa.ts';

/** How an initiation is read and answered. */
export const initiateFields = {
  refusedInitiationStatus: z
    .int()
    .min(200)
    .max(499)
    .describe('HTTP code of a refused initiation. Undocumented; 400 was observed.'),
  lifetimeSeconds: z
    .int()
    .min(1)
    .max(31_536_000)
    .describe('Lifetime of a new link. Documented: 1800 in the sandbox, 3600 in production.'),
  acceptsAmountAsText: z
    .boolean()
    .describe('Accepts digits in a string wherever an integer is wanted. Documented for `amount`, only by samples.'),
  acceptsFractionalUnitPrice: z
    .boolean()
    .describe("Accepts a `unit_price` such as 3333.33. Observed: Khalti's own WooCommerce plugin sends it."),
  absentFieldSays: z
    .enum(['required', 'blank'])
    .describe(
      'What is said of an absent field: `This field is required.` (assumed, the words of its framework), or `This field may not be blank.`',
    ),
  nestsErrors: z
    .boolean()
    .describe(
      'Whether an error in `customer_info` or in a list is nested there (observed for `customer_info`), or only names it.',
    ),
  ceilingPaisa: z
    .int()
    .min(MINIMUM_PAISA)
    .nullable()
    .describe('The highest amount before KYC. Documented: 20000; observed: 100000; null is no limit.'),
  repeatedOrder: z
    .enum(['new-pidx', 'same-pidx', 'refused'])
    .describe('Answer to a second initiation with the same `purchase_order_id`. Undocumented; a new pidx is assumed.'),
};

export const initiateDefaults = {
  refusedInitiationStatus: 400,
  lifetimeSeconds: 1800,
  acceptsAmountAsText: true,
  acceptsFractionalUnitPrice: true,
  absentFieldSays: 'required' as const,
  nestsErrors: true,
  ceilingPaisa: null,
  repeatedOrder: 'new-pidx' as const,
};
