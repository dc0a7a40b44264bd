import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { checkOperationLimits } from '../../src/api/check-operation-limits.ts';
import { OPERATION_LIMITS } from '../../src/api/operation-limits.ts';
import { buildSchema } from '../../src/api/schema.ts';
import { type App, startApp } from '../support/app.ts';
import { type GraphqlError } from '../support/ask-graphql.ts';
import { Customer } from '../support/customer.ts';

let app: App;
let customer: Customer;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  customer = await Customer.signUp(app);
});
afterAll(() => app.close());

const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const nested = (levels: number) => `{ plans { ${'... { '.repeat(levels)}id${' }'.repeat(levels)} } }`;
/** Operations of eight fields each, and one of the rest. */
const operations = (count: number) =>
  `${repeat(Math.floor(count / 8), (i) => `query Q${i} { plans { id code name description price pricePaisa durationDays } }`)}
  query Rest { plans { ${['id', 'code', 'name', 'price', 'pricePaisa', 'durationDays', 'description'].slice(0, (count % 8) - 1).join(' ')} } }`;
const longAlias = (length: number) => `{ myPayments(first: 100) { edges { node { ${'a'.repeat(length)}: id } } } }`;
const { fields, aliases, depth, tokens, mutations, responseBytes } = OPERATION_LIMITS;

/** For each limit, the largest operation that passes, and the smallest one that does not. */
const edges: [limit: string, passes: string, refused: string][] = [
  [
    'aliases',
    `{ ${repeat(aliases, (i) => `a${i}: __typename`)} }`,
    `{ ${repeat(aliases + 1, (i) => `a${i}: __typename`)} }`,
  ],
  ['depth', nested(depth - 2), nested(depth - 1)],
  ['fields', operations(fields), operations(fields + 1)],
  ['repeatedPairs', `{ plans { ${'id '.repeat(32)} } }`, `{ plans { ${'id '.repeat(33)} } }`],
  [
    'mutations',
    `mutation { ${repeat(mutations, (i) => `a${i}: signOut`)} }`,
    `mutation { ${repeat(mutations + 1, (i) => `a${i}: signOut`)} }`,
  ],
  ['responseBytes', longAlias(responseBytes / 100 - 500), longAlias(responseBytes / 100)],
];

async function post(query: string): Promise<{ status: number; errors: GraphqlError[] }> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${customer.token}` },
    body: JSON.stringify({ query, ...(query.includes('query Q1 ') ? { operationName: 'Q1' } : {}) }),
  });
  const { errors = [] } = (await response.json()) as { errors?: GraphqlError[] };
  return { status: response.status, errors };
}

describe('the limits of an operation', () => {
  it.each(edges)('of %s let the largest operation pass and refuse the next one', async (limit, passes, refused) => {
    expect((await post(passes)).errors.map(({ message }) => message)).toEqual([]);
    const answer = await post(refused);
    const extensions = { code: 'GRAPHQL_VALIDATION_FAILED', limit, retryable: false };
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions }] });
    expect(answer.errors[0]?.message).toContain(String(OPERATION_LIMITS[limit as keyof typeof OPERATION_LIMITS]));
  });

  it('of depth allows 20 levels of introspection, which refers to itself', async () => {
    const levels = (count: number) =>
      `{ __type(name: "Plan") { ${'ofType { '.repeat(count - 2)}name${' }'.repeat(count - 2)} } }`;
    expect((await post(levels(20))).errors).toEqual([]);
    expect(await post(levels(21))).toMatchObject({ status: 400, errors: [{ extensions: { limit: 'depth' } }] });
  });

  it('of tokens is checked while parsing', async () => {
    const query = (count: number) => `{ plans { id } ${'x '.repeat(count)} }`;
    expect((await customer.ask(query(tokens))).code).toBe('GRAPHQL_PARSE_FAILED');
    expect((await customer.ask(query(10))).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('hold for all operations of a document together, and for fragments that none of them uses', async () => {
    const queries = repeat(60, (i) => `query Q${i} { plans { ...f } }`);
    const fragment = 'fragment f on Plan { id code name description price pricePaisa durationDays }';
    expect((await post(`${queries} ${fragment}`)).errors).toMatchObject([{ extensions: { limit: 'fields' } }]);
    const unused = `{ plans { id } } fragment f on Plan { ${'id '.repeat(100)} }`;
    expect((await post(unused)).errors).toMatchObject([{ extensions: { limit: 'repeatedPairs' } }]);
  });

  it('hold for fragments that multiply', async () => {
    const fragments = repeat(12, (i) => `fragment f${i} on Plan { ...f${i + 1} ...f${i + 1} }`);
    const query = `{ plans { ...f0 } } ${fragments} fragment f12 on Plan { id }`;
    expect((await customer.ask(query)).code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('hold for queries over GET and for live updates', async () => {
    const query = `{ ${repeat(16, (i) => `a${i}: __typename`)} }`;
    const url = `${app.url}/graphql?query=${encodeURIComponent(query)}`;
    const overGet = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(await overGet.json()).toMatchObject({ errors: [{ extensions: { limit: 'aliases' } }] });
    const subscription = `subscription { paymentUpdated(pidx: "x") { ${repeat(16, (i) => `a${i}: id`)} } }`;
    const overEvents = await fetch(`${app.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${customer.token}`,
      },
      body: JSON.stringify({ query: subscription }),
    });
    expect(await overEvents.text()).toContain('"limit":"aliases"');
  });

  it('are far above what the storefront and the tools need', () => {
    const schema = buildSchema();
    const sources = readdirSync('web/storefront/src', { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.includes('gql'))
      .map((path) => readFileSync(`web/storefront/src/${path}`, 'utf8'));
    const documents = sources.flatMap((source) => [...source.matchAll(/graphql\(`([^`]+)`/g)].map(([, text]) => text));
    const all = documents.join('\n');
    expect(documents.length).toBeGreaterThan(10);
    // Even all of them in one document are within the limits.
    expect(checkOperationLimits(schema, parse(all, { maxTokens: tokens }))).toBeLessThan(fields);
    const introspection = getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true });
    expect(checkOperationLimits(schema, parse(introspection))).toBeLessThan(fields);
  });

  it('are all tested at their edges', () => {
    expect([...edges.map(([limit]) => limit), 'tokens'].sort()).toEqual(Object.keys(OPERATION_LIMITS).sort());
  });
});
