import { z } from 'zod';

/** How every endpoint answers. */
export const httpFields = {
  acceptsAnyKey: z
    .boolean()
    .describe(
      'Accepts every key, and takes each for a merchant of its own, so that tests run side by side. Khalti does not.',
    ),
  acceptsMissingSlash: z.boolean().describe('Accepts a path without its last slash, otherwise answers 404. Assumed.'),
  wrongMethodStatus: z
    .union([z.literal(405), z.literal(404)])
    .describe('HTTP code of a `GET` or another wrong method. Undocumented; 405 is assumed.'),
  allowsBrowsers: z
    .boolean()
    .describe(
      "Lets pages of any origin call Khalti's API (CORS). Undocumented; no is assumed, since the key is secret.",
    ),
  requestsPerMinute: z
    .int()
    .min(1)
    .nullable()
    .describe('Answers 429 to more requests of one merchant in a minute. Undocumented; null, no limit, is assumed.'),
};

export const httpDefaults = {
  acceptsAnyKey: false,
  acceptsMissingSlash: true,
  wrongMethodStatus: 405 as const,
  allowsBrowsers: false,
  requestsPerMinute: null,
};
