import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type GraphQLField, type GraphQLObjectType, getNamedType, isLeafType } from 'graphql';
import { buildSchema } from '../../src/api/schema.ts';
import { type App, startApp } from '../support/app.ts';
import { type GraphqlError } from '../support/ask-graphql.ts';
import { Customer } from '../support/customer.ts';

let app: App;
let token: string;
beforeAll(async () => {
  app = await startApp();
  ({ token } = await Customer.signUp(app));
});
afterAll(() => app.close());

/** What GraphQL's own rules, or our arguments, may answer to a mistake of the client's. */
const CODES =
  /^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE|PERSISTED_QUERY_NOT_FOUND)$/;
/** What a variable that happens to fit may lead to. */
const OUTCOMES =
  /^(PLAN_NOT_FOUND|SESSION_NOT_FOUND|PAYMENT_NOT_FOUND|TOKEN_INVALID|INVALID_CREDENTIALS|EMAIL_TAKEN|RATE_LIMITED|UNAUTHENTICATED)$/;

async function post(body: unknown, path = '/graphql', accept = 'application/json'): Promise<GraphqlError[]> {
  const response = await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  expect(response.status).toBeLessThan(500);
  const text = await response.text();
  const json = text.startsWith('{') ? text : (/^data: (\{.*\})$/m.exec(text)?.[1] ?? '{"errors":[]}');
  return (JSON.parse(json) as { errors?: GraphqlError[] }).errors ?? [];
}

function expectClientMistakes(errors: GraphqlError[], codes = CODES): void {
  for (const { extensions, message } of errors) {
    expect({ message, code: extensions?.code }).toEqual({ message, code: expect.stringMatching(codes) });
    expect(typeof extensions.retryable).toBe('boolean');
  }
  expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
}

const schema = buildSchema();
const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type !== undefined && type !== null);
const fields = roots.flatMap((type: GraphQLObjectType) =>
  Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, type.name, field] as const),
);

/** The operation that calls this field, with a variable for each argument. */
function operationOf(kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
  return `${kind.toLowerCase()} ${declared && `(${declared})`} { ${name}${passed && `(${passed})`} ${selection} }`;
}

describe('a mistake of the client', () => {
  it.each(fields.filter(([, , { args }]) => args.length > 0))(
    'is told as one, whatever is given to %s',
    async (_what, kind, field) => {
      const query = operationOf(kind, field);
      const variables = fc.record(
        Object.fromEntries(field.args.map(({ name }) => [name, fc.jsonValue({ maxDepth: 2 })])),
        { requiredKeys: [] },
      );
      const codes = new RegExp(`${CODES.source}|${OUTCOMES.source}`);
      await fc.assert(
        fc.asyncProperty(fc.oneof(variables, fc.jsonValue({ maxDepth: 1 })), async (given) => {
          expectClientMistakes(await post({ query, variables: given }), codes);
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );

  it.each([
    [
      'null for an argument with a default',
      'query ($n: Int = 5) { myPayments(first: $n) { __typename } }',
      { n: null },
    ],
    ['null for a directive', 'query ($yes: Boolean = true) { plans { id @include(if: $yes) } }', { yes: null }],
    ['null for a directive on the root', 'query ($no: Boolean = false) { plans @skip(if: $no) { id } }', { no: null }],
    ['a literal null', '{ myPayments(first: null) { __typename } }', {}],
    ['an operation that is not there', 'query A { plans { id } } query B { plans { id } }', {}],
  ])('is told as one: %s', async (_what, query, variables) => {
    // Until the operation is compiled, and after that.
    for (let times = 0; times < 6; times += 1) {
      const errors = await post({ query, variables });
      expect(errors).not.toEqual([]);
      expectClientMistakes(errors);
    }
  });

  it.each([
    ['version', { version: 2, sha256Hash: 'x' }],
    ['no version', {}],
    ['text', 'x'],
    ['a hash that does not fit', { version: 1, sha256Hash: 'x' }],
  ])('is told as one: a persisted query with %s', async (_what, persistedQuery) => {
    const errors = await post({ query: '{ plans { id } }', extensions: { persistedQuery } });
    expect(errors).not.toEqual([]);
    expectClientMistakes(errors);
  });

  it.each([
    ['an unknown hash', { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
    ['a hash that is a number', { extensions: { persistedQuery: { version: 1, sha256Hash: 7 } } }],
    ['extensions that are text', { query: '{ plans { id } }', extensions: 'x' }],
    ['variables that are text', { query: '{ plans { id } }', variables: 'x' }],
    ['an operation name that is a number', { query: '{ plans { id } }', operationName: 7 }],
    ['a query that is a number', { query: 7 }],
    ['nothing', {}],
    ['null', null],
    ['text', 'x'],
    ['a list', [{ query: '{ plans { id } }' }]],
  ])('is told as one: a body with %s', async (_what, body) => {
    const errors = await post(body);
    expect(errors).not.toEqual([]);
    expectClientMistakes(errors);
  });

  it.each([
    ['nothing', {}],
    ['a list', []],
    ['a query that is a number', { query: 7 }],
    ['an empty query', { query: '' }],
    ['broken syntax', { query: 'subscription {' }],
    ['a query in place of a subscription', { query: '{ plans { id } }' }],
    ['an unknown field', { query: 'subscription { nothing }' }],
    ['an unknown operation name', { query: 'subscription A { paymentUpdated(pidx: "x") { id } }', operationName: 'B' }],
    [
      'an operation name that is a number',
      { query: 'subscription { paymentUpdated(pidx: "x") { id } }', operationName: 7 },
    ],
    [
      'variables that are text',
      { query: 'subscription ($p: ID!) { paymentUpdated(pidx: $p) { id } }', variables: 'x' },
    ],
    [
      'variables that do not fit',
      { query: 'subscription ($p: ID!) { paymentUpdated(pidx: $p) { id } }', variables: { p: {} } },
    ],
    ['a missing variable', { query: 'subscription ($p: ID!) { paymentUpdated(pidx: $p) { id } }' }],
    [
      'null for a directive',
      {
        query: 'subscription ($yes: Boolean = true) { paymentUpdated(pidx: "x") { id @include(if: $yes) } }',
        variables: { yes: null },
      },
    ],
    ['extensions that are text', { query: 'subscription { paymentUpdated(pidx: "x") { id } }', extensions: 'x' }],
  ])('is told as one by the stream: %s', async (_what, body) => {
    const errors = await post(body, '/graphql/stream', 'text/event-stream');
    expect(errors).not.toEqual([]);
    expectClientMistakes(errors, new RegExp(`${CODES.source}|^PAYMENT_NOT_FOUND$`));
  });
});
