import { expect, it } from '@jest/globals';
import { Payment } from '../../../src/payments/payment.ts';
import { PaymentStatus } from '../../../src/payments/payment-status.ts';
import { issueReceipt } from '../../../src/receipts/issue-receipt.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { fillSignIn, waitForHeading, waitForKhalti } from './support/customer-in-browser.ts';

const PASSWORD = 'correct horse';

describeInBrowser('my payments', (shop) => {
  it('shows the newest payments, and on a click older ones with the focus on the first of them', async () => {
    const customer = await Customer.signUp(shop.app, PASSWORD);
    for (let made = 0; made < 12; made += 1) await customer.initiate(made < 2 ? 'premium' : 'basic');
    const page = await shop.newPage();
    await page.goto('/payments');
    await fillSignIn(page, customer.email, PASSWORD);
    const rows = page.getByRole('main').getByRole('listitem');
    await rows.nth(9).waitFor();
    expect(await rows.count()).toBe(10);
    await page.getByRole('button', { name: 'Show older payments' }).click();
    await rows.nth(11).waitFor();
    await page.locator('li:focus', { hasText: 'Premium' }).waitFor();
    await page.getByRole('button', { name: 'Show older payments' }).waitFor({ state: 'detached' });
  });

  it('links an open payment to its payment page, and a finished one to its details', async () => {
    const customer = await Customer.signUp(shop.app, PASSWORD);
    const canceled = await customer.initiate('premium');
    await atKhalti(shop.app, canceled.pidx, 'cancel');
    await customer.verify(canceled.pidx);
    const open = await customer.initiate('basic');
    const page = await shop.newPage();
    await page.goto('/payments');
    await fillSignIn(page, customer.email, PASSWORD);
    await page.getByRole('link', { name: 'Details: Premium' }).click();
    await page.getByRole('heading', { name: 'Payment cancelled' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Continue paying: Basic' }).click();
    expect(await waitForKhalti(page)).toBe(open.pidx);
  });

  it('does not offer to pay with a link that has expired', async () => {
    const customer = await Customer.signUp(shop.app, PASSWORD);
    const { pidx } = await customer.initiate('basic');
    const em = shop.app.services.orm.em.fork();
    await em.nativeUpdate(Payment, { pidx }, { expiresAt: new Date(Date.now() - 1_000) });
    const page = await shop.newPage();
    await page.goto('/payments');
    await fillSignIn(page, customer.email, PASSWORD);
    await page.getByRole('link', { name: 'Check with Khalti: Basic' }).waitFor();
    expect(await page.getByRole('link', { name: /Continue paying/ }).count()).toBe(0);
  });

  it('are shown as now, next, pending and refunded; each with its own access, and when the next one would start', async () => {
    const customer = await Customer.signUp(shop.app, PASSWORD);
    for (const code of ['standard', 'basic', 'premium']) await settle(customer, code, 'complete');
    const { id, pidx } = await settle(customer, 'premium', 'complete');
    const em = shop.app.services.orm.em.fork();
    const refunded = await customer.initiate('standard');
    await em.nativeUpdate(Payment, { pidx: refunded.pidx }, { status: PaymentStatus.REFUNDED });
    await settle(customer, 'basic', 'pending');
    const page = await shop.newPage(forAxe);
    await page.goto('/subscription');
    await fillSignIn(page, customer.email, PASSWORD);
    const steps = page.getByRole('region', { name: 'Now and next' }).getByRole('listitem');
    await steps.first().waitFor();
    const day = String.raw`\d+ \w+ \d{4}`;
    expect(await steps.allTextContents()).toEqual([
      expect.stringMatching(`^NowStandardUntil ${day}See the payment$`),
      expect.stringMatching(`^NextBasicFrom ${day} to ${day}See the payment$`),
      expect.stringMatching(`^NextPremiumFrom ${day} to ${day}See the payment$`),
      expect.stringMatching(`^NextPremiumFrom ${day} to ${day}See the payment$`),
      expect.stringMatching(/^PendingBasicRs 500.00 · Khalti has not confirmed it yet. Please do not pay again.See/),
      'RefundedStandardRs 1,350.00See the payment',
    ]);
    expect(await page.getByRole('button', { name: /Renew|Buy/ }).count()).toBe(0);
    await expectNoViolations(page, 'timeline');
    await page.goto('/plans');
    const end = await page
      .getByRole('article', { name: 'Basic' })
      .getByText(/^Starts on .*, after Premium\.$/)
      .textContent();
    await page.getByRole('button', { name: 'Renew Premium' }).waitFor();
    await page.getByRole('button', { name: 'Buy Standard' }).waitFor();
    await expectNoViolations(page, 'plans with access');
    await issueReceipt(shop.app.services, id);
    await page.goto(`/payments/return?pidx=${pidx}`);
    await waitForHeading(page, 'Payment completed');
    await page.getByText('Your access from this payment starts on').waitFor();
    const until = page.locator('dl > div', { hasText: 'Access until' });
    expect(end).toContain(String(await until.locator('time').textContent()).split(',')[0]);
    expect(await page.getByRole('link', { name: /^Receipt/ }).getAttribute('href')).toContain('/receipts/');
    await expectNoViolations(page, 'payment that comes next');
  });

  it('link to their receipt as soon as it is issued, without a reload', async () => {
    const customer = await Customer.signUp(shop.app, PASSWORD);
    const { id, pidx } = await settle(customer, 'basic', 'complete');
    const page = await shop.newPage();
    await page.goto(`/payments/return?pidx=${pidx}`);
    await fillSignIn(page, customer.email, PASSWORD);
    await waitForHeading(page, 'Payment completed');
    await issueReceipt(shop.app.services, id);
    const opened = page.waitForEvent('framenavigated');
    await page.getByRole('link', { name: /^Receipt/ }).click();
    await opened;
    await page.getByText('Basic', { exact: false }).first().waitFor();
    expect(page.url()).toContain('/receipts/');
  });

  async function settle(customer: Customer, code: string, act: 'complete' | 'pending') {
    const { pidx } = await customer.initiate(code);
    await atKhalti(shop.app, pidx, act);
    return customer.verify(pidx);
  }
});
