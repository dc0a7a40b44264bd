import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

// An operation is compiled after fewer requests.
const TIMES = 8;

let app: App;
let token: string;
beforeAll(async () => {
  app = await startApp();
  ({ token } = await Customer.signUp(app));
});
afterAll(() => app.close());

const json = { 'content-type': 'application/json' };

async function post(body: string, headers: Record<string, string> = json) {
  const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    caching: response.headers.get('cache-control'),
    // Each masked error has its own id.
    text: text.replace(/"errorId":"[^"]+"/, '"errorId":"…"').trim(),
  };
}

const bodyOf = (query: string, rest: object = {}) => JSON.stringify({ query, ...rest });
const verify = 'mutation Verify($pidx: ID!) { verifyPayment(pidx: $pidx) { id status } }';
const two = 'query A { plans { id } } query B { plans { code } }';
const withToken = () => ({ ...json, authorization: `Bearer ${token}` });

const conditional = (spreads: string) =>
  bodyOf(
    `query ($no: Boolean!, $yes: Boolean!) { me { ${spreads} isEmailConfirmed @include(if: $yes) } }
    fragment F on User { id } fragment G on User { ...F } fragment H on User { ...F }`,
    { variables: { no: false, yes: true } },
  );

const requests: [what: string, body: string, headers?: () => Record<string, string>][] = [
  ['plans', bodyOf('{ plans { id code price pricePaisa durationDays __typename } }')],
  [
    'a fragment, a directive and an alias',
    bodyOf('query ($all: Boolean!) { p: plans { ...f @include(if: $all) code } } fragment f on Plan { id }', {
      variables: { all: true },
    }),
  ],
  ['a fragment with a condition and without one', conditional('...F @include(if: $no) ...F'), withToken],
  ['a fragment with two conditions', conditional('...F @include(if: $no) ...F @include(if: $yes)'), withToken],
  ['a fragment within two fragments, one with a condition', conditional('...G @include(if: $no) ...H'), withToken],
  ['an alias with a special meaning in JavaScript', bodyOf('{ plans { __proto__: id code } }')],
  [
    'two mutations, the first of which fails',
    bodyOf('mutation { a: verifyPayment(pidx: "x") { id } b: signOut }'),
    withToken,
  ],
  ['introspection', bodyOf('{ __schema { queryType { name } } }')],
  ['no session', bodyOf('{ mySubscription { endsAt } }')],
  ['a session', bodyOf('{ mySubscription { endsAt } me { email } }'), withToken],
  ['an error in a field that must not be null', bodyOf(verify, { variables: { pidx: 'unknown' } }), withToken],
  ['a missing variable', bodyOf(verify), withToken],
  ['a variable of another type', bodyOf(verify, { variables: { pidx: { a: 1 } } }), withToken],
  ['variables that are a list', bodyOf(verify, { variables: [1] }), withToken],
  ['variables in a string', bodyOf(verify, { variables: '{"pidx":"a"}' }), withToken],
  ['the first of two operations', bodyOf(two, { operationName: 'A' })],
  ['the second of two operations', bodyOf(two, { operationName: 'B' })],
  ['two operations without a name of one', bodyOf(two)],
  ['an empty operation name', bodyOf('{ plans { id } }', { operationName: '' })],
  ['an unknown operation name', bodyOf(two, { operationName: 'C' })],
  ['an operation name that is a number', bodyOf(two, { operationName: 1 })],
  [
    'another media type',
    bodyOf('{ plans { id } }'),
    () => ({ ...json, accept: 'application/graphql-response+json, application/json;q=0.9' }),
  ],
  ['an unknown media type', bodyOf('{ plans { id } }'), () => ({ ...json, accept: 'image/png' })],
  ['a content type that needs no preflight', bodyOf('{ plans { id } }'), () => ({ 'content-type': 'text/plain' })],
  [
    'a persisted query',
    bodyOf('{ plans { id } }', { extensions: { persistedQuery: { version: 1, sha256Hash: 'wrong' } } }),
  ],
  ['an invalid query', bodyOf('{ plans { nothing } }')],
  ['a subscription', bodyOf('subscription { paymentUpdated(pidx: "a") { id } }'), withToken],
  ['several queries at once', `[${bodyOf('{ plans { id } }')}]`],
  ['an argument that is out of range', bodyOf('{ myPayments(first: 0) { pageInfo { endCursor } } }'), withToken],
];

describe('a repeated operation', () => {
  it.each(requests)('has the same response as the first time: %s', async (_what, body, headers = () => json) => {
    const first = await post(body, headers());
    for (let time = 1; time < TIMES; time += 1) expect(await post(body, headers())).toEqual(first);
  });

  it('masks and logs an unexpected error', async () => {
    const query = '{ plans { id durationDays } }';
    for (let time = 0; time < TIMES; time += 1) await post(bodyOf(query));
    const { plans } = app.services;
    const { onSale } = plans;
    plans.onSale = () => Promise.reject(new Error('a secret'));
    const { status, text } = await post(bodyOf(query));
    plans.onSale = onSale;
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false } }],
    });
    expect(text).not.toContain('secret');
    expect(app.logged).toContainEqual(expect.objectContaining({ level: 'error', msg: 'unexpected error' }));
  });

  it('does not run a mutation after one that has failed', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.plan('basic');
    const both = `mutation { a: verifyPayment(pidx: "unknown") { id } b: initiatePayment(planId: "${id}") { id } }`;
    for (let time = 0; time < TIMES; time += 1) await customer.ask(both);
    const { data } = await customer.ask<{ myPayments: { edges: unknown[] } }>('{ myPayments { edges { cursor } } }');
    expect(data.myPayments.edges).toEqual([]);
  });

  it('is distinguished from another whose name and text are equal when joined', async () => {
    const query = 'query A { plans { id } }';
    for (let time = 0; time < TIMES; time += 1) await post(bodyOf(query, { operationName: 'A' }));
    expect((await post(bodyOf('{ plans { id } }', { operationName: 'A query A' }))).text).toContain(
      'Unknown operation',
    );
  });
});
