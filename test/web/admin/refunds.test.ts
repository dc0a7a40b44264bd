import { expect, it, jest } from '@jest/globals';
import { type Page } from 'playwright-core';
import { Refund } from '../../../src/payments/refund.ts';
import { DAY_MS } from '../../../src/subscriptions/period.ts';
import { atKhalti } from '../../support/customer.ts';
import { findPayment, findRefund, recordAtKhalti, refundsOf, requestRefund } from '../../support/refunds.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';
import { openPaid, openPayment, openUnknown, press, sendAll } from './support/payment-page.ts';

jest.setTimeout(180_000);

describeInBrowser('a refund of which nobody knows', (shop) => {
  it('is recorded as gone back, with what proves it', async () => {
    const { page, customer, refundId } = await openUnknown(shop, 'close-before', forAxe);
    await page.getByText('We do not know whether Rs 500 went back.').first().waitFor();
    await page.getByText('you can decide that it did not go back').waitFor();
    expect(await page.getByRole('button', { name: 'It did not' }).count()).toBe(0);
    await press(page, 'It went back');
    const dialog = page.getByRole('dialog');
    await dialog.getByText("Do not refund on Khalti's dashboard before you have looked there.").waitFor();
    await dialog.getByRole('row', { name: 'Status Completed Completed' }).waitFor();
    await dialog.getByText('Access then ends at once instead of').waitFor();
    await expectNoViolations(page, 'it went back');
    await page.getByLabel('What proves it').fill('Bank 1');
    await page.getByLabel('How you found out').fill('Seen on the dashboard');
    await press(page, 'Rs 500 went back');
    await refundCard(page).getByText('Rs 500 went back to the customer (Bank 1).').first().waitFor();
    await page.locator('.summary').getByText('Refunded').waitFor();
    expect(await findRefund(shop.app, refundId)).toMatchObject({ status: 'DONE', evidence: 'OPERATOR' });
    expect(await customer.subscription()).toMatchObject({ isActive: false });
  });

  it('is recorded as not gone back after a day, and can then be refunded', async () => {
    const { page, customer, payment, refundId } = await openUnknown(shop, 'close-before', forAxe);
    const sentAt = new Date(Date.now() - DAY_MS - 1000);
    await shop.app.services.orm.em.fork().nativeUpdate(Refund, refundId, { sentAt });
    await page.reload();
    await press(page, 'It did not');
    await page.getByRole('dialog').getByRole('row', { name: 'Status Completed Completed' }).waitFor();
    await expectNoViolations(page, 'it did not go back');
    await page.getByLabel('How you found out').fill('Not on the dashboard');
    await press(page, 'Rs 500 did not go back');
    await refundCard(page).getByText('an operator found that no money went back').first().waitFor();
    expect(await findRefund(shop.app, refundId)).toMatchObject({ status: 'NOT_DONE' });
    expect(await customer.subscription()).toMatchObject({ isActive: true });
    await page.getByRole('button', { name: 'Refund', exact: true }).waitFor();
    await press(page, 'Refund');
    await page.getByLabel('Why the money goes back').fill('Once more');
    await press(page, 'Refund Rs 500');
    await page.getByText('The refund of Rs 500 is requested.').waitFor();
    await sendAll(shop, payment.id);
    expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({ refundedPaisa: 50_000 });
  });

  it('shows both versions if Khalti has answered meanwhile', async () => {
    const { page, refundId } = await openUnknown(shop, 'close-after');
    await press(page, 'It went back');
    await page
      .getByRole('dialog')
      .getByRole('row', { name: /Status Refunded/ })
      .waitFor();
    await page.getByLabel('What proves it').fill('Bank 1');
    await page.getByLabel('How you found out').fill('Seen on the dashboard');
    await press(page, 'Rs 500 went back');
    const changes = page.getByRole('alert').filter({ hasText: 'This changed while you were looking at it.' });
    await changes.getByRole('row', { name: 'Status Unknown Done' }).waitFor();
    expect(await findRefund(shop.app, refundId)).toMatchObject({ status: 'DONE', evidence: 'LOOKUP' });
    await press(page, 'Rs 500 went back');
    await page.getByRole('alert').getByText('Only a refund whose result is unknown can be settled.').waitFor();
  });

  it('is settled by one of two operators, and the other one sees both versions', async () => {
    const { page, payment } = await openUnknown(shop);
    const { page: other } = await operatorPage(shop, 'OWNER');
    await openPayment(other, payment.id);
    for (const each of [page, other]) {
      await press(each, 'It went back');
      await each.getByRole('dialog').getByRole('row', { name: 'Status Completed Completed' }).waitFor();
      await each.getByLabel('What proves it').fill('Bank 1');
      await each.getByLabel('How you found out').fill('Seen on the dashboard');
    }
    await press(page, 'Rs 500 went back');
    await refundCard(page).getByText('Rs 500 went back to the customer (Bank 1).').first().waitFor();
    await press(other, 'Rs 500 went back');
    await other.getByRole('row', { name: 'Status Unknown Done' }).waitFor();
    expect(await other.getByLabel('What proves it').inputValue()).toBe('Bank 1');
  });
});

