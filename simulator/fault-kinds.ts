export const endpoints = ['initiate', 'lookup', 'refund', 'page'] as const;
export type Endpoint = (typeof endpoints)[number];

interface Kind {
  readonly meaning: string;
  /** Default: every endpoint. */
  readonly onlyAt?: readonly Endpoint[];
}

const kinds = {
  slow: { meaning: 'The answer is right, but comes after `delayMs`.' },
  silent: { meaning: 'There is no answer. The connection stays open until the client gives up.' },
  'close-before': { meaning: 'The connection closes before the request is carried out.' },
  'close-after': { meaning: 'The request is carried out, then the connection closes without an answer.' },
  'html-5xx': { meaning: 'An outage: a 5xx with the HTML page of a proxy. Observed.' },
  'empty-5xx': { meaning: 'An outage: a 5xx with an empty body. Observed.' },
  unauthorized: { meaning: 'The right key is answered as a wrong one.', onlyAt: ['initiate', 'lookup', 'refund'] },
  throttled: {
    meaning: 'The answer is 429, with `Retry-After`. Khalti publishes no limits.',
    onlyAt: ['initiate', 'lookup', 'refund'],
  },
  answer: { meaning: 'The answer has the given `status` and `body`, such as 409 with `{"detail": "…"}`.' },
  'wrong-amount': { meaning: 'The lookup has another `total_amount`.', onlyAt: ['lookup'] },
  'wrong-pidx': { meaning: 'The answer has another `pidx`.', onlyAt: ['initiate', 'lookup'] },
  'wrong-status': { meaning: 'The lookup has another `status`, such as `Failed` or `Canceled`.', onlyAt: ['lookup'] },
  'wrong-field': {
    meaning: 'The JSON answer has another `value` in `field`, such as `true` in `refunded`.',
    onlyAt: ['initiate', 'lookup', 'refund'],
  },
  truncate: { meaning: 'Only the first half of the body is sent.' },
} as const satisfies Record<string, Kind>;

export type FaultKind = keyof typeof kinds;

export const faultKinds: Readonly<Record<FaultKind, Kind>> = kinds;
export const faultKindNames = Object.keys(kinds) as FaultKind[];

export function isPossibleAt(endpoint: Endpoint, kind: FaultKind): boolean {
  return faultKinds[kind].onlyAt?.includes(endpoint) ?? true;
}
