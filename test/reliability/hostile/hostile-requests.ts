/** A request that no good client sends. */
export interface HostileRequest {
  kind: string;
  /** Where it goes. */
  to: 'server' | 'simulator';
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

type Random = () => number;
type Make = (random: Random, token: string) => Partial<HostileRequest>;

const WEIRD: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  '',
  'null',
  '0',
  "' or 1=1 --",
  '\u0000',
  '\ud800',
  '%',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  'x'.repeat(5_000),
  [],
  [[]],
  {},
  { ['__proto__']: { a: 1 }, constructor: 1 },
  '2026-13-45T99:99:99Z',
  '00000000-0000-0000-0000-000000000000',
];
const FIELDS = ['plans', 'me', 'mySubscription', 'myPayments', 'payment', 'myOpenPayments', 'planChange'];
const ADMIN_FIELDS = ['me', 'payments', 'customers', 'search', 'attention', 'figures', 'operators', 'auditEntries'];
const CONTENT_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/json; charset=utf-7',
  'application/graphql-response+json',
  '',
];

const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value;
const times = (random: Random, most: number) => 1 + Math.floor(random() * most);
const inUrl = (value: unknown) => encodeURIComponent(String(value).replace(HALF_A_CHARACTER, '').slice(0, 500));
const HALF_A_CHARACTER = /\p{Surrogate}/gu;
const graphql = (query: unknown, variables?: unknown): Partial<HostileRequest> => ({
  body: JSON.stringify({ query, variables }),
});

