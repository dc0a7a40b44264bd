import { expect, it } from '@jest/globals';
import { type Page } from 'playwright-core';
import { Payment } from '../../../src/payments/payment.ts';
import { PaymentStatus } from '../../../src/payments/payment-status.ts';
import { verifyPayment } from '../../../src/payments/verify-payment.ts';
import { startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { describeInBrowser } from '../support/shop.ts';
import { buy, fillSignIn, payUpTo, signUp, waitForHeading, waitForKhalti } from './support/customer-in-browser.ts';

const returnTo = (page: Page, pidx: string) => page.goto(`/payments/return?pidx=${pidx}`);

describeInBrowser('the return from Khalti', (shop) => {
  async function startPurchase(): Promise<{ page: Page; pidx: string; email: string }> {
    const page = await shop.newPage();
    const email = await signUp(page);
    return { page, email, pidx: await buy(page) };
  }

  it('says that a payment was cancelled, and opens another one', async () => {
    const { page, pidx } = await startPurchase();
    await page.getByRole('button', { name: 'Cancel the payment' }).click();
    await waitForHeading(page, 'Payment cancelled');
    await page.getByText('cancelled and not paid').waitFor();
    await page.getByRole('button', { name: 'Try again: buy Premium' }).click();
    expect(await waitForKhalti(page)).not.toBe(pidx);
  });

  it('says that a payment has expired, and opens another one', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'expire');
    await returnTo(page, pidx);
    await waitForHeading(page, 'Payment expired');
    await page.getByRole('button', { name: 'Try again: buy Premium' }).click();
    expect(await waitForKhalti(page)).not.toBe(pidx);
  });

  it('opens another payment from the plans after one has expired', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'expire');
    await page.goto('/plans');
    expect(await buy(page)).not.toBe(pidx);
  });

  it('checks a pending payment again, and says when it is completed', async () => {
    const { page, pidx } = await startPurchase();
    await payUpTo(page, 'Leave it pending');
    await waitForHeading(page, 'Payment pending');
    await page.getByText(/We check again after about \d+ seconds/).waitFor();
    await atKhalti(shop.app, pidx, 'complete');
    await waitForHeading(page, 'Payment completed');
    await page.getByText('You have access until').waitFor();
  });

  it('shows a pending payment as completed within 3 seconds after another process has settled it', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'pending');
    const streaming = page.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
    await returnTo(page, pidx);
    expect((await streaming).ok()).toBe(true);
    await page.getByText(/after about (7|8|9) seconds/).waitFor();
    const other = await startApp({ beside: shop.app });
    try {
      await atKhalti(shop.app, pidx, 'complete');
      const payment = await other.services.orm.em.fork().findOneOrFail(Payment, { pidx });
      const settledAt = Date.now();
      await verifyPayment(other.services, { payment });
      await waitForHeading(page, 'Payment completed');
      expect(Date.now() - settledAt).toBeLessThan(3_000);
    } finally {
      await other.close();
    }
  });

  it('checks again if the stream of updates does not work', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'pending');
    await page.route('**/graphql/stream', (route) => route.fulfill({ status: 200, body: '' }));
    await returnTo(page, pidx);
    await waitForHeading(page, 'Payment pending');
    await atKhalti(shop.app, pidx, 'complete');
    await waitForHeading(page, 'Payment completed');
  });

  it('checks a pending payment less and less often', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'pending');
    await page.clock.install();
    await returnTo(page, pidx);
    await page.getByText('after about 2 seconds').waitFor();
    await page.clock.runFor(2_500);
    await page.getByText('after about 4 seconds').waitFor();
    await page.clock.runFor(4_500);
    await page.getByText(/after about [789] seconds/).waitFor();
  });

  it('checks again while Khalti is down, and shows the payment when it is up', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'complete');
    shop.app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    await returnTo(page, pidx);
    await waitForHeading(page, 'Not checked yet');
    await page.getByText('Khalti cannot be reached right now.').waitFor();
    shop.app.simulator.setFaults([]);
    await waitForHeading(page, 'Payment completed');
  });

  it('says that nothing is lost while the server is away, and checks again without a click', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'complete');
    await page.route('**/graphql', (route) => route.abort('connectionrefused'));
    await returnTo(page, pidx);
    await page.getByText('The server cannot be reached').waitFor();
    await page.getByText('If you have paid, nothing is lost').waitFor();
    await page.unroute('**/graphql');
    await waitForHeading(page, 'Payment completed');
    shop.consoleErrors.splice(0);
  });

  it('offers a refunded plan for sale, not another try', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'complete');
    await returnTo(page, pidx);
    await waitForHeading(page, 'Payment completed');
    const em = shop.app.services.orm.em.fork();
    await em.nativeUpdate(Payment, { pidx }, { status: PaymentStatus.REFUNDED });
    await page.reload();
    await waitForHeading(page, 'Payment refunded');
    await page.getByRole('button', { name: /^Buy Premium/ }).waitFor();
  });

  it('prints the payment without the navigation', async () => {
    const { page, pidx } = await startPurchase();
    await returnTo(page, pidx);
    await waitForHeading(page, 'Not paid yet');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByText('Payment number').isVisible()).toBe(true);
  });

  it('ignores the other query parameters of the address', async () => {
    const { page, pidx } = await startPurchase();
    await page.goto(`/payments/return?pidx=${pidx}&status=Completed&transaction_id=free&amount=500000`);
    await waitForHeading(page, 'Not paid yet');
    await page.getByRole('link', { name: 'Continue paying at Khalti' }).click();
    expect(await waitForKhalti(page)).toBe(pidx);
  });

  it('grants access once, also after a reload and in a second tab', async () => {
    const { page, pidx } = await startPurchase();
    await payUpTo(page, 'Pay Rs. 5,000.00');
    await waitForHeading(page, 'Payment completed');
    await page.reload();
    await waitForHeading(page, 'Payment completed');
    const second = await page.context().newPage();
    await returnTo(second, pidx);
    await waitForHeading(second, 'Payment completed');
    await second.getByRole('link', { name: 'See my subscription' }).click();
    await second.getByText('365', { exact: true }).waitFor();
  });

  it('requires sign-in on another device, and then shows the payment', async () => {
    const { page, pidx, email } = await startPurchase();
    await payUpTo(page, 'Pay, but close the browser');
    const phone = await shop.newPage();
    await returnTo(phone, pidx);
    await phone.getByText('Please sign in to see this page').waitFor();
    await fillSignIn(phone, email);
    await waitForHeading(phone, 'Payment completed');
  });

  it('shows nothing of the payment of another customer', async () => {
    const stranger = await Customer.signUp(shop.app);
    const { pidx } = await stranger.initiate('basic');
    const page = await shop.newPage();
    await signUp(page);
    await returnTo(page, pidx);
    await waitForHeading(page, 'Unknown payment');
    await page.getByText('You are signed in as A Customer').waitFor();
  });

  it('says that an address without a payment is incomplete', async () => {
    const page = await shop.newPage();
    await page.goto('/payments/return?status=Completed');
    await waitForHeading(page, 'Which payment?');
  });

  it('says what to do about a payment that needs review', async () => {
    const { page, pidx } = await startPurchase();
    await atKhalti(shop.app, pidx, 'complete', { amount: 1000 });
    await returnTo(page, pidx);
    await waitForHeading(page, 'Under review');
    await page.getByText('Please do not pay again').waitFor();
  });
});
