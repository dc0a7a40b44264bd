import { expect, it } from '@jest/globals';
import { Payment } from '../../../src/payments/payment.ts';
import { PaymentStatus } from '../../../src/payments/payment-status.ts';
import { ReviewReason } from '../../../src/payments/review-reason.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser, type Shop } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';

describeInBrowser('the start page of operators', (shop) => {
  it('says that nothing needs attention, and shows empty charts', async () => {
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await open(page, '/', 'Start');
    await page.getByText('Nothing needs your attention.').waitFor();
    await page.getByRole('heading', { name: 'Active subscribers', level: 2 }).waitFor();
    await expectNoViolations(page, 'start, empty');
  }, 120_000);

  it('links each number to the list behind it', async () => {
    await buyBasic(shop);
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await open(page, '/', 'Start');
    const today = page.getByRole('article').filter({ hasText: 'Collected today' });
    await today.getByRole('link', { name: 'Rs 500' }).click();
    await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor();
    await page.getByText('1 entry').waitFor();
    await page.getByRole('cell', { name: 'Rs 500' }).waitFor();
  });

  it('shows what needs attention, each with a link', async () => {
    const { pidx } = await (await Customer.signUp(shop.app)).initiate('basic');
    const em = shop.app.services.orm.em.fork();
    await em.nativeUpdate(
      Payment,
      { pidx },
      { status: PaymentStatus.NEEDS_REVIEW, reviewReason: ReviewReason.OTHER_AMOUNT },
    );
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await open(page, '/', 'Start');
    await page.getByRole('link', { name: '1 payment in review' }).waitFor();
    await expectNoViolations(page, 'start, with a review');
    await page.getByRole('link', { name: '1 payment in review' }).click();
    await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor();
    await page.getByRole('cell', { name: 'Needs review' }).waitFor();
  }, 120_000);

  it('has the figures of each chart as a table, by day, week, month and Nepali month', async () => {
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    for (const by of ['DAY', 'WEEK', 'MONTH', 'NEPALI_MONTH']) {
      await open(page, `/figures?by=${by}`, 'Figures');
      const money = page.getByRole('figure', { name: 'Money' });
      await money.getByText('Table of these figures').click();
      await money.getByRole('table', { name: 'Money' }).waitFor();
      expect(await money.getByRole('row').count()).toBeGreaterThan(1);
    }
    await page.getByLabel('By').selectOption('WEEK');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL('**by=WEEK');
    await page.getByRole('figure', { name: 'Access ending in 30 days' }).waitFor();
    await expectNoViolations(page, 'figures');
  }, 120_000);

  it('says in words what is wrong with chosen days', async () => {
    const { page } = await operatorPage(shop, 'VIEWER');
    await open(page, '/figures?from=2026-02-01&to=2026-01-01', 'Figures');
    await page.getByRole('alert').waitFor();
    await open(page, '/figures?from=nonsense', 'Figures');
    await page.getByRole('alert').waitFor();
    // The browser logs each answer that has no data.
    for (const error of shop.consoleErrors.splice(0)) expect(error).toContain('status of 400');
  });

  it('focuses the search with the key "/", and finds a customer by the beginning of the address', async () => {
    const { email } = await Customer.signUp(shop.app);
    const { page } = await operatorPage(shop, 'VIEWER');
    await open(page, '/', 'Start');
    await page.keyboard.press('/');
    await page.keyboard.type(`  ${email.slice(0, -4)} `);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/customers/*');
  });
});

async function buyBasic(shop: Shop): Promise<void> {
  const customer = await Customer.signUp(shop.app);
  const { pidx } = await customer.initiate('basic');
  await atKhalti(shop.app, pidx, 'complete');
  await customer.verify(pidx);
}
