import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const INVALID = 'GRAPHQL_VALIDATION_FAILED';

const page = (headers: Record<string, string> = { accept: 'text/html' }) => fetch(`${app.url}/graphql`, { headers });

describe('/graphql', () => {
  it('shows Apollo Sandbox in a browser, with a Content-Security-Policy that allows it', async () => {
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

  it('lets tools read the whole schema, although that query is deep', async () => {
    const options = { descriptions: true, inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true };
    const { data, errors } = await app.ask<{ __schema: object }>(getIntrospectionQuery(options));
    expect(errors).toEqual([]);
    expect(data.__schema).toBeDefined();
  });

  it.each([
    ['more than 2,000 tokens', `{ plans { ${'code '.repeat(1_996)}} }`, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ plan { code } }', INVALID],
    [
      'fragments in a cycle',
      'query { plans { ...a } } fragment a on Plan { ...b } fragment b on Plan { ...a }',
      INVALID,
    ],
    ['broken syntax', '{ plans { code }', 'GRAPHQL_PARSE_FAILED'],
    ['an empty query', '', 'BAD_REQUEST'],
  ])('refuses %s at once, with a code', async (_what, query = '', expected) => {
    const before = performance.now();
    const { code, errors, status } = await app.ask(query);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(status).toBe(400);
    expect(code).toBe(expected);
    expect(errors[0]?.extensions.retryable).toBe(false);
    expect(JSON.stringify(errors)).not.toMatch(/stacktrace|node_modules/);
  });

  it('refuses several queries in one request', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ plans { code } }' }, { query: '{ plans { code } }' }]),
    });
    expect(response.status).toBe(400);
  });

  it('accepts a mutation only by POST', async () => {
    const url = `${app.url}/graphql?query=${encodeURIComponent('mutation { signOut }')}`;
    const response = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(405);
  });

  it.each([
    ['a number for an id', 'query ($x: ID!) { payment(pidx: $x) { id } }', { x: 1.5 }],
    ['an object for an id', 'query ($x: ID!) { payment(pidx: $x) { id } }', { x: {} }],
    ['a missing variable', 'query ($x: ID!) { payment(pidx: $x) { id } }', {}],
    [
      'a page that is too large',
      'query ($x: Int!) { myPayments(first: $x) { pageInfo { hasNextPage } } }',
      { x: 1_000_000 },
    ],
    ['a negative page', 'query ($x: Int!) { myPayments(first: $x) { pageInfo { hasNextPage } } }', { x: -1 }],
    [
      'a number that is too large for an Int',
      'query ($x: Int!) { myPayments(first: $x) { pageInfo { hasNextPage } } }',
      { x: 1e20 },
    ],
    [
      'an invalid cursor',
      'query ($x: String!) { myPayments(after: $x) { pageInfo { hasNextPage } } }',
      { x: "'; drop table" },
    ],
  ])('refuses %s, and says why', async (_what, query, variables) => {
    const customer = await Customer.signUp(app);
    const { code, errors } = await customer.ask(query, variables);
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message.length).toBeGreaterThan(10);
  });

  it.each(["' or 1=1 --", '\u0000', '\ud800', '0', '../../etc/passwd', '💸'.repeat(300)])(
    'finds no payment and no plan for an impossible id: %j',
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
