import { z } from 'zod';

/** How a refund is read and answered. */
export const refundFields = {
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
  bankRefundNeedsMobile: z
    .boolean()
    .describe(
      'Refuses the refund of a bank payment without `mobile`. Documented that it has `mobile`; assumed that it is refused.',
    ),
  refundWithoutAmountAfterPart: z
    .enum(['what-is-left', 'refused'])
    .describe('Answer to a refund without `amount` after a partial refund. Undocumented; what is left is assumed.'),
  tooLargeRefund: z
    .enum(['refused', 'what-is-left'])
    .describe('Answer to a refund of more than is left. Undocumented; refused is assumed.'),
};

export const refundDefaults = {
  refundedAnswerStatus: 200 as const,
  refusedRefundStatus: 400,
  refundShownAfterSeconds: 0,
  refundAmountUnit: 'paisa' as const,
  bankRefundNeedsMobile: true,
  refundWithoutAmountAfterPart: 'what-is-left' as const,
  tooLargeRefund: 'refused' as const,
};
