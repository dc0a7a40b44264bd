import { expect, it } from '@jest/globals';
import { arriveAtKhalti, buy, fillSignUp, headingOf, payUpTo, signUp } from './support/customer-in-browser.ts';
import { describeInBrowser } from './support/shop.ts';

describeInBrowser('buying a plan', (shop) => {
  it('takes a newcomer from the plans to "active until" without anything to read', async () => {
    const page = await shop.newPage();
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await headingOf(page, 'Sign up');
    await fillSignUp(page);
    await page.getByText('Premium is one step away').waitFor();
    await buy(page);
    await payUpTo(page, 'Pay Rs. 5,000.00');
    await headingOf(page, 'Payment completed');
    await page.getByText(/Premium is active until \d+ \w+ \d{4}/).waitFor();
    await page.getByRole('link', { name: 'See my subscription' }).click();
    await headingOf(page, 'My subscription');
    await page.getByText('365', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('article', { name: 'Premium' }).getByText('Your plan').waitFor();
  });

  it('leads on from the plan that was chosen, with the focus on its button', async () => {
    const page = await shop.newPage();
    await page.goto('/plans?buy=standard');
    await page.getByRole('button', { name: 'Buy Standard' }).click();
    await headingOf(page, 'Sign up');
    await fillSignUp(page);
    await page.getByText('Standard is one step away').waitFor();
    await page.keyboard.press('Enter');
    await arriveAtKhalti(page);
  });

  it('opens one payment for a double click', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const before = shop.app.simulator.payments.size;
    await page.getByRole('button', { name: 'Buy Premium' }).dblclick();
    await arriveAtKhalti(page);
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
    const [first, second] = await Promise.all([buy(one), buy(other)]);
    expect(second).toBe(first);
  });

  it('opens one payment when the answer to the first press is lost', async () => {
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
    await page.getByText('The shop cannot be reached').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await arriveAtKhalti(page);
    expect(shop.app.simulator.payments.size).toBe(before + 1);
    shop.complaints.splice(0);
  });

  it('goes back to the same payment page while it is open', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await page.goto('/plans');
    expect(await buy(page)).toBe(pidx);
  });

  it('can be pressed again after coming back with the Back button', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await page.goBack();
    expect(await buy(page)).toBe(pidx);
  });

  it('shows a payment that was made behind its back instead of asking for another one', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await payUpTo(page, 'Pay, but close the browser');
    await page.goto('/plans');
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await headingOf(page, 'Payment completed');
    expect(new URL(page.url()).searchParams.get('pidx')).toBe(pidx);
  });

  it('opens another payment after one is done', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const pidx = await buy(page);
    await payUpTo(page, 'Pay Rs. 5,000.00');
    await headingOf(page, 'Payment completed');
    await page.getByRole('link', { name: 'My subscription' }).first().click();
    expect(await buy(page, 'Renew Premium')).not.toBe(pidx);
  });

  it('says so when Khalti is down, and goes on when it is up', async () => {
    const page = await shop.newPage();
    await signUp(page);
    shop.app.simulator.setFaults([{ endpoint: 'initiate', kind: 'empty-5xx' }]);
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await page.getByText('Khalti cannot be reached right now. Nothing is lost.').waitFor();
    shop.app.simulator.setFaults([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await arriveAtKhalti(page);
  });
});