const kinds: Record<string, Make> = {
  depth: (random) => graphql(`{ mySubscription ${'{ plan '.repeat(times(random, 3_000))}`),
  nesting: (random) => {
    const levels = times(random, 200);
    return graphql(`{ myPayments ${'{ edges { node '.repeat(levels)} { id } ${'} }'.repeat(levels)} }`);
  },
  aliases: (random) =>
    graphql(`{ ${Array.from({ length: times(random, 3_000) }, (_, n) => `a${n}: plans { id }`).join(' ')} }`),
  directives: (random) => graphql(`{ plans ${'@include(if: true) '.repeat(times(random, 2_000))} { id } }`),
  fragments: () => graphql('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
  batch: (random) => ({
    body: JSON.stringify(Array.from({ length: times(random, 500) }, () => ({ query: '{ plans { id } }' }))),
  }),
  variables: (random) =>
    graphql('mutation ($planId: ID!, $key: ID) { initiatePayment(planId: $planId, idempotencyKey: $key) { id } }', {
      planId: pick(random, WEIRD),
      key: pick(random, WEIRD),
    }),
  pidx: (random) => graphql('mutation ($p: ID!) { verifyPayment(pidx: $p) { id } }', { p: pick(random, WEIRD) }),
  pages: (random) =>
    graphql('query ($f: Int!, $a: String) { myPayments(first: $f, after: $a) { edges { cursor } } }', {
      f: pick(random, WEIRD),
      a: pick(random, WEIRD),
    }),
  literals: (random) => graphql(`{ payment(pidx: ${JSON.stringify(pick(random, WEIRD)) ?? 'null'}) { id } }`),
  signUp: (random) =>
    graphql(
      'mutation ($e: EmailAddress!, $p: String!, $n: String!) { signUp(email: $e, password: $p, name: $n) { token } }',
      { e: pick(random, WEIRD), p: pick(random, WEIRD), n: pick(random, WEIRD) },
    ),
  query: (random) => graphql(pick(random, WEIRD), pick(random, WEIRD)),
  syntax: (random) => graphql('{}[]()$!:=@...|&"\\'.repeat(times(random, 200))),
  introspection: () => graphql('{ __schema { types { fields { type { ofType { ofType { name } } } } } } }'),
  token: (random) => ({
    headers: { authorization: `Bearer ${pick(random, ['', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.', 'x'.repeat(8_000)])}` },
    ...graphql(`{ ${pick(random, FIELDS)} }`),
  }),
  cookie: (random) => ({
    headers: { cookie: `session=${inUrl(pick(random, WEIRD))}; operator=${'a'.repeat(100)}` },
    ...graphql('{ me { id } }'),
  }),
  contentType: (random) => ({
    headers: { 'content-type': pick(random, CONTENT_TYPES) },
    body: '{"query":"{plans{id}}"}',
  }),
  huge: (random) => ({ body: `{"query":"{ plans { id } }","x":"${'x'.repeat(100_000 * times(random, 20))}"}` }),
  brokenJson: (random) => ({
    body: pick(random, ['{', '[', '{"query":', '\u0000', '{"query":"{plans{id}}"}}', 'null', '1']),
  }),
  deepJson: (random) => ({ body: `{"query":"{plans{id}}","variables":${'['.repeat(times(random, 20_000))}` }),
  get: (random) => ({
    method: 'GET',
    path: `/graphql?query=${inUrl(pick(random, WEIRD))}`,
    body: null,
  }),
  method: (random) => ({ method: pick(random, ['PUT', 'PATCH', 'DELETE', 'OPTIONS']), body: '{}' }),
  path: (random) => ({
    method: 'GET',
    body: null,
    path: pick(random, [
      '/..%2f..%2fetc/passwd',
      '/assets/%00',
      '/receipts/%27',
      '/receipts/2083-84-000001',
      '/admin/export/payments.csv',
      '/admin/receipts/x',
      '/health/seen',
      `/${'a/'.repeat(500)}`,
      '/payments/return?pidx=%FF',
    ]),
  }),
  admin: (random, token) => ({
    path: '/admin/graphql',
    headers: { authorization: `Bearer ${token}`, cookie: `operator=${token}` },
    ...graphql(`{ ${pick(random, ADMIN_FIELDS)} { __typename } }`, pick(random, WEIRD)),
  }),
  adminSignIn: (random) => ({
    path: '/admin/graphql',
    ...graphql('mutation ($e: EmailAddress!, $p: String!) { signIn(email: $e, password: $p) }', {
      e: pick(random, ['a@example.com', ...WEIRD]),
      p: pick(random, WEIRD),
    }),
  }),
  access: (random) => ({
    method: 'GET',
    body: null,
    path: `/api/access?${pick(random, ['userId', 'email', 'subject', 'x'])}=${inUrl(pick(random, WEIRD))}`,
    headers: { authorization: `Bearer ${pick(random, ['ks_x', '', `ks_${'a'.repeat(60)}`])}` },
  }),
  simulatorControl: (random) => ({
    to: 'simulator',
    method: pick(random, ['POST', 'PUT', 'GET']),
    path: pick(random, [
      '/simulator/reset',
      '/simulator/faults',
      '/simulator/clock',
      '/simulator/payments',
      '/simulator/state',
    ]),
    headers: { origin: 'https://evil.example.com', 'content-type': pick(random, CONTENT_TYPES) },
    body: '[]',
  }),
  simulatorApi: (random) => ({
    to: 'simulator',
    path: pick(random, [
      '/api/v2/epayment/initiate/',
      '/api/v2/epayment/lookup/',
      '/api/v2/merchant-transaction/x/refund/',
    ]),
    headers: { authorization: 'Key wrong', 'content-type': 'application/json' },
    body: JSON.stringify({ pidx: pick(random, WEIRD), amount: pick(random, WEIRD) }),
  }),
};

export const hostileKinds = Object.keys(kinds);

/** The next hostile request of a seeded series. Half of them come from a signed-in customer. */
export function hostileRequest(random: Random, token: string): HostileRequest {
  const kind = pick(random, hostileKinds);
  const made = kinds[kind]?.(random, token) ?? {};
  const signedIn: Record<string, string> = random() < 0.5 ? { authorization: `Bearer ${token}` } : {};
  const method = made.method ?? 'POST';
  return {
    kind,
    to: made.to ?? 'server',
    method,
    path: made.path ?? '/graphql',
    headers: { 'content-type': 'application/json', ...signedIn, ...made.headers },
    body: method === 'GET' ? null : (made.body ?? '{}'),
  };
}
