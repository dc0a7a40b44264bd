import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { ALLOWED_HOSTS: 'server, Shop.Internal' } });
});
afterAll(() => app.close());

function ask(host: string): Promise<{ status: number; text: string }> {
  const { port } = new URL(app.address);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/graphql?query={plans{code}}', setHost: false },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.setHeader('host', host);
    sent.setHeader('apollo-require-preflight', '1');
    sent.on('error', reject);
    sent.end();
  });
}

describe('outside production', () => {
  it.each(['localhost', 'localhost:4000', 'LOCALHOST', '127.0.0.1:1', '127.8.9.10', '[::1]:4000', 'shop.localhost'])(
    'the server answers under the name %s of this machine',
    async (host) => expect((await ask(host)).status).toBe(200),
  );

  it.each(['server', 'server:4000', 'shop.internal'])('the server answers under the configured name %s', async (host) =>
    expect((await ask(host)).status).toBe(200),
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    'a@b',
    '[::2]',
    'evil.example:4000',
  ])('the server refuses the name %s, which may be a page that rebinds it to this machine', async (host) => {
    const { status, text } = await ask(host);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', retryable: false } }] });
  });
});
