import { expect, it } from '@jest/globals';
import { Payment } from '../../../src/payments/payment.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { describeInBrowser } from '../support/shop.ts';
import { fillSignIn, waitForKhalti } from './support/customer-in-browser.ts';

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
});
