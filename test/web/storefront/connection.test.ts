import { it } from '@jest/globals';
import { buy, headingOf, signUp } from './support/customer-in-browser.ts';
import { describeInBrowser } from './support/shop.ts';

describeInBrowser('the connection', (shop) => {
  it('says that the server is away, and goes on when it is asked to', async () => {
    const page = await shop.newPage();
    await page.route('**/graphql', (route) => route.abort('connectionrefused'));
    await page.goto('/');
    await page.getByText('The shop cannot be reached').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Buy Basic' }).waitFor();
    shop.complaints.splice(0);
  });

  it('says the same when a proxy answers for it', async () => {
    const page = await shop.newPage();
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad</h1>' }),
    );
    await page.goto('/subscription');
    await page.getByText('The shop cannot be reached').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Please sign in to go on').waitFor();
    shop.complaints.splice(0);
  });

  it('says that the browser is offline, and asks again when it is online', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await page.goto(`/payments/return?pidx=${pidx}`);
    await headingOf(page, 'Not finished yet');
    await page.context().setOffline(true);
    await page.getByText('You are offline').waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('The shop cannot be reached').waitFor();
    await page.context().setOffline(false);
    await page.getByText('The shop cannot be reached').waitFor({ state: 'detached' });
    await headingOf(page, 'Not finished yet');
    shop.complaints.splice(0);
  });

  it('tells how long to wait after too many requests', async () => {
    const page = await shop.newPage();
    const extensions = { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 7 };
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 429, json: { errors: [{ message: 'Too many', extensions }] } }),
    );
    await page.goto('/');
    await page.getByText('Please wait 7 seconds.').waitFor();
    shop.complaints.splice(0);
  });
});
