import { expect, it } from '@jest/globals';
import { type Request } from 'playwright-core';
import { describeInBrowser } from './support/shop.ts';

const MAX_SCRIPT_BYTES = 130_000;

describeInBrowser('the delivery', (shop) => {
  it('loads at most 130 KB of compressed scripts for the first page', async () => {
    const page = await shop.newPage();
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Premium' }).waitFor();
    const sizes = await Promise.all(scripts.map((script) => script.sizes()));
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)).toBeLessThan(MAX_SCRIPT_BYTES);
  });

  it('lets browsers cache hashed files for a year, and revalidate the page', async () => {
    const page = await get('/');
    const script = await get(String(/\/assets\/[^"]+\.js/.exec(await page.text())?.[0]));
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-encoding')).toBe('gzip');
  });

  it('allows only its own scripts to run', async () => {
    const policy = (await get('/plans')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
  });

  function get(path: string): Promise<Response> {
    return fetch(shop.app.url + path, { headers: { accept: 'text/html', 'accept-encoding': 'gzip' } });
  }
});
