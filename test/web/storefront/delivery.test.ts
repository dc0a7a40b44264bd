import { expect, it } from '@jest/globals';
import { type BrowserContextOptions, type Page, type Request, type Route } from 'playwright-core';
import { paths } from '../../../web/storefront/src/app/paths.ts';
import { recoveryPaths } from '../../../web/storefront/src/users/recovery-paths.ts';
import { describeInBrowser } from '../support/shop.ts';

const MAX_SCRIPT_BYTES = 130_000;
const ANALYTICS = 'https://analytics.example.com';
const face = {
  SHOP_NAME: 'Shop <One>',
  SHOP_LOGO_FILE: 'web/storefront/src/app/icon.svg',
  SHOP_COLOR: '#ffd400',
  SHOP_EMAIL: 'help@example.com',
  SHOP_PHONE: '+977 1 5550100',
  SHOP_ADDRESS: 'New Road, Kathmandu',
  SHOP_PAN: '123456789',
  TERMS_URL: 'https://www.example.com/terms',
  ANALYTICS_SCRIPT_URL: `${ANALYTICS}/script.js`,
};

describeInBrowser(
  'the delivery',
  (shop) => {
    it('loads at most 130 KB of compressed scripts for the first page', async () => {
      const page = await newPage();
      const scripts: Request[] = [];
      page.on('requestfinished', (request) => {
        if (request.resourceType() === 'script') scripts.push(request);
      });
      await page.goto('/');
      await page.getByRole('button', { name: 'Buy Premium' }).waitFor();
      const own = scripts.filter((script) => script.url().startsWith(shop.app.url));
      const sizes = await Promise.all(own.map((script) => script.sizes()));
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
        expect({ path, status: (await get(path, { accept: '*/*' })).status }).toEqual({ path, status: 200 });
      }
      expect(await (await get('/nowhere', { accept: '*/*' })).json()).toMatchObject({
        errors: [{ extensions: { code: 'NOT_FOUND' } }],
      });
      for (const path of ['/nowhere', '/plans/nowhere', '/payments/return/1?pidx=any', '/index']) {
        const answer = await get(path);
        expect({ path, status: answer.status }).toEqual({ path, status: 404 });
        const html = await answer.text();
        expect(html).toContain('<div id="root">');
        expect(html).toContain('<meta name="robots" content="noindex">');
      }
      for (const path of ['/index.html', '/first-content.json', '/trusted-documents.json']) {
        const answer = await fetch(shop.app.url + path);
        expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      }
    });

    it('says in the page who the shop is and what it sells, in the language of the request', async () => {
      const english = await (await get('/', { 'accept-language': 'de, en;q=0.5' })).text();
      expect(english).toContain('<html lang="en">');
      expect(english).toContain('<title>Plans · Shop &lt;One&gt;</title>');
      expect(english).toContain('<meta name="description" content="Pay once');
      expect(english).toContain('<meta property="og:title" content="Plans · Shop &lt;One&gt;">');
      expect(english).toContain(`<link rel="canonical" href="${shop.app.url}/plans">`);
      expect(english).toContain('<a href="mailto:help@example.com">help@example.com</a>');
      expect(english).toContain('Buy Premium <small>Pay with Khalti</small>');
      const nepali = await get('/', { 'accept-language': 'ne-NP,ne;q=0.9,en;q=0.8' });
      expect(nepali.headers.get('vary')).toContain('accept-language');
      expect(await nepali.text()).toContain('Premium किन्नुहोस्');
      const chosen = await get('/plans', { 'accept-language': 'ne', cookie: 'language=en' });
      expect(await chosen.text()).toContain('<html lang="en">');
      expect(await (await get('/subscription')).text()).toContain('<title>My subscription · Shop &lt;One&gt;</title>');
    });

    it('shows the plans before scripts, and nothing moves when they run', async () => {
      for (const viewport of [
        { width: 360, height: 740 },
        { width: 1280, height: 900 },
      ]) {
        const page = await newPage({ viewport });
        const held: Route[] = [];
        await page.route(/\/assets\/.*\.js$/, (route) => void held.push(route));
        await page.goto('/plans', { waitUntil: 'commit' });
        await page.getByText('Buy Premium').waitFor();
        const before = await whereThingsAre(page);
        expect(before.text).toContain('Rs 5,000.00');
        await page.unroute(/\/assets\/.*\.js$/);
        await Promise.all(held.map((route) => route.continue()));
        await page.getByRole('button', { name: 'Buy Premium' }).waitFor();
        await page.getByRole('link', { name: 'Sign in' }).waitFor();
        expect(await whereThingsAre(page)).toEqual(before);
      }
    });

    it('shows the heading and a first sentence of the other pages before scripts, and nothing moves', async () => {
      const page = await newPage({ viewport: { width: 360, height: 740 } });
      for (const [path, lead] of [
        ['/subscription', 'nothing is charged unless you pay again'],
        ['/payments', 'please do not pay a second time'],
        ['/account', 'Here you can change your name'],
      ] as const) {
        const held: Route[] = [];
        await page.route(/\/assets\/.*\.js$/, (route) => void held.push(route));
        await page.goto(path, { waitUntil: 'commit' });
        await page.getByText(lead).waitFor();
        const before = await whereThingsAre(page, '.site, .pages a, h1, .lead');
        await page.unroute(/\/assets\/.*\.js$/);
        await Promise.all(held.map((route) => route.continue()));
        await page.getByText('Please sign in to see this page').waitFor();
        const after = await whereThingsAre(page, '.site, .pages a, h1, .lead');
        expect(after.places).toEqual(before.places);
      }
    });

    it('sends the logo, the icon in the colour of the shop, robots.txt and the sitemap', async () => {
      const types = await Promise.all(
        ['/shop/logo.svg', '/shop/icon.svg', '/favicon.ico', '/robots.txt', '/sitemap.xml'].map(async (path) => {
          const answer = await fetch(shop.app.url + path);
          return [path, answer.status, answer.headers.get('content-type'), await answer.text()];
        }),
      );
      expect(types).toEqual([
        ['/shop/logo.svg', 200, 'image/svg+xml', expect.stringContaining('<title>Subscriptions</title>')],
        ['/shop/icon.svg', 200, 'image/svg+xml', expect.stringContaining('fill="#ffd400"')],
        ['/favicon.ico', 200, 'image/svg+xml', expect.stringContaining('<title>Subscriptions</title>')],
        [
          '/robots.txt',
          200,
          expect.stringContaining('text/plain'),
          expect.stringContaining(`${shop.app.url}/sitemap.xml`),
        ],
        [
          '/sitemap.xml',
          200,
          expect.stringContaining('xml'),
          expect.stringContaining(`<loc>${shop.app.url}/plans</loc>`),
        ],
      ]);
    });

    it('lets the script that counts visits run from exactly its host, and not where addresses carry a secret', async () => {
      const open = (await get('/plans')).headers.get('content-security-policy') ?? '';
      expect(open).toContain(`script-src 'self' ${ANALYTICS};`);
      expect(open.split(ANALYTICS)).toHaveLength(4);
      const page = await newPage();
      await page.goto('/plans');
      expect(await page.evaluate(() => document.documentElement.dataset.counted)).toBe('yes');
      for (const path of ['/reset-password', '/confirm-email', '/admin/']) {
        const answer = await get(path);
        const policy = answer.headers.get('content-security-policy');
        expect({ path, isOpen: policy?.includes(ANALYTICS) }).toEqual({ path, isOpen: false });
        expect(await answer.text()).not.toContain(ANALYTICS);
      }
    });

    it('asks for JavaScript at the top of the page where there is none, and shows the plans', async () => {
      const page = await newPage({ javaScriptEnabled: false });
      await page.goto('/');
      await page.getByRole('heading', { name: 'Premium' }).waitFor();
      expect(await page.getByText('Buy Premium').isVisible()).toBe(false);
      const place = await page.locator('.no-script', { hasText: 'Please turn on JavaScript' }).boundingBox();
      expect(place?.y).toBeLessThan(50);
    });

    async function newPage(options?: BrowserContextOptions): Promise<Page> {
      const page = await shop.newPage(options);
      const body = "document.documentElement.dataset.counted = 'yes';";
      await page.route(`${ANALYTICS}/**`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
      return page;
    }

    function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
      return fetch(shop.app.url + path, { headers: { accept: 'text/html', 'accept-encoding': 'gzip', ...headers } });
    }
  },
  { env: face },
);

/**
 * Of everything that is shown before scripts run, once the styles are there: a browser paints nothing before. The account
 * menu is filled later, and its place is kept.
 */
async function whereThingsAre(page: Page, things = '.site, .pages a, h1, .lead, .plan, .plan > *, .bottom p') {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet),
  );
  return page.evaluate((selector) => {
    const places = [...document.querySelectorAll(selector)].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [element.className || element.tagName, ...[x, y, width, height].map(Math.round)].join(' ');
    });
    return { places, text: document.querySelector('main')?.innerText };
  }, things);
}
