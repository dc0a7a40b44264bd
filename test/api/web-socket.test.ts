import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchExchange, subscriptionExchange, Client as UrqlClient } from '@urql/core';
import { type Client, type ClientOptions, CloseCode, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { waitUntil } from '../support/wait-until.ts';

const QUERY = 'subscription ($pidx: ID!) { paymentUpdated(pidx: $pidx) { status subscription { isActive } } }';

let app: App;
const clients: Client[] = [];

beforeAll(async () => {
  app = await startApp();
});

afterAll(async () => {
  for (const client of clients) await client.dispose();
  await app?.close();
});

const urlOf = () => `${app.url.replace('http', 'ws')}/graphql`;

function connect(token: string | null, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: urlOf(),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token ? { connectionParams: { authorization: `Bearer ${token}` } } : {}),
    ...options,
  });
  clients.push(client);
  return client;
}

async function pendingPayment(): Promise<{ customer: Customer; pidx: string }> {
  const customer = await Customer.signUp(app);
  const { pidx } = await customer.initiate('basic');
  await atKhalti(app, pidx, 'pending');
  await customer.verify(pidx);
  return { customer, pidx };
}

/** The code of the first error. */
async function codeOf(client: Client, query = QUERY, pidx = 'unknown'): Promise<unknown> {
  try {
    for await (const { errors } of client.iterate({ query, variables: { pidx } })) return errors?.[0]?.extensions?.code;
    return 'ENDED';
  } catch (refused) {
    return (refused as { extensions?: { code?: string } }[])[0]?.extensions?.code;
  }
}

/** Why the server closes a socket on which `messages` are sent. */
function closeCode(messages: string[], headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(urlOf(), 'graphql-transport-ws', { headers });
  const [first, ...others] = messages;
  socket.on('open', () => first && socket.send(first));
  socket.once('message', () => {
    for (const message of others) socket.send(message);
  });
  return new Promise((resolve, reject) => {
    socket.on('close', resolve);
    socket.on('error', reject);
  });
}

const settle = async ({ customer, pidx }: { customer: Customer; pidx: string }) => {
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
};

