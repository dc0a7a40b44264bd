import { z } from 'zod';

/** Khalti's bodies, according to its documentation. Fields that are not used are not required. */

export const initiated = z.object({
  pidx: z.string().min(1).max(255),
  payment_url: z.url({ protocol: /^https?$/ }),
  expires_at: z.iso.datetime({ offset: true }),
});

/** Success is documented as one sentence only. Its text is not compared; `error_key` is on every refusal. */
export const isRefunded = z.looseObject({ error_key: z.undefined().optional() });

/** The only error whose text Khalti's documentation specifies. */
export const notFound = z.object({ detail: z.literal('Not found.') });
