import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type App, type AppOptions, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { newFolder } from '../support/program-folder.ts';

const PLANS = 'query Plans { plans { code } }';
const ME = 'query Me { me { email } }';
const UPDATES = 'subscription Updates($pidx: ID!) { paymentUpdated(pidx: $pidx) { status } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the build tools of clients write. */
const manifests = {
  codegen: { [hashOf(PLANS)]: PLANS, [hashOf(UPDATES)]: UPDATES },
  apollo: {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: hashOf(ME), name: 'Me', type: 'query', body: ME }],
  },
  relay: { d41d8cd98f00b204e9800998ecf8427e: 'query Prices { plans { pricePaisa } }' },
};

let app: App;
let strict: App;

function fileWith(content: unknown): string {
  const file = join(newFolder(), 'manifest.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const startWith = (content: unknown, options: AppOptions = {}) =>
  startApp({ beside: app, ...options, env: { TRUSTED_DOCUMENTS: fileWith(content), ...options.env } });

beforeAll(async () => {
  const TRUSTED_DOCUMENTS = Object.values(manifests).map(fileWith).join(',');
  app = await startApp({ env: { TRUSTED_DOCUMENTS } });
  strict = await startApp({
    beside: app,
    env: { TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_ONLY: 'true' },
    isProduction: true,
  });
});

afterAll(async () => {
  await strict?.close();
  await app?.close();
});

async function post({ url }: App, body: unknown, path = '/graphql', accept = 'application/json') {
  const headers = { 'content-type': 'application/json', accept };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  return text.startsWith('{') ? JSON.parse(text) : text;
}

const code = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;
const plans = expect.arrayContaining([{ code: 'basic' }]);

describe('trusted documents', () => {
  it('can be called by their id, in the way of each client', async () => {
    const persistedQuery = { version: 1, sha256Hash: hashOf(PLANS) };
    for (const body of [
      { documentId: hashOf(PLANS) },
      { documentId: `sha256:${hashOf(PLANS)}` },
      { extensions: { persistedQuery }, operationName: 'Plans' },
    ]) {
      expect(await post(app, body)).toEqual({ data: { plans } });
    }
    expect(await post(app, { doc_id: 'd41d8cd98f00b204e9800998ecf8427e', variables: {} })).toMatchObject({
      data: { plans: expect.arrayContaining([{ pricePaisa: 50_000 }]) },
    });
    expect(await post(app, { documentId: hashOf(ME) })).toEqual({ data: { me: null } });
    const search = new URLSearchParams({ extensions: JSON.stringify({ persistedQuery }) });
    const response = await fetch(`${app.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await response.json()).toEqual({ data: { plans } });
  });

  it('answers an unknown id with a code', async () => {
    expect(code(await post(app, { documentId: 'unknown' }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(code(await post(app, { doc_id: 'unknown' }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    const persistedQuery = { version: 1, sha256Hash: hashOf('query { me { id } }') };
    expect(code(await post(app, { extensions: { persistedQuery } }))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('leaves other operations alone, unless only trusted ones are answered', async () => {
    const other = { query: '{ plans { name } }' };
    expect(await post(app, other)).toHaveProperty('data.plans');
    expect(code(await post(strict, other))).toBe('DOCUMENT_NOT_TRUSTED');
    expect(code(await post(strict, {}))).toBe('DOCUMENT_NOT_TRUSTED');
    expect(
      code(await post(strict, { query: UPDATES.replace('status', 'id') }, '/graphql/stream', 'text/event-stream')),
    ).toBe('DOCUMENT_NOT_TRUSTED');
    const get = await fetch(`${strict.url}/graphql?query=${encodeURIComponent('{ plans { name } }')}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(code(await get.json())).toBe('DOCUMENT_NOT_TRUSTED');
    for (let times = 0; times < 5; times += 1)
      expect(await post(strict, { query: PLANS })).toEqual({ data: { plans } });
    expect(await post(strict, { documentId: hashOf(PLANS) })).toEqual({ data: { plans } });
  });

  it('are followed live by their id, and others are refused', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    const client = createClient({
      url: `${strict.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${customer.token}` },
    });
    const variables = { pidx };
    const named = { query: '', variables, extensions: { persistedQuery: { sha256Hash: hashOf(UPDATES) } } };
    for await (const { data } of client.iterate(named)) {
      expect(data).toEqual({ paymentUpdated: { status: 'INITIATED' } });
      break;
    }
    const other = { query: UPDATES.replace('status', 'id'), variables };
    await expect(client.iterate(other).next()).rejects.toMatchObject([
      { extensions: { code: 'DOCUMENT_NOT_TRUSTED' } },
    ]);
    await client.dispose();
  });

  it('name what is wrong with a manifest at start', async () => {
    await expect(startWith('{')).rejects.toThrow('cannot be read');
    await expect(startWith([1])).rejects.toThrow('is not a manifest of');
    await expect(startWith({ a: 'query Wrong { nothing }' })).rejects.toThrow(
      'query Wrong { nothing }: Cannot query field',
    );
    await expect(startWith({ a: 'query {' })).rejects.toThrow('Syntax Error');
  });
});