describe('paymentUpdated over a WebSocket', () => {
  it('sends the payment, then its changes, and completes when it is settled', async () => {
    const bought = await pendingPayment();
    const seen: unknown[] = [];
    const updates = connect(bought.customer.token).iterate({ query: QUERY, variables: { pidx: bought.pidx } });
    for await (const { data } of updates) {
      if (seen.push(data?.paymentUpdated) === 1) await settle(bought);
    }
    expect(seen).toEqual([
      { status: 'PENDING', subscription: null },
      { status: 'COMPLETED', subscription: { isActive: true } },
    ]);
  });

  it('works with Apollo Client as it comes', async () => {
    const bought = await pendingPayment();
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new GraphQLWsLink(connect(bought.customer.token)),
    });
    const seen = await new Promise<unknown[]>((resolve, reject) => {
      const statuses: unknown[] = [];
      client
        .subscribe<{ paymentUpdated: { status: string } }>({ query: gql(QUERY), variables: { pidx: bought.pidx } })
        .subscribe({
          next({ data }) {
            if (statuses.push(data?.paymentUpdated.status) === 1) settle(bought).catch(reject);
          },
          error: reject,
          complete: () => resolve(statuses),
        });
    });
    expect(seen).toEqual(['PENDING', 'COMPLETED']);
  });

  it('works with urql as it comes', async () => {
    const bought = await pendingPayment();
    const sockets = connect(bought.customer.token);
    const client = new UrqlClient({
      url: `${app.url}/graphql`,
      preferGetMethod: false,
      exchanges: [
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: sockets.subscribe({ query, variables: variables as Record<string, unknown> }, sink as never),
            }),
          }),
        }),
      ],
    });
    const seen = await new Promise<unknown[]>((resolve, reject) => {
      const statuses: unknown[] = [];
      client.subscription(QUERY, { pidx: bought.pidx }).subscribe(({ data, error }) => {
        if (error) return reject(error);
        statuses.push(data?.paymentUpdated.status);
        if (statuses.length === 1) settle(bought).catch(reject);
        if (statuses.length === 2) resolve(statuses);
      });
    });
    expect(seen).toEqual(['PENDING', 'COMPLETED']);
  });

  it('knows a customer by the cookie, from the pages of allowed origins only', async () => {
    const { customer, pidx } = await pendingPayment();
    const withHeaders = (headers: Record<string, string>) =>
      connect(null, {
        webSocketImpl: class extends WebSocket {
          constructor(address: string, protocols: string[]) {
            super(address, protocols, { headers: { cookie: `session=${customer.token}`, ...headers } });
          }
        },
      });
    for (const headers of [{}, { origin: app.url }]) {
      for await (const { data } of withHeaders(headers).iterate({ query: QUERY, variables: { pidx } })) {
        expect(data).toMatchObject({ paymentUpdated: { status: 'PENDING' } });
        break;
      }
    }
    await expect(
      closeCode([], { cookie: `session=${customer.token}`, origin: 'https://evil.example' }),
    ).rejects.toThrow('403');
  });

  it('refuses what the stream over HTTP refuses, with the same codes', async () => {
    const { pidx } = await pendingPayment();
    const { token } = await Customer.signUp(app);
    expect(await codeOf(connect(null), QUERY, pidx)).toBe('UNAUTHENTICATED');
    expect(await codeOf(connect('nonsense'), QUERY, pidx)).toBe('UNAUTHENTICATED');
    expect(await codeOf(connect(token), QUERY, pidx)).toBe('PAYMENT_NOT_FOUND');
    expect(await codeOf(connect(token), 'query { plans { id } }')).toBe('BAD_USER_INPUT');
    expect(await codeOf(connect(token), 'subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await codeOf(connect(token), 'subscription {')).toBe('GRAPHQL_PARSE_FAILED');
  });

  it("refuses in the language of the customer's account", async () => {
    const customer = await Customer.signUp(app);
    await customer.ask('mutation { chooseLanguage(language: NE) { id } }');
    const updates = connect(customer.token).iterate({ query: QUERY, variables: { pidx: 'unknown' } });
    const refused = await updates.next().catch((errors: unknown) => errors);
    expect(JSON.stringify(refused)).toContain('तपाईंको यस्तो भुक्तानी छैन।');
  });

  it('lets a customer watch five payments at once, over both kinds of connection together', async () => {
    const { customer, pidx } = await pendingPayment();
    const client = connect(customer.token);
    const open = Array.from({ length: 5 }, () => client.iterate({ query: QUERY, variables: { pidx } }));
    for (const updates of open) await updates.next();
    expect(await codeOf(connect(customer.token), QUERY, pidx)).toBe('RATE_LIMITED');
    await open[0]?.return?.();
    // The server hears of the end a moment later.
    await waitUntil(async () => (await codeOf(connect(customer.token), QUERY, pidx)) === undefined);
    for (const updates of open.slice(1)) await updates.return?.();
  });

  it('closes a socket that speaks nonsense, sends too much, or asks without end', async () => {
    expect(await closeCode(['nonsense'])).toBe(CloseCode.BadRequest);
    expect(await closeCode([`{"type":"connection_init","payload":{"a":"${'a'.repeat(200_000)}"}}`])).toBe(1009);
    const subscribe = (id: number) =>
      JSON.stringify({ id: String(id), type: 'subscribe', payload: { query: 'subscription { x }' } });
    const many = Array.from({ length: 150 }, (_, id) => subscribe(id));
    expect(await closeCode(['{"type":"connection_init"}', ...many])).toBe(CloseCode.TooManyInitialisationRequests);
    expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('ends when the server stops, so that clients connect to another one', async () => {
    const stopping = await startApp({ beside: app });
    const { customer, pidx } = await pendingPayment();
    const closed = new Promise<number>((resolve) => {
      const client = connect(customer.token, {
        url: `${stopping.url.replace('http', 'ws')}/graphql`,
        on: { closed: (event) => resolve((event as { code: number }).code) },
      });
      client.subscribe(
        { query: QUERY, variables: { pidx } },
        {
          next: () => void stopping.close(),
          error: () => {},
          complete: () => {},
        },
      );
    });
    expect(await closed).toBeLessThan(4000);
  });
});
