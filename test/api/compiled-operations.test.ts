import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

// More often than it takes for an operation to be compiled.
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
    // Each error that is masked has an id of its own.
    text: text.replace(/"errorId":"[^"]+"/, '"errorId":"…"').trim(),
  };
}

const asks = (query: string, rest: object = {}) => JSON.stringify({ query, ...rest });
const verify = 'mutation Verify($pidx: ID!) { verifyPayment(pidx: $pidx) { id status } }';
const two = 'query A { plans { id } } query B { plans { code } }';
const withToken = () => ({ ...json, authorization: `Bearer ${token}` });

const conditional = (spreads: string) =>
  asks(
    `query ($no: Boolean!, $yes: Boolean!) { me { ${spreads} isEmailConfirmed @include(if: $yes) } }
    fragment F on User { id } fragment G on User { ...F } fragment H on User { ...F }`,
    { variables: { no: false, yes: true } },
  );

const requests: [what: string, body: string, headers?: () => Record<string, string>][] = [
  ['plans', asks('{ plans { id code price pricePaisa durationDays __typename } }')],
  [
    'a fragment, a directive and an alias',
    asks('query ($all: Boolean!) { p: plans { ...f @include(if: $all) code } } fragment f on Plan { id }', {
      variables: { all: true },
    }),
  ],
  ['a fragment under a condition and without', conditional('...F @include(if: $no) ...F'), withToken],
  ['a fragment under two conditions', conditional('...F @include(if: $no) ...F @include(if: $yes)'), withToken],
  ['a fragment within two, one under a condition', conditional('...G @include(if: $no) ...H'), withToken],
  ['an alias that is a name of JavaScript’s', asks('{ plans { __proto__: id code } }')],
  [
    'two mutations of which the first fails',
    asks('mutation { a: verifyPayment(pidx: "x") { id } b: signOut }'),
    withToken,
  ],
  ['introspection', asks('{ __schema { queryType { name } } }')],
  ['nobody signed in', asks('{ mySubscription { endsAt } }')],
  ['somebody signed in', asks('{ mySubscription { endsAt } me { email } }'), withToken],
  ['a refusal of a field that must not be null', asks(verify, { variables: { pidx: 'unknown' } }), withToken],
  ['no variable', asks(verify), withToken],
  ['a variable of another type', asks(verify, { variables: { pidx: { a: 1 } } }), withToken],
  ['variables that are a list', asks(verify, { variables: [1] }), withToken],
  ['variables in a string', asks(verify, { variables: '{"pidx":"a"}' }), withToken],
  ['the first of two operations', asks(two, { operationName: 'A' })],
  ['the second of two operations', asks(two, { operationName: 'B' })],
  ['neither of two operations', asks(two)],
  ['an operation without a name by an empty one', asks('{ plans { id } }', { operationName: '' })],
  ['an operation that is not there', asks(two, { operationName: 'C' })],
  ['an operation name that is a number', asks(two, { operationName: 1 })],
  [
    'another media type',
    asks('{ plans { id } }'),
    () => ({ ...json, accept: 'application/graphql-response+json, application/json;q=0.9' }),
  ],
  ['a media type that there is not', asks('{ plans { id } }'), () => ({ ...json, accept: 'image/png' })],
  ['a page of another site', asks('{ plans { id } }'), () => ({ 'content-type': 'text/plain' })],
  [
    'a persisted query',
    asks('{ plans { id } }', { extensions: { persistedQuery: { version: 1, sha256Hash: 'wrong' } } }),
  ],
  ['a query that is not valid', asks('{ plans { nothing } }')],
  ['a subscription', asks('subscription { paymentUpdated(pidx: "a") { id } }'), withToken],
  ['several queries at once', `[${asks('{ plans { id } }')}]`],
  ['an age of a page that is out of range', asks('{ myPayments(first: 0) { pageInfo { endCursor } } }'), withToken],
];

describe('an operation that is asked for again and again', () => {
  it.each(requests)('is answered as the first time: %s', async (_what, body, headers = () => json) => {
    const first = await post(body, headers());
    for (let time = 1; time < TIMES; time += 1) expect(await post(body, headers())).toEqual(first);
  });

  it('is masked and logged when it breaks down', async () => {
    const query = '{ plans { id durationDays } }';
    for (let time = 0; time < TIMES; time += 1) await post(asks(query));
    const { plans } = app.services;
    const { onSale } = plans;
    plans.onSale = () => Promise.reject(new Error('a secret'));
    const { status, text } = await post(asks(query));
    plans.onSale = onSale;
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false } }],
    });
    expect(text).not.toContain('secret');
    expect(app.logged).toContainEqual(expect.objectContaining({ level: 'error', msg: 'unexpected error' }));
  });

  it('leaves undone what comes after a mutation that has failed', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await customer.plan('basic');
    const both = `mutation { a: verifyPayment(pidx: "unknown") { id } b: initiatePayment(planId: "${id}") { id } }`;
    for (let time = 0; time < TIMES; time += 1) await customer.ask(both);
    const { data } = await customer.ask<{ myPayments: { edges: unknown[] } }>('{ myPayments { edges { cursor } } }');
    expect(data.myPayments.edges).toEqual([]);
  });

  it('is not mixed up with another whose name and text add up to the same', async () => {
    const query = 'query A { plans { id } }';
    for (let time = 0; time < TIMES; time += 1) await post(asks(query, { operationName: 'A' }));
    expect((await post(asks('{ plans { id } }', { operationName: 'A query A' }))).text).toContain('Unknown operation');
  });
});
