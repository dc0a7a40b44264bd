import { describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.ts';

async function hstsWith(env: Record<string, string>): Promise<(string | null)[]> {
  const app = await startApp({ env });
  const page = await fetch(`${app.address}/`);
  const data = await fetch(`${app.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ plans { code } }"}',
  });
  await app.close();
  return [page, data].map(({ headers }) => headers.get('strict-transport-security'));
}

describe('Strict-Transport-Security', () => {
  const secure = { PUBLIC_URL: 'https://shop.example.com' };

  it.each([
    [undefined, 'max-age=31536000; includeSubDomains'],
    ['max-age=300', 'max-age=300'],
    ['max-age=0', 'max-age=0'],
    ['max-age=63072000; includeSubDomains; preload', 'max-age=63072000; includeSubDomains; preload'],
    ['off', null],
  ])('with HSTS=%s is %s', async (hsts, header) => {
    expect(await hstsWith({ ...secure, ...(hsts === undefined ? {} : { HSTS: hsts }) })).toEqual([header, header]);
  });

  it('is not sent without https', async () => {
    expect(await hstsWith({ HSTS: 'max-age=300' })).toEqual([null, null]);
  });
});
