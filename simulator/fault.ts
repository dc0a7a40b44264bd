import { z } from 'zod';

const endpoints = ['initiate', 'lookup', 'refund', 'page'] as const;
export type Endpoint = (typeof endpoints)[number];

const kinds = [
  'slow',
  'silent',
  'close-before',
  'close-after',
  'html-5xx',
  'empty-5xx',
  'unauthorized',
  'wrong-amount',
  'wrong-pidx',
  'wrong-status',
  'truncate',
] as const;
type FaultKind = (typeof kinds)[number];

/** Kinds that make sense only on some endpoints. All other kinds apply to every endpoint. */
const onlyAt: Partial<Record<FaultKind, readonly Endpoint[]>> = {
  unauthorized: ['initiate', 'lookup', 'refund'],
  'wrong-amount': ['lookup'],
  'wrong-pidx': ['initiate', 'lookup'],
  'wrong-status': ['lookup'],
};

export const faultSchema = z
  .strictObject({
    endpoint: z.enum([...endpoints, 'any']),
    kind: z.enum(kinds),
    /** For `slow`; required there. */
    delayMs: z.int().min(0).max(600_000).optional(),
    /** HTTP code of `html-5xx` and `empty-5xx`. Default: 502. */
    status: z.int().min(500).max(599).optional(),
    /** For `slow`, `silent`, `html-5xx` and `empty-5xx`: the request is carried out before the fault. */
    afterActing: z.boolean().optional(),
    /** `total_amount` of `wrong-amount`. Default: Rs 1 less than the right amount. */
    amount: z.int().optional(),
    /** `pidx` of `wrong-pidx`. Default: a new one. */
    pidx: z.string().min(1).max(200).optional(),
    /** `status` of `wrong-status`. Default: `Unheard of`. */
    word: z.string().min(1).max(200).optional(),
    /** For `truncate`: the answer breaks its own Content-Length, and the connection closes. */
    abrupt: z.boolean().optional(),
    /** Default: 1. */
    probability: z.number().min(0).max(1).optional(),
    /** The same seed selects the same requests. Default: 1. */
    seed: z.int().optional(),
    /** The fault ends after this many requests. Default: no end. */
    times: z.int().min(1).optional(),
  })
  .superRefine((fault, context) => {
    if (fault.kind === 'slow' && fault.delayMs === undefined) {
      context.addIssue({ code: 'custom', path: ['delayMs'], message: 'required for "slow"' });
    }
    if (fault.endpoint !== 'any' && !isPossibleAt(fault.endpoint, fault.kind)) {
      const possible = onlyAt[fault.kind]?.join(', ') ?? '';
      context.addIssue({ code: 'custom', path: ['kind'], message: `"${fault.kind}" is only for ${possible}` });
    }
  });

export type Fault = z.infer<typeof faultSchema>;

export function appliesTo(fault: Fault, endpoint: Endpoint): boolean {
  return (fault.endpoint === 'any' || fault.endpoint === endpoint) && isPossibleAt(endpoint, fault.kind);
}

function isPossibleAt(endpoint: Endpoint, kind: FaultKind): boolean {
  return onlyAt[kind]?.includes(endpoint) ?? true;
}
