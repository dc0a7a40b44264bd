import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface Refused {
  errors: { message: string; extensions: { code: string; retryable: boolean; retryAfterSeconds?: number } }[];
}

function post(body: string, headers: Record<string, string> = {}, on = app): Promise<Response> {
  return fetch(`${on.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

const plans = JSON.stringify({ query: '{ plans { code } }' });

describe('the HTTP server', () => {
  it.each([
    ['broken JSON', '{"query": "{ plans', 400, {}],
    ['no body', '', 400, {}],
    ['JSON without a query', '[]', 400, {}],
    ['a body that is too large', JSON.stringify({ query: ' '.repeat(200_000) }), 413, {}],
    ['another content type', '<plans/>', 415, { 'content-type': 'application/xml' }],
    ['a key that would pollute a prototype', '{"query":"{plans{code}}","__proto__":{"x":1}}', 400, {}],
  ])('refuses %s with an error in the shape of GraphQL errors', async (_what, body, status, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as Refused;
    expect(errors[0]).toMatchObject({
      message: expect.any(String),
      extensions: { retryable: false, code: expect.any(String) },
    });
    expect(errors[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  });

  it('answers unknown paths with NOT_FOUND', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['POST', '/'],
      ['DELETE', '/graphql'],
      ['GET', '/%2e%2e/package.json'],
    ] as const) {
      const response = await fetch(app.url + path, { method });
      expect(response.status).toBe(404);
      expect(((await response.json()) as Refused).errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('limits the requests from one address, and returns how long to wait', async () => {
    const limited = await startApp({ beside: app, env: { REQUESTS_PER_MINUTE: '3' } });
    for (let i = 0; i < 3; i += 1) expect((await post(plans, {}, limited)).status).toBe(200);
    // A client cannot evade the limit with a header.
    const response = await post(plans, { 'x-forwarded-for': '203.0.113.9' }, limited);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const { errors } = (await response.json()) as Refused;
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(errors[0]?.extensions.retryAfterSeconds).toBeGreaterThan(0);
    expect(errors[0]?.extensions.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect((await fetch(`${limited.url}/health/live`)).status).toBe(200);
    await limited.close();
  });

  it('takes the address of the client from as many proxies as are configured', async () => {
    const proxied = await startApp({ beside: app, env: { REQUESTS_PER_MINUTE: '1', TRUST_PROXY: '1' } });
    const from = (addresses: string) => post(plans, { 'x-forwarded-for': addresses }, proxied);
    expect((await from('198.51.100.1')).status).toBe(200);
    expect((await from('198.51.100.2')).status).toBe(200);
    // The first address is the client's own claim.
    expect((await from('203.0.113.9, 198.51.100.1')).status).toBe(429);
    await proxied.close();
  });

  it('sends security headers', async () => {
    const { headers } = await fetch(`${app.url}/health/live`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('other origins', () => {
  const allowed = async (origin: string, on: App, path = '/graphql') => {
    const preflight = await fetch(`${on.address}${path}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    return preflight.headers.get('access-control-allow-origin');
  };

  it('may send requests from this machine, outside production, with the cookie', async () => {
    expect(await allowed('http://localhost:5173', app)).toBe('http://localhost:5173');
    expect(await allowed('http://127.0.0.1:3000', app)).toBe('http://127.0.0.1:3000');
    const response = await post(plans, { origin: 'http://localhost:5173' });
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it.each([
    'https://evil.example.com',
    'http://localhost.evil.example.com',
    'https://localhost:1@evil.example.com',
    'null',
  ])('may not send requests: %s', async (origin) => {
    expect(await allowed(origin, app)).toBeNull();
  });

  it("never use the operators' API, whose cookie a page of the same site would send", async () => {
    expect(await allowed('http://localhost:5173', app, '/admin/graphql')).toBeNull();
    expect(await allowed('http://localhost:5173', app, '/admin/export/payments.csv')).toBeNull();
  });

  it('may send requests only if they are named, once any are named', async () => {
    const named = await startApp({ beside: app, env: { CORS_ORIGINS: 'https://app.example.com/' } });
    expect(await allowed('https://app.example.com', named)).toBe('https://app.example.com');
    expect(await allowed('https://other.example.com', named)).not.toBe('https://other.example.com');
    expect(await allowed('http://localhost:5173', named)).not.toBe('http://localhost:5173');
    expect(await allowed('https://app.example.com', named, '/admin/graphql')).toBeNull();
    await named.close();
  });
});
