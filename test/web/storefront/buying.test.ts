import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../support/shop.ts';
import { buy, fillSignUp, payUpTo, signUp, waitForHeading, waitForKhalti } from './support/customer-in-browser.ts';

describeInBrowser('buying a plan', (shop) => {
  it('leads a new visitor from the plans to access', async () => {
    const page = await shop.newPage();
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await waitForHeading(page, 'Sign up');
    await fillSignUp(page);
    await waitForKhalti(page);
    await payUpTo(page, 'Pay Rs. 5,000.00');
    await waitForHeading(page, 'Payment completed');
    await page.getByText(/You have access until \d+ \w+ \d{4}/).waitFor();
    await page.getByRole('link', { name: 'See my subscription' }).click();
    await waitForHeading(page, 'My subscription');
    await page.getByText('365', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('article', { name: 'Premium' }).getByText('Your plan').waitFor();
  });

  it('goes straight on to Khalti after sign-up, but from a link only after a click', async () => {
    const page = await shop.newPage();
    await page.goto('/plans');
    await page.getByRole('button', { name: 'Buy Standard' }).click();
    await waitForHeading(page, 'Sign up');
    await page.getByText('you go straight on to Khalti').waitFor();
    await fillSignUp(page);
    await waitForKhalti(page);
    await page.goto('/plans?buy=standard');
    await page.getByText('Next, pay for Standard at Khalti.').waitFor();
    await page.locator('button:focus', { hasText: 'Pay with Khalti' }).waitFor();
    await page.keyboard.press('Enter');
    await waitForKhalti(page);
  });

  it('opens one payment for a double click', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const before = shop.app.simulator.payments.size;
    await page.getByRole('button', { name: 'Buy Premium' }).dblclick();
    await waitForKhalti(page);
    expect(shop.app.simulator.payments.size).toBe(before + 1);
  });

  it('opens one payment for two tabs at the same time', async () => {
    const browser = await shop.newBrowser();
    const [one, other] = [await browser.newPage(), await browser.newPage()];
    await signUp(one);
    await other.goto('/plans');
    const before = shop.app.simulator.payments.size;
    const [first, second] = await Promise.all([buy(one), buy(other)]);
    expect(second).toBe(first);
    expect(shop.app.simulator.payments.size).toBe(before + 1);
  });

  it('opens one payment for two tabs where the browser has no locks', async () => {
    const browser = await shop.newBrowser();
    await browser.addInitScript('delete Navigator.prototype.locks');
    const [one, other] = [await browser.newPage(), await browser.newPage()];
    await signUp(one);
    await other.goto('/plans');
    const before = shop.app.simulator.payments.size;
    const [first, second] = await Promise.all([buy(one), buy(other)]);
    expect(second).toBe(first);
    expect(shop.app.simulator.payments.size).toBe(before + 1);
  });

  it('opens one payment when the response to the first click is lost', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const before = shop.app.simulator.payments.size;
    let isCut = false;
    await page.route('**/graphql', async (route) => {
      if (isCut || !route.request().postData()?.includes('InitiatePayment')) return route.continue();
      isCut = true;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await page.getByText('The server cannot be reached').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForKhalti(page);
    expect(shop.app.simulator.payments.size).toBe(before + 1);
    shop.consoleErrors.splice(0);
  });

  it('buys nothing if another tab has signed in as another customer', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const other = await shop.newBrowser();
    await signUp(await other.newPage());
    const before = shop.app.simulator.payments.size;
    // Without an event of focus or visibility.
    await page.context().addCookies(await other.cookies());
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await page.getByText('Nothing was bought: A Customer is signed in now').waitFor();
    expect(shop.app.simulator.payments.size).toBe(before);
  });

  it('returns to the same payment page while it is open', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await page.goto('/plans');
    expect(await buy(page)).toBe(pidx);
  });

  it('enables the button again after the Back button', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await page.goBack();
    expect(await buy(page)).toBe(pidx);
  });

  it('shows a payment that was completed elsewhere instead of opening another one', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await payUpTo(page, 'Pay, but close the browser');
    await page.goto('/plans');
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await waitForHeading(page, 'Payment completed');
    expect(new URL(page.url()).searchParams.get('pidx')).toBe(pidx);
  });

  it('opens another payment after one is completed', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await payUpTo(page, 'Pay Rs. 5,000.00');
    await waitForHeading(page, 'Payment completed');
    await page.getByRole('link', { name: 'My subscription' }).first().click();
    expect(await buy(page, 'Renew Premium')).not.toBe(pidx);
  });

  it('says that Khalti is down, and opens the payment when it is up', async () => {
    const page = await shop.newPage();
    await signUp(page);
    shop.app.simulator.setFaults([{ endpoint: 'initiate', kind: 'empty-5xx' }]);
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await page.getByText('Khalti cannot be reached right now.').waitFor();
    shop.app.simulator.setFaults([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForKhalti(page);
  });
});
