import { z } from 'zod';
import { type Endpoint, endpoints, type FaultKind, faultKindNames, faultKinds, isPossibleAt } from './fault-kinds.ts';

/** Fields without which a kind has no meaning. */
const requiredFields: Partial<Record<FaultKind, readonly string[]>> = {
  slow: ['delayMs'],
  answer: ['status'],
  'wrong-field': ['field'],
};

/** Fields that mean something for some kinds only. Anywhere else they would silently do nothing. */
const fieldKinds: Readonly<Record<string, readonly FaultKind[]>> = {
  afterActing: ['slow', 'silent', 'html-5xx', 'empty-5xx', 'answer'],
  delayMs: ['slow'],
  status: ['html-5xx', 'empty-5xx', 'answer'],
  body: ['answer'],
  retryAfterSeconds: ['throttled'],
  amount: ['wrong-amount'],
  pidx: ['wrong-pidx'],
  word: ['wrong-status'],
  field: ['wrong-field'],
  value: ['wrong-field'],
  abrupt: ['truncate', 'close-before', 'close-after'],
};

const text = z.string().min(1).max(200);

export const faultSchema = z
  .strictObject({
    endpoint: z.enum([...endpoints, 'any']).describe('Where the fault applies.'),
    kind: z.enum(faultKindNames).describe('What goes wrong, see below.'),
    forPidx: text.optional().describe('Only requests about this payment. Not for `initiate`. Default: all requests.'),
    forOrder: text.optional().describe('Only requests about this `purchase_order_id`, also its initiation.'),
    forKey: text.optional().describe('Only requests of the merchant with this key, and the pages of its payments.'),
    afterActing: z
      .boolean()
      .optional()
      .describe(
        'For `slow`, `silent`, `html-5xx`, `empty-5xx` and `answer`: the request is carried out before the fault.',
      ),
    delayMs: z.int().min(0).max(600_000).optional().describe('For `slow`; required there.'),
    status: z
      .int()
      .min(200)
      .max(599)
      .optional()
      .describe('HTTP code of `answer`, required there, and of `html-5xx` and `empty-5xx`, 502 by default.'),
    body: z
      .union([z.string().max(10_000), z.record(z.string(), z.json())])
      .optional()
      .describe(
        'For `answer`: an object is sent as JSON, a text as it is. Default: `{"detail": "Refused by a fault."}`.',
      ),
    retryAfterSeconds: z.int().min(0).max(86_400).optional().describe('For `throttled`. Default: 60.'),
    amount: z
      .union([z.number(), z.string().max(200), z.null()])
      .optional()
      .describe(
        '`total_amount` of `wrong-amount`, also a text or a fraction. Default: Rs 1 less than the right amount.',
      ),
    pidx: text.optional().describe('`pidx` of `wrong-pidx`. Default: a new one.'),
    word: text.optional().describe('`status` of `wrong-status`. Default: `Unheard of`.'),
    field: text.optional().describe('For `wrong-field`; required there.'),
    value: z.json().optional().describe('New value of that field. Default: the field is left out.'),
    abrupt: z
      .boolean()
      .optional()
      .describe(
        'For `truncate`: the answer breaks its own Content-Length, and the connection closes. For `close-before` and `close-after`: the connection is reset (RST) instead of closed (FIN).',
      ),
    probability: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Share of the requests to which the fault applies. Default: 1.'),
    seed: z.int().optional().describe('The same seed selects the same requests. Default: 1.'),
    times: z.int().min(1).optional().describe('The fault ends after this many requests. Default: no end.'),
  })
  .superRefine((fault, context) => {
    const refuse = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    const { endpoint, kind, status } = fault;
    for (const field of requiredFields[kind] ?? []) {
      if (!(field in fault)) refuse(field, `required for "${kind}"`);
    }
    for (const field of Object.keys(fault).filter((name) => fieldKinds[name]?.includes(kind) === false)) {
      const hint = field === 'pidx' ? '. To select a payment, use "forPidx"' : '';
      refuse(field, `only for ${fieldKinds[field]?.join(', ')}${hint}`);
    }
    if (kind !== 'answer' && status !== undefined && status < 500) refuse('status', `must be >=500 for "${kind}"`);
    if (endpoint === 'initiate' && fault.forPidx !== undefined) refuse('forPidx', 'not for "initiate"');
    if (endpoint !== 'any' && !isPossibleAt(endpoint, kind)) {
      refuse('kind', `"${kind}" is only for ${faultKinds[kind].onlyAt?.join(', ')}`);
    }
  });

export type Fault = z.infer<typeof faultSchema>;

export const faultFieldDescriptions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(faultSchema.shape).map(([name, { description = '' }]) => [name, description]),
);

/** What a request is about. */
export interface Target {
  readonly endpoint: Endpoint;
  readonly pidx: string | undefined;
  readonly purchaseOrderId: string | undefined;
  readonly isOfKey: (key: string) => boolean;
}

export function appliesTo(fault: Fault, { endpoint, pidx, purchaseOrderId, isOfKey }: Target): boolean {
  return (
    (fault.endpoint === 'any' || fault.endpoint === endpoint) &&
    (fault.forPidx === undefined || fault.forPidx === pidx) &&
    (fault.forOrder === undefined || fault.forOrder === purchaseOrderId) &&
    (fault.forKey === undefined || isOfKey(fault.forKey)) &&
    isPossibleAt(endpoint, fault.kind)
  );
}
