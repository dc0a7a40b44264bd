import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const page = (headers: Record<string, string> = { accept: 'text/html' }) => fetch(`${app.url}/graphql`, { headers });

describe('/graphql', () => {
  it('shows Apollo Sandbox in a browser, under a policy that lets it work', async () => {
    const response = await page();
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('embeddable-sandbox.cdn.apollographql.com');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const [, source = ''] of text.matchAll(/(?:src|href)="(https:\/\/[^"]+)"/g)) {
      const host = new URL(source).hostname;
      expect(policy).toContain(host.endsWith('.apollographql.com') ? 'https://*.apollographql.com' : host);
    }
    expect(policy).toMatch(/script-src [^;]*'unsafe-inline'/);
    expect(policy).toMatch(/frame-src [^;]*https:\/\/\*\.apollographql\.com/);
  });

  it('lets tools read the whole schema, deep as that query is', async () => {
    const options = { descriptions: true, inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true };
    const { data, errors } = await app.ask<{ __schema: object }>(getIntrospectionQuery(options));
    expect(errors).toEqual([]);
    expect(data.__schema).toBeDefined();
  });

  it('lets the deepest useful query pass', async () => {
    const customer = await Customer.signUp(app);
    const query =
      '{ myPayments(first: 1) { edges { node { subscription { plan { code } } } } pageInfo { hasNextPage } } }';
    expect((await customer.ask(query)).errors.map(({ message }) => message)).toEqual([]);
  });

  it.each([
    ['too many aliases', `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: plans { code }`).join(' ')} }`],
    [
      'too deep a query',
      `{ __type(name: "Plan") { ${'ofType { '.repeat(0)}${'fields { type { '.repeat(8)}name${' } }'.repeat(8)} } }`,
    ],
    ['too many tokens', `{ ${'plans { code } '.repeat(1000)} }`],
    ['a field that is not there', '{ plan { code } }'],
    ['broken syntax', '{ plans { code }'],
    ['a circle of fragments', 'query { plans { ...a } } fragment a on Plan { ...b } fragment b on Plan { ...a }'],
    ['nothing', ''],
  ])('refuses %s at once, with a code', async (_what, query) => {
    const before = performance.now();
    const { code, errors, status } = await app.ask(query);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(status).toBe(400);
    expect(code).toMatch(/^(GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_REQUEST|BAD_USER_INPUT)$/);
    expect(errors[0]?.extensions.retryable).toBe(false);
    expect(JSON.stringify(errors)).not.toMatch(/stacktrace|node_modules/);
  });

  it('answers one query at a time', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ plans { code } }' }, { query: '{ plans { code } }' }]),
    });
    expect(response.status).toBe(400);
  });

  it('takes a mutation by POST alone', async () => {
    const url = `${app.url}/graphql?query=${encodeURIComponent('mutation { signOut }')}`;
    const response = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(405);
  });

  it.each([
    ['a number for an id', 'query ($x: ID!) { payment(pidx: $x) { id } }', { x: 1.5 }],
    ['an object for an id', 'query ($x: ID!) { payment(pidx: $x) { id } }', { x: {} }],
    ['a missing variable', 'query ($x: ID!) { payment(pidx: $x) { id } }', {}],
    ['an endless page', 'query ($x: Int!) { myPayments(first: $x) { pageInfo { hasNextPage } } }', { x: 1_000_000 }],
    ['a negative page', 'query ($x: Int!) { myPayments(first: $x) { pageInfo { hasNextPage } } }', { x: -1 }],
    [
      'a number beyond integers',
      'query ($x: Int!) { myPayments(first: $x) { pageInfo { hasNextPage } } }',
      { x: 1e20 },
    ],
    [
      'a cursor that is none',
      'query ($x: String!) { myPayments(after: $x) { pageInfo { hasNextPage } } }',
      { x: "'; drop table" },
    ],
  ])('says what is wrong with %s', async (_what, query, variables) => {
    const customer = await Customer.signUp(app);
    const { code, errors } = await customer.ask(query, variables);
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message.length).toBeGreaterThan(10);
  });

  it.each(["' or 1=1 --", '\u0000', '\ud800', '0', '../../etc/passwd', '💸'.repeat(300)])(
    'finds nothing for a pidx or a plan that cannot be: %j',
    async (x) => {
      const customer = await Customer.signUp(app);
      expect((await customer.ask('query ($x: ID!) { payment(pidx: $x) { id } }', { x })).data).toEqual({
        payment: null,
      });
      const initiate = 'mutation ($x: ID!) { initiatePayment(planId: $x) { id } }';
      expect((await customer.ask(initiate, { x })).code).toBe('PLAN_NOT_FOUND');
    },
  );
});
