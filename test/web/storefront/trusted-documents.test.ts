import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../support/shop.ts';
import { fillSignUp, waitForHeading, waitForKhalti } from './support/customer-in-browser.ts';

const manifest = new URL('../../../dist/web/storefront/trusted-documents.json', import.meta.url);

describeInBrowser('the storefront', (shop) => {
  it('sends only operations of its list of trusted documents', async () => {
    const trusted = Object.values(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>);
    const sent = new Set<string>();
    const page = await shop.newPage();
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/graphql')) sent.add(request.postDataJSON().query);
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await waitForHeading(page, 'Sign up');
    await fillSignUp(page);
    await waitForKhalti(page);
    for (const [path, heading] of [
      ['/payments', 'My payments'],
      ['/subscription', 'My subscription'],
    ] as const) {
      await page.goto(path);
      await waitForHeading(page, heading);
      await page.waitForLoadState('networkidle');
    }
    expect(sent.size).toBeGreaterThan(4);
    expect([...sent].filter((text) => !trusted.includes(text))).toEqual([]);
  });
});
