import { z } from 'zod';
import { parse } from './parse.ts';

export type Endpoint = 'initiate' | 'lookup' | 'refund' | 'page';

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
  'truncate',
] as const;
type FaultKind = (typeof kinds)[number];

/** Kinds that mean something only where the answer has what they spoil. Every other kind goes everywhere. */
const onlyAt: Partial<Record<FaultKind, readonly Endpoint[]>> = {
  unauthorized: ['initiate', 'lookup', 'refund'],
  'wrong-amount': ['lookup'],
  'wrong-pidx': ['initiate', 'lookup'],
};

const faultSchema = z
  .strictObject({
    endpoint: z.enum(['initiate', 'lookup', 'refund', 'page', 'any']),
    kind: z.enum(kinds),
    /** `slow`: how long. */
    delayMs: z.int().min(0).max(600_000).optional(),
    /** `html-5xx`, `empty-5xx`: the HTTP code, 502 unless told. */
    status: z.int().min(500).max(599).optional(),
    /** `slow`, `silent`, `html-5xx`, `empty-5xx`: carry the request out first, then go wrong. */
    afterActing: z.boolean().optional(),
    /** `wrong-amount`: the amount to answer, Rs 1 too little unless told. */
    amount: z.int().optional(),
    /** `wrong-pidx`: the pidx to answer, a new one unless told. */
    pidx: z.string().min(1).max(200).optional(),
    /** `truncate`: announce the whole length, send half and hang up; else half a body that is whole to HTTP. */
    abrupt: z.boolean().optional(),
    /** How often it strikes, always unless told. */
    probability: z.number().min(0).max(1).optional(),
    /** Where the dice start: the same seed, the same strikes. */
    seed: z.int().optional(),
    /** How many times it strikes before it is spent. */
    times: z.int().min(1).optional(),
  })
  .superRefine((fault, context) => {
    if (fault.kind === 'slow' && fault.delayMs === undefined) {
      context.addIssue({ code: 'custom', path: ['delayMs'], message: 'needed for "slow"' });
    }
    if (fault.endpoint !== 'any' && !strikes(fault.kind, fault.endpoint)) {
      const places = onlyAt[fault.kind]?.join(', ') ?? '';
      context.addIssue({ code: 'custom', path: ['kind'], message: `"${fault.kind}" is only for ${places}` });
    }
  });

const faultsSchema = z.array(faultSchema).max(100);

export type Fault = z.infer<typeof faultSchema>;

interface Rule {
  readonly fault: Fault;
  readonly roll: () => number;
  timesLeft: number;
}

/** The faults in force, and the dice that say whether one strikes. */
export class Faults {
  #rules: Rule[] = [];

  set(input: unknown): void {
    this.#rules = parse(faultsSchema, input).map((fault) => ({
      fault,
      roll: mulberry32(fault.seed ?? 1),
      timesLeft: fault.times ?? Number.POSITIVE_INFINITY,
    }));
  }

  list(): (Fault & { timesLeft?: number })[] {
    return this.#rules.map(({ fault, timesLeft }) =>
      fault.times === undefined ? { ...fault } : { ...fault, timesLeft },
    );
  }

  /** The faults that strike this one request. Asking uses up their dice and their times. */
  draw(endpoint: Endpoint): Fault[] {
    const struck: Fault[] = [];
    for (const rule of this.#rules) {
      const { fault } = rule;
      if (fault.endpoint !== 'any' && fault.endpoint !== endpoint) continue;
      if (!strikes(fault.kind, endpoint) || rule.timesLeft === 0) continue;
      if (fault.probability !== undefined && rule.roll() >= fault.probability) continue;
      rule.timesLeft -= 1;
      struck.push(fault);
    }
    return struck;
  }
}

function strikes(kind: FaultKind, endpoint: Endpoint): boolean {
  return onlyAt[kind]?.includes(endpoint) ?? true;
}

/** Mulberry32, a public-domain generator: small, and the same numbers for a seed on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
