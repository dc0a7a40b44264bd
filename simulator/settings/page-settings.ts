import { z } from 'zod';

/** How the payment page acts, and how it returns to the merchant. */
export const pageFields = {
  returnUrlJoin: z
    .enum(['ampersand', 'second-question-mark'])
    .describe('How the result is appended to a `return_url` that has a query. Undocumented; `&` is assumed.'),
  returnUrlSpaces: z
    .enum(['plus', 'percent-20'])
    .describe('How a space is written in the return URL: `+` or `%20`. Undocumented; `+` is assumed.'),
  returnsMerchantFields: z
    .boolean()
    .describe(
      'Adds the `merchant_*` of the initiation to the return URL. Where they come back is undocumented; no is assumed.',
    ),
  canceledIsPayable: z
    .boolean()
    .describe('Whether a cancelled link can be paid until it expires. Undocumented; no is assumed.'),
};

export const pageDefaults = {
  returnUrlJoin: 'ampersand' as const,
  returnUrlSpaces: 'plus' as const,
  returnsMerchantFields: false,
  canceledIsPayable: false,
};
