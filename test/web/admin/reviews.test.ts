import { readFile } from 'node:fs/promises';
import { expect, it, jest } from '@jest/globals';
import { type Page } from 'playwright-core';
import { type ReviewReason } from '../../../src/payments/review-reason.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { findPayment, recordAtKhalti } from '../../support/refunds.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser, type Shop } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';
import { openPayment, press, sendAll } from './support/payment-page.ts';

jest.setTimeout(180_000);

describeInBrowser('a payment in review', (shop) => {
  it("says why, and is accepted with the plan's days", async () => {
    const { page, customer, id } = await openInReview(shop);
    const box = page.getByRole('region', { name: 'This payment needs a decision' });
    await box.getByText('Khalti claims another amount than that of this payment.').waitFor();
    await box.getByRole('row', { name: 'Amount Rs 500 Rs 250' }).waitFor();
    await expectNoViolations(page, 'a payment in review');
    await decide(page, 'Accept it');
    await page.getByText('Rs 250 counts as paid.').waitFor();
    const text = String(await page.locator('dialog .consequences').textContent());
    await expectNoViolations(page, 'accepting');
    await press(page, 'Accept, and grant 30 days');
    await page.locator('.summary').getByText('Completed').waitFor();
    await page.locator('.summary').getByText('Rs 250').waitFor();
    const subscription = await customer.subscription();
    expect(subscription).toMatchObject({ isActive: true, daysLeft: 30 });
    expect(text).toContain(`to ${nepalDay(String(subscription?.endsAt))}`);
    expect((await findPayment(shop.app, id)).amountPaisa).toBe(25_000);
  });

  it('is accepted with other days', async () => {
    const { page, customer } = await openInReview(shop);
    await decide(page, 'Accept it');
    await page.getByLabel('Days of access').fill('15');
    await press(page, 'Accept, and grant 15 days');
    await page.locator('.summary').getByText('Completed').waitFor();
    expect(await customer.subscription()).toMatchObject({ daysLeft: 15 });
  });

  it('is refunded, with the sum that Khalti claims', async () => {
    const { page, customer, id, pidx } = await openInReview(shop);
    await decide(page, 'Refund what Khalti claims');
    await page.locator('dialog .consequences').getByText('Rs 250 goes back').waitFor();
    await expectNoViolations(page, 'refunding a review');
    await press(page, 'Refund Rs 250');
    await page.getByRole('article', { name: 'Refund, Rs 250' }).waitFor();
    expect(await page.getByRole('button', { name: 'Settle review' }).count()).toBe(0);
    await sendAll(shop, id);
    expect(await recordAtKhalti(shop.app, pidx)).toMatchObject({ refundRequestCount: 1, refundedPaisa: 25_000 });
    expect(await customer.subscription()).toBeNull();
  });

  it('is dismissed', async () => {
    const { page, customer, pidx } = await openInReview(shop);
    await decide(page, 'Dismiss it');
    await page.locator('dialog .consequences').getByText('Nothing is granted, and nothing goes back.').waitFor();
    await press(page, 'Dismiss');
    await page.getByText('It was dismissed on').waitFor();
    await page.getByText('“Looked at the dashboard”').waitFor();
    expect(await page.getByRole('button', { name: 'Settle review' }).count()).toBe(0);
    expect(await customer.subscription()).toBeNull();
    expect(await recordAtKhalti(shop.app, pidx)).toMatchObject({ refundRequestCount: 0 });
  });

  it('is settled once by two operators', async () => {
    const { page, id } = await openInReview(shop);
    const { page: other } = await operatorPage(shop, 'OWNER');
    await openPayment(other, id);
    await decide(page, 'Dismiss it');
    await decide(other, 'Refund what Khalti claims');
    await press(page, 'Dismiss');
    await page.getByText('It was dismissed on').waitFor();
    // The open dialog of the other operator hears of it.
    await other.getByText('Nothing is left to decide').waitFor();
    expect(await other.getByRole('button', { name: 'Refund Rs 250', exact: true }).isDisabled()).toBe(true);
    expect(await findPayment(shop.app, id)).toMatchObject({ reviewDecision: 'DISMISS' });
    expect(await other.getByRole('article', { name: 'Refund, Rs 250' }).count()).toBe(0);
  });

  it('opens for every reason, and is in the file of the list', async () => {
    const customer = await Customer.signUp(shop.app);
    const { page } = await operatorPage(shop, 'FINANCE');
    const em = shop.app.services.orm.em.fork();
    for (const [reason, words] of Object.entries(reasons)) {
      const { id } = await customer.initiate('basic', reason);
      await em.execute(
        `update payments set status = 'NEEDS_REVIEW', review_reason = ?::review_reason, claimed_paisa = ? where id = ?`,
        [reason, reason === 'UNREADABLE' ? null : 25_000, id],
      );
      await openPayment(page, id);
      await page.getByRole('region', { name: 'This payment needs a decision' }).getByText(words).waitFor();
      await press(page, 'Settle review');
      await page.getByRole('dialog').getByLabel('Dismiss it').waitFor();
      await press(page, 'Cancel');
    }
    await open(page, `/payments?status=NEEDS_REVIEW&customer=${customer.id}`, 'Payments');
    await page.getByRole('cell', { name: 'Needs review' }).first().waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    const lines = (await readFile(await (await file).path(), 'utf8')).split(/\r?\n/);
    for (const reason of Object.keys(reasons)) {
      expect(lines.filter((line) => line.includes(customer.email) && line.includes(reason))).toHaveLength(1);
    }
  });

  it('cannot be settled by support', async () => {
    const { page } = await openInReview(shop, 'SUPPORT');
    expect(await page.getByRole('button', { name: 'Settle review' }).count()).toBe(0);
  });
});

const reasons: Record<ReviewReason, string> = {
  OTHER_AMOUNT: 'Khalti claims another amount',
  TRANSACTION_TAKEN: 'Khalti claims a transaction that another payment has.',
  PART_REFUND: 'A part was refunded before',
  UNREADABLE: 'cannot be read',
  CUSTOMER_BLOCKED: 'The customer was blocked',
  EXCHANGE_CHANGED: 'what was to be exchanged for it',
};

/** Khalti claims Rs 250 for a payment of Rs 500. */
async function openInReview(shop: Shop, role: 'FINANCE' | 'SUPPORT' = 'FINANCE') {
  const customer = await Customer.signUp(shop.app);
  const { id, pidx } = await customer.initiate('basic');
  await atKhalti(shop.app, pidx, 'complete', { amount: 25_000 });
  await customer.verify(pidx);
  const { page } = await operatorPage(shop, role, forAxe);
  await openPayment(page, id);
  return { page, customer, id, pidx };
}

async function decide(page: Page, decision: string): Promise<void> {
  await press(page, 'Settle review');
  await page.getByRole('dialog').getByRole('row', { name: 'Amount Rs 500 Rs 250' }).waitFor();
  await page.getByLabel(decision).check();
  await page.getByLabel('Why you decide so').fill('Looked at the dashboard');
}

function nepalDay(at: string): string {
  const options = { timeZone: 'Asia/Kathmandu', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Date(at).toLocaleDateString('en-GB', options);
}
