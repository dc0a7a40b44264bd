import { expect, it, jest } from '@jest/globals';
import { type Page } from 'playwright-core';
import { atKhalti, Customer } from '../../support/customer.ts';
import { describeInBrowser } from '../support/shop.ts';

jest.setTimeout(180_000);

describeInBrowser('GraphiQL at /graphiql', (shop) => {
  it('has every example in a tab, needs no other host, and subscribes to a payment', async () => {
    const customer = await Customer.signUp(shop.app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(shop.app, pidx, 'pending');
    await customer.verify(pidx);
    const page = await shop.newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.context().addCookies([{ name: 'session', value: customer.token, url: shop.app.url }]);
    await page.goto('/graphiql');
    await page.getByRole('tab', { name: 'Plans' }).waitFor();
    await run(page);
    await result(page).getByText('"basic"').first().waitFor();
    for (const name of ['SignUp', 'InitiatePayment', 'VerifyPayment', 'MySubscription']) {
      await page.getByRole('tab', { name, exact: true }).waitFor();
    }
    await page.goto(
      `/graphiql?query=${encodeURIComponent(`subscription { paymentUpdated(pidx: "${pidx}") { status } }`)}`,
    );
    await run(page);
    await result(page).getByText('"PENDING"').waitFor();
    await atKhalti(shop.app, pidx, 'complete');
    await customer.verify(pidx);
    await result(page).getByText('"COMPLETED"').waitFor();
    expect([...hosts].filter((host) => host !== '' && host !== new URL(shop.app.url).host)).toEqual([]);
  });
});

const run = (page: Page) => page.getByRole('button', { name: /^Execute query/ }).click();
const result = (page: Page) => page.getByRole('region', { name: 'Result Window' });
