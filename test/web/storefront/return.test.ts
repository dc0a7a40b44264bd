import { expect, it } from '@jest/globals';
import { type Page } from 'playwright-core';
import { Payment } from '../../../src/payments/payment.ts';
import { verifyPayment } from '../../../src/payments/verify-payment.ts';
import { startApp } from '../../support/app.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { arriveAtKhalti, buy, fillSignIn, headingOf, payUpTo, signUp } from './support/customer-in-browser.ts';
import { describeInBrowser } from './support/shop.ts';

const returnTo = (page: Page, pidx: string) => page.goto(`/payments/return?pidx=${pidx}`);

describeInBrowser('the return from Khalti', (shop) => {
  async function customerWhoBuys(): Promise<{ page: Page; pidx: string; email: string }> {
    const page = await shop.newPage();
    const email = await signUp(page);
    return { page, email, pidx: await buy(page) };
  }

  it('says that a cancelled payment was cancelled, and opens another one', async () => {
    const { page, pidx } = await customerWhoBuys();
    await page.getByRole('button', { name: 'Cancel the payment' }).click();
    await headingOf(page, 'Payment cancelled');
    await page.getByText('Nothing has been charged').waitFor();
    await page.getByRole('button', { name: 'Try again: buy Premium' }).click();
    expect(await arriveAtKhalti(page)).not.toBe(pidx);
  });

  it('says that the time ran out, and opens another payment', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'expire');
    await returnTo(page, pidx);
    await headingOf(page, 'Payment expired');
    await page.getByRole('button', { name: 'Try again: buy Premium' }).click();
    expect(await arriveAtKhalti(page)).not.toBe(pidx);
  });

  it('opens another payment from the plans too, once the one before has expired', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'expire');
    await page.goto('/plans');
    expect(await buy(page)).not.toBe(pidx);
  });

  it('waits for a pending payment by itself, and tells when it is completed', async () => {
    const { page, pidx } = await customerWhoBuys();
    await payUpTo(page, 'Leave it pending');
    await headingOf(page, 'Payment pending');
    await page.getByText(/The next check is in about \d+ seconds/).waitFor();
    await atKhalti(shop.app, pidx, 'complete');
    await headingOf(page, 'Payment completed');
    await page.getByText('active until').waitFor();
  });

  it('shows at once what another process makes of a pending payment', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'pending');
    const streaming = page.waitForResponse((response) => response.url().endsWith('/graphql/stream'));
    await returnTo(page, pidx);
    expect((await streaming).ok()).toBe(true);
    await page.getByText(/in about (7|8|9) seconds/).waitFor();
    const other = await startApp({ beside: shop.app });
    try {
      await atKhalti(shop.app, pidx, 'complete');
      const payment = await other.services.orm.em.fork().findOneOrFail(Payment, { pidx });
      const settledAt = Date.now();
      await verifyPayment(other.services, { payment });
      await headingOf(page, 'Payment completed');
      expect(Date.now() - settledAt).toBeLessThan(3_000);
    } finally {
      await other.close();
    }
  });

  it('goes on asking where nothing can be told', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'pending');
    await page.route('**/graphql/stream', (route) => route.fulfill({ status: 200, body: '' }));
    await returnTo(page, pidx);
    await headingOf(page, 'Payment pending');
    await atKhalti(shop.app, pidx, 'complete');
    await headingOf(page, 'Payment completed');
  });

  it('asks about a pending payment less and less often', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'pending');
    await page.clock.install();
    await returnTo(page, pidx);
    await page.getByText('in about 2 seconds').waitFor();
    await page.clock.runFor(2_500);
    await page.getByText('in about 4 seconds').waitFor();
    await page.clock.runFor(4_500);
    await page.getByText(/in about [789] seconds/).waitFor();
  });

  it('loses nothing while Khalti is down, and goes on by itself when it is up', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'complete');
    shop.app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    await returnTo(page, pidx);
    await headingOf(page, 'Not checked yet');
    await page.getByText('Khalti cannot be reached right now. Nothing is lost.').waitFor();
    shop.app.simulator.setFaults([]);
    await headingOf(page, 'Payment completed');
  });

  it('does not believe the address', async () => {
    const { page, pidx } = await customerWhoBuys();
    await page.goto(`/payments/return?pidx=${pidx}&status=Completed&transaction_id=free&amount=500000`);
    await headingOf(page, 'Not finished yet');
    await page.getByRole('link', { name: 'Continue paying at Khalti' }).click();
    expect(await arriveAtKhalti(page)).toBe(pidx);
  });

  it('grants once, however often the link is opened: reloaded, in a second tab', async () => {
    const { page, pidx } = await customerWhoBuys();
    await payUpTo(page, 'Pay Rs. 5,000.00');
    await headingOf(page, 'Payment completed');
    await page.reload();
    await headingOf(page, 'Payment completed');
    const second = await page.context().newPage();
    await returnTo(second, pidx);
    await headingOf(second, 'Payment completed');
    await second.getByRole('link', { name: 'See my subscription' }).click();
    await second.getByText('365', { exact: true }).waitFor();
  });

  it('asks to sign in on another device, and then goes on', async () => {
    const { page, pidx, email } = await customerWhoBuys();
    await payUpTo(page, 'Pay, but close the browser');
    const phone = await shop.newPage();
    await returnTo(phone, pidx);
    await phone.getByText('Please sign in to go on').waitFor();
    await fillSignIn(phone, email);
    await headingOf(phone, 'Payment completed');
  });

  it('tells nothing about the payment of somebody else', async () => {
    const stranger = await Customer.signUp(shop.app);
    const { pidx } = await stranger.initiate('basic');
    const page = await shop.newPage();
    await signUp(page);
    await returnTo(page, pidx);
    await headingOf(page, 'Unknown payment');
    await page.getByText('You are signed in as A Customer').waitFor();
  });

  it('says kindly that an address without a payment is not enough', async () => {
    const page = await shop.newPage();
    await page.goto('/payments/return?status=Completed');
    await headingOf(page, 'Which payment?');
  });

  it('says what to do about a payment that needs review', async () => {
    const { page, pidx } = await customerWhoBuys();
    await atKhalti(shop.app, pidx, 'complete', { amount: 1000 });
    await returnTo(page, pidx);
    await headingOf(page, 'Under review');
    await page.getByText('Please do not pay again').waitFor();
  });
});
