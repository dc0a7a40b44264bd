import { expect, it } from '@jest/globals';
import { type Request } from 'playwright-core';
import { paths } from '../../../web/storefront/src/app/paths.ts';
import { recoveryPaths } from '../../../web/storefront/src/users/recovery-paths.ts';
import { describeInBrowser } from '../support/shop.ts';

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

  it('answers 404 for paths that are no page, and 200 for every page', async () => {
    const pages = [...Object.values(paths), ...Object.values(recoveryPaths)];
    for (const path of ['/', '/plans/', '/Plans', '/payments/return?pidx=any&status=Completed', ...pages]) {
      expect({ path, status: (await get(path)).status }).toEqual({ path, status: 200 });
    }
    for (const path of ['/nowhere', '/plans/nowhere', '/payments/return/1?pidx=any', '/index']) {
      const answer = await get(path);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(await answer.text()).toContain('<div id="root">');
    }
  });

  it('asks for JavaScript at the top of the page where there is none', async () => {
    const page = await shop.newPage({ javaScriptEnabled: false });
    await page.goto('/');
    const place = await page.locator('.no-script', { hasText: 'Please turn on JavaScript' }).boundingBox();
    expect(place?.y).toBeLessThan(50);
  });

  function get(path: string): Promise<Response> {
    return fetch(shop.app.url + path, { headers: { accept: 'text/html', 'accept-encoding': 'gzip' } });
  }
});
