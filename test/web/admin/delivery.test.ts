import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { type Request } from 'playwright-core';
import { paths } from '../../../web/admin/src/app/paths.ts';
import { describeInBrowser } from '../support/shop.ts';
import { operatorPage } from './support/operator-in-browser.ts';

const MAX_SCRIPT_BYTES = 120_000;

describeInBrowser('the delivery of the app of operators', (shop) => {
  it('loads at most 120 KB of compressed scripts for the first page', async () => {
    const { page } = await operatorPage(shop, 'OWNER');
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await page.goto('/admin');
    await page.getByRole('heading', { name: 'Money' }).waitFor();
    await page.getByRole('heading', { name: 'Ending soon' }).waitFor();
    const sizes = await Promise.all(scripts.map((script) => script.sizes()));
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)).toBeLessThan(MAX_SCRIPT_BYTES);
  });

  it('is a build of its own, of which the storefront has no byte', () => {
    const folder = 'dist/web/storefront/assets';
    const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
    expect(scripts.filter((name) => readFileSync(`${folder}/${name}`, 'utf8').includes('/admin'))).toEqual([]);
  });

  it('allows only its own scripts and styles', async () => {
    const policy = (await get('/admin/payments')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it('answers 404 for paths that are no page, and 200 for every page', async () => {
    const pages = Object.values(paths).map((path) => `/admin${path}`);
    for (const path of [
      '/admin',
      '/admin/Payments/',
      '/admin/payments/some-id',
      '/admin/customers/some-id',
      ...pages,
    ]) {
      expect({ path, status: (await get(path)).status }).toEqual({ path, status: 200 });
    }
    for (const path of ['/admin/nowhere', '/admin/payments/1/2', '/admin/index']) {
      const answer = await get(path);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      expect(await answer.text()).toContain('<div id="root">');
    }
    expect((await get('/administrators')).status).toBe(404);
    expect((await get('/admin/assets/unknown.js')).headers.get('content-type')).toContain('json');
  });

  it('lets browsers cache hashed files for a year, and revalidate the page', async () => {
    const page = await get('/admin/');
    const script = await get(String(/\/admin\/assets\/[^"]+\.js/.exec(await page.text())?.[0]));
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  function get(path: string): Promise<Response> {
    return fetch(shop.app.url + path, { headers: { accept: 'text/html', 'accept-encoding': 'gzip' } });
  }
});
