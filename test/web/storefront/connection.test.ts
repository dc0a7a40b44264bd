import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../support/shop.ts';
import { buy, signUp, waitForHeading } from './support/customer-in-browser.ts';

describeInBrowser('the connection', (shop) => {
  it('says that the server cannot be reached, and tries again on a click; the plans came with the page', async () => {
    const page = await shop.newPage();
    await page.route('**/graphql', (route) => route.abort('connectionrefused'));
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Basic' }).waitFor();
    await page.goto('/payments');
    await page.getByText('The server cannot be reached').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Please sign in to see this page').waitFor();
    shop.consoleErrors.splice(0);
  });

  it('says the same when a proxy answers instead of the server', async () => {
    const page = await shop.newPage();
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad</h1>' }),
    );
    await page.goto('/subscription');
    await page.getByText('The server cannot be reached').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Please sign in to see this page').waitFor();
    shop.consoleErrors.splice(0);
  });

  it('says that the browser is offline, and checks again when it is online', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await page.goto(`/payments/return?pidx=${pidx}`);
    await waitForHeading(page, 'Not paid yet');
    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('The server cannot be reached').waitFor();
    await page.context().setOffline(false);
    await page.getByText('The server cannot be reached').waitFor({ state: 'detached' });
    await waitForHeading(page, 'Not paid yet');
    shop.consoleErrors.splice(0);
  });

  it('opens a page that was not loaded after the next navigation, and when the connection is back', async () => {
    const page = await shop.newPage();
    const files = /assets\/subscription-page/;
    await page.route(files, (route) => route.abort('internetdisconnected'));
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Basic' }).waitFor();
    await page.getByRole('link', { name: 'My subscription' }).click();
    await waitForHeading(page, 'This page could not be loaded');
    await page.getByRole('link', { name: 'Plans' }).click();
    await waitForHeading(page, 'Plans');
    await page.getByRole('link', { name: 'My subscription' }).click();
    await waitForHeading(page, 'This page could not be loaded');
    await page.unroute(files);
    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
    await page.context().setOffline(false);
    await waitForHeading(page, 'My subscription');
    shop.consoleErrors.splice(0);
  });

  it('fetches the other pages ahead, so that they open while the browser is offline', async () => {
    const page = await shop.newPage();
    const fetched = page.waitForResponse(/assets\/payments-page/);
    await page.goto('/');
    await (await fetched).finished();
    await page.getByRole('button', { name: 'Buy Basic' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'My payments' }).click();
    await waitForHeading(page, 'My payments');
    shop.consoleErrors.splice(0);
  });

  it('says how long to wait after too many requests', async () => {
    const page = await shop.newPage();
    const extensions = { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 7 };
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 429, json: { errors: [{ message: 'Too many', extensions }] } }),
    );
    await page.goto('/subscription');
    await page.getByText('Please wait 7 seconds').waitFor();
    extensions.retryAfterSeconds = 881;
    await page.getByRole('button', { name: 'Try again' }).click();
    const text = await page.getByText('Please wait 15 minutes').textContent();
    expect(text?.match(/please wait/gi)).toHaveLength(1);
    shop.consoleErrors.splice(0);
  });
});