describeInBrowser('refunds that were made elsewhere', (shop) => {
  it('records one outside Khalti, with what becomes of the access', async () => {
    const { page, payment } = await openPaid(shop, 'FINANCE', forAxe);
    await press(page, 'Record a refund outside Khalti');
    await page.getByLabel('Rupees').fill('600');
    await page.getByRole('alert').getByText('Only Rs 500 of this payment is left to refund.').waitFor();
    await page.getByLabel('Rupees').fill('200.50');
    await page.getByLabel('Stays').check();
    await page.getByText('Rs 200.50 counts as paid back.').waitFor();
    await page.getByText('Rs 299.50 of this payment is left.').waitFor();
    await expectNoViolations(page, 'recording a refund outside Khalti');
    await page.getByLabel('What proves it').fill('Bank 2');
    await page.getByLabel('Why the money went back').fill('Asked for it');
    await press(page, 'Record Rs 200.50');
    await page.getByRole('article', { name: 'Refund, Rs 200.50' }).waitFor();
    await page.locator('.summary').getByText('Partially refunded').waitFor();
    expect(await refundsOf(shop.app, payment.id)).toMatchObject([{ origin: 'OUTSIDE', amountPaisa: 20_050 }]);
    expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({ refundRequestCount: 0 });
  });

  it("names the sum of one on Khalti's dashboard", async () => {
    const { page, payment } = await openPaid(shop, 'FINANCE', forAxe);
    await atKhalti(shop.app, payment.pidx, 'refund', { amount: 1000 });
    await press(page, 'Ask Khalti');
    await page.getByRole('article', { name: 'Refund, An unknown sum' }).waitFor();
    await page.getByText('At least Rs 0. The sum of a refund is not known.').waitFor();
    await press(page, 'Name the sum');
    await page.getByLabel('Rupees').fill('10');
    await page.getByLabel('Where you have seen the sum').fill('On the dashboard');
    await expectNoViolations(page, 'naming a sum');
    await press(page, 'Record Rs 10');
    await page.getByRole('article', { name: 'Refund, Rs 10' }).waitFor();
    expect((await findPayment(shop.app, payment.id)).refundedPaisa).toBe(1000);
  });
});

describeInBrowser('the list of refunds', (shop) => {
  it('filters by the address, sorts, exports, and leads to payments', async () => {
    const { page, payment } = await openUnknown(shop, 'close-before', forAxe);
    const { operator } = await operatorPage(shop, 'OWNER');
    const done = await openPaid(shop, 'FINANCE');
    await requestRefund(operator, done.payment.id, { access: 'KEEP' });
    await sendAll(shop, done.payment.id);
    await open(page, '/refunds', 'Refunds');
    const rows = page.getByRole('table', { name: 'Refunds' }).locator('tbody tr');
    await rows.nth(1).waitFor();
    expect(await rows.nth(0).textContent()).toContain('Done');
    await page.getByRole('link', { name: 'Created' }).click();
    await page.locator('th[aria-sort=ascending]').waitFor();
    await rows.nth(0).getByText('Unknown').waitFor();
    await page.getByText('Filters').click();
    await page.getByLabel('Unknown').check();
    await page.getByLabel('Rupees from').fill('500');
    await press(page, 'Show');
    await page.getByText('1 entry').waitFor();
    expect(page.url()).toContain('status=UNKNOWN');
    await expectNoViolations(page, 'refunds');
    const csv = await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href');
    const [answer] = await page.evaluate<string[]>(`fetch('${csv}').then(async (r) => [await r.text()])`);
    expect(answer).toContain(payment.id);
    expect(answer).not.toContain(done.payment.id);
    await rows.nth(0).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'Payment', exact: true }).waitFor();
    expect(page.url()).toContain(payment.id);
  });

  it('says what to do if no refund matches', async () => {
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await open(page, '/refunds?status=CANCELED', 'Refunds');
    await page.getByText('No refund matches these filters.').waitFor();
    expect(await page.getByRole('link', { name: 'Download as CSV' }).count()).toBe(0);
    await expectNoViolations(page, 'no refunds');
  });
});

function refundCard(page: Page) {
  return page.getByRole('article', { name: 'Refund, Rs 500' });
}
