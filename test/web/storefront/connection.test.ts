import { it } from '@jest/globals';
import { buy, signUp, waitForHeading } from './support/customer-in-browser.ts';
import { describeInBrowser } from './support/shop.ts';

describeInBrowser('the connection', (shop) => {
  it('says that the server cannot be reached, and tries again on a click', async () => {
    const page = await shop.newPage();
    await page.route('**/graphql', (route) => route.abort('connectionrefused'));
    await page.goto('/');
    await page.getByText('The server cannot be reached').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Buy Basic' }).waitFor();
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

  it('says how long to wait after too many requests', async () => {
    const page = await shop.newPage();
    const extensions = { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 7 };
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 429, json: { errors: [{ message: 'Too many', extensions }] } }),
    );
    await page.goto('/');
    await page.getByText('Please wait 7 seconds').waitFor();
    shop.consoleErrors.splice(0);
  });
});
