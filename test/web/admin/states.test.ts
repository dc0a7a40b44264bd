import { expect, it, jest } from '@jest/globals';
import { TOTP } from 'otpauth';
import { type Page, type Route } from 'playwright-core';
import { newOperator, PASSWORD } from '../../support/operator-sign-in.ts';
import { findPayment, recordAtKhalti } from '../../support/refunds.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { operatorPage } from './support/operator-in-browser.ts';
import { openPaid, press, sendAll } from './support/payment-page.ts';

jest.setTimeout(180_000);

const LISTS = ['', '/figures', '/payments', '/refunds', '/customers', '/plans', '/audit', '/operators', '/extensions'];
const isOfSession = (route: Route) => /"operationName":"Me"/.test(route.request().postData() ?? '');

describeInBrowser(
  'the app of operators',
  (shop) => {
    it('is accessible while pages load', async () => {
      const { page } = await operatorPage(shop, 'OWNER', forAxe);
      const held: Route[] = [];
      await page.route('**/admin/graphql', (route) => (isOfSession(route) ? route.continue() : void held.push(route)));
      for (const path of LISTS) {
        await page.goto(`/admin${path}`);
        await page.locator('[aria-busy=true]').first().waitFor();
        await expectNoViolations(page, `loading ${path}`, { whileLoading: true });
      }
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    });

    it('says what to do when a page cannot be loaded, and loads it on request', async () => {
      const { page } = await operatorPage(shop, 'OWNER', forAxe);
      await failAll(page);
      for (const path of LISTS) {
        await page.goto(`/admin${path}`);
        await page.getByRole('alert').first().waitFor();
        await expectNoViolations(page, `failed ${path}`);
      }
      await page.goto('/admin/payments');
      await page.getByRole('alert').first().waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await press(page, 'Try again');
      await page.getByText('No payment matches').waitFor();
    });

    it('has an owner set up an authenticator app before anything else in production', async () => {
      const { email } = await newOperator(shop.app, 'OWNER');
      const page = await shop.newPage(forAxe);
      await asInProduction(shop.app, async () => {
        await page.goto('/admin/payments');
        await page.getByLabel('E-mail address').fill(email);
        await page.getByLabel('Password').fill(PASSWORD);
        await press(page, 'Sign in');
        const secret = String(await page.locator('code.secret').textContent());
        await page.getByRole('img', { name: 'QR code of the secret' }).waitFor();
        await expectNoViolations(page, 'set up an authenticator app');
        await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret }).generate());
        await press(page, 'Confirm');
        await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
        await press(page, 'I have saved them');
        await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor();
      });
    });

    it('refunds a part, and keeps the access', async () => {
      const { page, customer, payment } = await openPaid(shop, 'FINANCE', forAxe);
      await press(page, 'Refund');
      await page.getByLabel('A part').check();
      await page.getByLabel('Rupees').fill('125.50');
      await page.locator('dialog .consequences').getByText('Rs 125.50 goes back').waitFor();
      await expectNoViolations(page, 'refunding a part');
      await page.getByLabel('Why the money goes back').fill('One week was not possible');
      await press(page, 'Refund Rs 125.50');
      await page.getByText('The refund of Rs 125.50 is requested.').waitFor();
      await sendAll(shop, payment.id);
      await page.locator('.summary').getByText('Partially refunded').waitFor();
      expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({
        refundRequestCount: 1,
        refundedPaisa: 12_550,
      });
      expect(await findPayment(shop.app, payment.id)).toMatchObject({ refundedPaisa: 12_550 });
      expect(await customer.subscription()).toMatchObject({ isActive: true });
    });
  },
  { env: { KHALTI_REFUND_AMOUNT_UNIT: 'paisa' } },
);

/** Answers as the server does while its database is away. */
async function failAll(page: Page): Promise<void> {
  const error = {
    message: 'The service is not available now. Please try again.',
    extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true },
  };
  await page.route('**/admin/graphql', (route) =>
    isOfSession(route) ? route.continue() : route.fulfill({ json: { data: null, errors: [error] } }),
  );
}

/** Production wants HTTPS, which a test's browser does not have. */
async function asInProduction({ config }: { config: object }, act: () => Promise<void>): Promise<void> {
  Object.assign(config, { isProduction: true });
  try {
    await act();
  } finally {
    Object.assign(config, { isProduction: false });
  }
}
