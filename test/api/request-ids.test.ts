import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let app: App;
let proxied: App;
beforeAll(async () => {
  app = await startApp();
  proxied = await startApp({ beside: app, env: { TRUST_PROXY: '1' } });
});
afterAll(async () => {
  await proxied.close();
  await app.close();
});

function post(on: App, query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${on.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

async function idOf(response: Promise<Response>): Promise<string> {
  return (await response).headers.get('x-request-id') ?? '';
}

const plans = '{ plans { code } }';

describe('the id of a request', () => {
  it('is new for each request, and is answered as a header, whatever the answer is', async () => {
    const ids = await Promise.all([
      idOf(post(app, plans)),
      idOf(post(app, 'not GraphQL')),
      idOf(
        fetch(`${app.address}/graphql`, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
      ),
      idOf(fetch(`${app.address}/nothing`)),
      idOf(fetch(`${app.address}/health/live`)),
      idOf(fetch(`${app.address}/`)),
    ]);
    for (const id of ids) expect(id).toMatch(UUID);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is the trusted proxy's, and never the client's own", async () => {
    const given = { 'x-request-id': '4bf92f3577b34da6a3ce929d0e0e4736' };
    expect(await idOf(post(proxied, plans, given))).toBe(given['x-request-id']);
    expect(await idOf(post(app, plans, given))).toMatch(UUID);
  });

  it.each(['', 'a b', 'x'.repeat(129), '"},{"level":"fatal"', '<script>', 'é', 'a\tb', 'a, b'])(
    'is new if the proxy sends nonsense: %j',
    async (nonsense) => {
      expect(await idOf(post(proxied, plans, { 'x-request-id': nonsense }))).toMatch(UUID);
    },
  );

  it('is on every line that is logged for the request, also by the domain and about the gateway', async () => {
    const { token } = await Customer.signUp(proxied);
    const [plan] = (await proxied.ask<{ plans: { id: string }[] }>('{ plans { id } }')).data.plans;
    const initiate = (id: string) => {
      const headers = { authorization: `Bearer ${token}`, 'x-request-id': id };
      return post(proxied, `mutation { initiatePayment(planId: "${plan?.id}") { id } }`, headers);
    };
    const linesOf = (id: string) => proxied.logged.filter(({ requestId }) => requestId === id).map(({ msg }) => msg);
    // At the same time, and several times: later requests are compiled.
    const ids = Array.from({ length: 8 }, (_, i) => `request-${i}`);
    await Promise.all(ids.map(initiate));
    for (const id of ids) expect(linesOf(id)).toEqual(['initiatePayment']);
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'unauthorized', times: 1 }]);
    await initiate('refused');
    expect(linesOf('refused')).toContain('a request to Khalti failed');
  });

  it('is beside the errorId of an unexpected error', async () => {
    const signIn = 'mutation { signIn(email: "a@example.com", password: "correct horse") { token } }';
    await app.services.orm.em.fork().execute('alter table users rename to users_gone');
    const response = await post(proxied, signIn, { 'x-request-id': 'broken' });
    await app.services.orm.em.fork().execute('alter table users_gone rename to users');
    const { errors } = (await response.json()) as { errors: { extensions: { errorId: string } }[] };
    const errorId = errors[0]?.extensions.errorId;
    expect(errorId).toMatch(UUID);
    expect(proxied.logged).toContainEqual(expect.objectContaining({ errorId, requestId: 'broken', pid: process.pid }));
  });
});
