import { expect, it } from '@jest/globals';
import { Plan } from '../../../src/subscriptions/plan.ts';
import { User } from '../../../src/users/user.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import {
  buy,
  fillSignIn,
  fillSignUp,
  payUpTo,
  signInAs,
  signUp,
  waitForHeading,
  waitForKhalti,
} from './support/customer-in-browser.ts';

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

  it('uses the payment that was opened on another device', async () => {
    const customer = await Customer.signUp(shop.app);
    const { pidx } = await customer.initiate('premium');
    const page = await shop.newPage();
    await signInAs(page, customer);
    await page.goto('/plans');
    expect(await buy(page)).toBe(pidx);
  });

  it('asks on every device before a second payment while one is pending', async () => {
    const customer = await Customer.signUp(shop.app);
    await settle(customer, 'basic', 'pending');
    const page = await shop.newPage(forAxe);
    await signInAs(page, customer);
    await page.goto('/plans');
    await page.getByText('Your payment of Rs 500.00 for Basic is not confirmed by Khalti yet.').waitFor();
    const before = shop.app.simulator.payments.size;
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await waitForHeading(page, 'Buy Premium');
    await page.getByText('if you pay again now, you may pay twice').waitFor();
    await page.getByRole('link', { name: 'See this payment' }).waitFor();
    await expectNoViolations(page, 'buy while pending');
    expect(shop.app.simulator.payments.size).toBe(before);
    await buy(page, 'Pay Rs 5,000.00 all the same');
    expect(shop.app.simulator.payments.size).toBe(before + 1);
  }, 120_000);

  it('shows the old and the new price, and an open payment at another price than that of the plan', async () => {
    const values = { code: 'weekly', name: 'Weekly', description: '', pricePaisa: 20_000, durationDays: 7 };
    const em = shop.app.services.orm.em.fork();
    await em.persist(new Plan(values)).flush();
    const customer = await Customer.signUp(shop.app);
    await customer.plan('weekly');
    const page = await shop.newPage(forAxe);
    await signInAs(page, customer);
    await page.goto('/plans');
    const button = page.getByRole('button', { name: 'Buy Weekly' });
    // The page asks for the plans again when the session is known.
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.waitForLoadState('networkidle');
    await em.nativeUpdate(Plan, { code: 'weekly' }, { pricePaisa: 25_000 });
    await button.click();
    await page.getByText('it was Rs 200.00 and is Rs 250.00 now. Nothing was bought.').waitFor();
    const first = await buy(page, 'Pay Rs 250.00 with Khalti');
    await em.nativeUpdate(Plan, { code: 'weekly' }, { pricePaisa: 30_000 });
    await page.goto('/plans');
    await button.click();
    await waitForHeading(page, 'Buy Weekly');
    await page.getByText('you opened a payment of Rs 250.00 for Weekly').waitFor();
    const open = page.getByRole('link', { name: 'Pay Rs 250.00 with the open payment' });
    expect(await open.getAttribute('href')).toContain(first);
    await expectNoViolations(page, 'buy at another price');
    expect(await buy(page, 'Pay Rs 300.00 with Khalti')).not.toBe(first);
  }, 120_000);

  it('changes the plan now for its price less what is unused, or after the current one', async () => {
    const customer = await Customer.signUp(shop.app);
    await settle(customer, 'basic', 'complete');
    const page = await shop.newPage(forAxe);
    await signInAs(page, customer);
    await page.goto('/plans');
    await page.getByRole('button', { name: 'Buy Premium' }).click();
    await waitForHeading(page, 'Buy Premium');
    const after = page.getByRole('article', { name: 'After Basic' });
    await after.getByText(/^Starts on \d+ \w+ \d{4}, after Basic\.$/).waitFor();
    await after.getByRole('button', { name: 'Pay Rs 5,000.00 with Khalti' }).waitFor();
    const now = page.getByRole('article', { name: 'Change now, in place of Basic' });
    const rows = await now.locator('dd').allTextContents();
    const [, unused, toPay] = rows.map((row) => Number(row.replaceAll(/[^\d.]/g, '')));
    expect(rows).toEqual(['Rs 5,000.00', expect.stringMatching(/^− Rs (500.00|499.99)$/), expect.any(String)]);
    expect(Number(unused) + Number(toPay)).toBeCloseTo(5_000, 2);
    await expectNoViolations(page, 'change now or after');
    const pidx = await buy(page, /^Pay Rs 4,500/);
    await atKhalti(shop.app, pidx, 'complete');
    await page.goto(`/payments/return?pidx=${pidx}`);
    await waitForHeading(page, 'Payment completed');
    await page.getByRole('link', { name: 'See my subscription' }).click();
    const steps = page.getByRole('region', { name: 'Now and next' }).getByRole('listitem');
    await steps.first().waitFor();
    expect(await steps.allTextContents()).toEqual([expect.stringMatching(/^NowPremiumUntil/)]);
  }, 120_000);

  it('says why a plan cannot start now', async () => {
    const customer = await Customer.signUp(shop.app);
    await settle(customer, 'premium', 'complete');
    const page = await shop.newPage();
    await signInAs(page, customer);
    await page.goto('/plans');
    await page.getByRole('button', { name: 'Buy Basic' }).click();
    const now = page.getByRole('article', { name: 'Change now, in place of Premium' });
    await now.getByText('Less than Rs 10.00 would be left to pay').waitFor();
    expect(await now.getByRole('button').count()).toBe(0);
  });

  it('gives a trial once, to a confirmed address, and says what to do until it is confirmed', async () => {
    const values = {
      code: 'tried',
      name: 'Tried',
      description: '',
      pricePaisa: 20_000,
      durationDays: 30,
      trialDays: 7,
    };
    const em = shop.app.services.orm.em.fork();
    await em.persist(new Plan(values)).flush();
    const customer = await Customer.signUp(shop.app);
    await customer.plan('tried');
    const page = await shop.newPage(forAxe);
    await page.goto('/plans');
    await page.getByRole('link', { name: 'Try it free for 7 days' }).click();
    await fillSignIn(page, customer.email, 'correct horse');
    await waitForHeading(page, 'Try Tried');
    const start = page.getByRole('button', { name: 'Start 7 days free' });
    await start.click();
    await page.getByText(`open the link in our message to ${customer.email}`).waitFor();
    await page.getByRole('button', { name: 'Send the link again' }).click();
    await page.getByText(`We have sent a message with a link to ${customer.email}`).waitFor();
    await expectNoViolations(page, 'trial');
    await em.nativeUpdate(User, { email: customer.email }, { emailConfirmedAt: new Date() });
    const trial = page.url();
    await start.click();
    await page.getByText('Tried (trial)', { exact: true }).waitFor();
    await page.goto(trial);
    await start.click();
    await page.getByText('You have already used your free trial.').waitFor();
  }, 120_000);

  async function settle(customer: Customer, code: string, act: 'complete' | 'pending') {
    const { pidx } = await customer.initiate(code);
    await atKhalti(shop.app, pidx, act);
    return customer.verify(pidx);
  }
});
