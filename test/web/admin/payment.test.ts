import { expect, it, jest } from '@jest/globals';
import { type Page } from 'playwright-core';
import { PaymentStatus } from '../../../src/payments/payment-status.ts';
import { Period } from '../../../src/subscriptions/period.ts';
import { Customer } from '../../support/customer.ts';
import { buy, findPayment, recordAtKhalti, refundsOf, requestRefund } from '../../support/refunds.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { codeOfTestOperator, open, operatorPage } from './support/operator-in-browser.ts';
import { openPaid, sendAll } from './support/payment-page.ts';

jest.setTimeout(180_000);

describeInBrowser('the page of a payment', (shop) => {
  it('is found by a pasted pidx, with blanks around it', async () => {
    const customer = await Customer.signUp(shop.app);
    const { id, pidx } = await buy(shop.app, customer);
    const { page } = await operatorPage(shop, 'VIEWER');
    await open(page, '/payments', 'Payments');
    await page.keyboard.press('/');
    await page.keyboard.type(`  ${pidx} `);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Payment', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/admin/payments/${id}`);
    await page.getByRole('link', { name: customer.email }).waitFor();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
  });

  it('shows the facts, copies ids, and tells its story in order', async () => {
    const { page, payment } = await openPaid(shop, 'VIEWER', { permissions: ['clipboard-read', 'clipboard-write'] });
    const stored = await findPayment(shop.app, payment.id);
    await page.locator('.summary').getByText('Rs 500').waitFor();
    await page.locator('.summary').getByText('Completed').waitFor();
    for (const [name, value] of [
      ['pidx', payment.pidx],
      ['Transaction id', String(stored.transactionId)],
      ['Our id', payment.id],
    ] as const) {
      await page.getByRole('button', { name: `Copy ${name}` }).click();
      await page.getByText(`Copied: ${name} ${value}`).waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(value);
    }
    const story = await page.locator('ol.story > li').allTextContents();
    expect(story[0]).toContain('Opened for Rs 500');
    expect(story.findIndex((text) => text.includes('Paid'))).toBeGreaterThan(0);
    expect(story.join('\n')).toContain('Access begins');
    expect(story.join('\n')).not.toMatch(/ UTC/);
    await page.locator('ol.story details summary').first().click();
    await page.getByText('"pidx"').first().waitFor();
  });

  it('says that there is no payment with an unknown id', async () => {
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    for (const id of ['0198c0de-0000-7000-8000-000000000000', 'nonsense']) {
      await open(page, `/payments/${id}`, 'Payment');
      await page.getByText('There is no payment with this id.').waitFor();
    }
    await expectNoViolations(page, 'an unknown payment');
  });

  it('offers a viewer no deed', async () => {
    const { page } = await openPaid(shop, 'VIEWER');
    const buttons = await page.locator('main button').allTextContents();
    expect(buttons.map((text) => text.trim())).toEqual(['Copy', 'Copy', 'Copy']);
  });

  it("shows Khalti's answer beside ours", async () => {
    const { page, payment } = await openPaid(shop, 'SUPPORT');
    await page.getByRole('button', { name: 'Ask Khalti' }).click();
    const answer = page.getByRole('table', { name: /Khalti's answer of/ });
    await answer.getByRole('row', { name: /Amount Rs 500 Rs 500/ }).waitFor();
    const { transactionId } = await findPayment(shop.app, payment.id);
    await answer.getByRole('row', { name: `Transaction ${transactionId} ${transactionId}` }).waitFor();
    await page.locator('ol.story').getByText('Ask Khalti: done').waitFor();
  });

  it('refunds all and ends the access, as the dialog says', async () => {
    const customer = await Customer.signUp(shop.app);
    const payment = await buy(shop.app, customer);
    const next = await buy(shop.app, customer, 'standard');
    const { page } = await operatorPage(shop, 'FINANCE');
    await open(page, `/payments/${payment.id}`, 'Payment');
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    const said = page.locator('dialog .consequences');
    await said.getByText('Rs 500 goes back.').waitFor();
    const text = String(await said.textContent());
    await page.getByLabel('Why the money goes back').fill('Asked for it');
    await page.getByRole('button', { name: 'Refund Rs 500' }).click();
    await page.getByText('The refund of Rs 500 is requested.').waitFor();
    await page.getByRole('article', { name: 'Refund, Rs 500' }).getByText('It was not sent to Khalti yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0);
    await sendAll(shop, payment.id);
    expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({
      refundRequestCount: 1,
      refundedPaisa: 50_000,
    });
    expect(text).toContain('Standard, 90 days, moves up and starts now.');
    const moved = await shop.app.services.orm.em.fork().findOneOrFail(Period, { paymentId: next.id });
    expect(moved.startsAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(text).toContain(`Access then ends ${nepalDay(moved.endsAt)} instead of`);
    await page.reload();
    await page.locator('.summary').getByText('Refunded').waitFor();
    await page.getByRole('article', { name: 'Refund, Rs 500' }).getByText('Rs 500 went back to the customer').waitFor();
  });

  it('refunds all and keeps the access', async () => {
    const { page, payment, customer } = await openPaid(shop, 'FINANCE');
    const before = await customer.subscription();
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByLabel('Stays').check();
    await page.locator('dialog .consequences').getByText('Access stays: it ends').waitFor();
    await page.getByLabel('Why the money goes back').fill('Kindness');
    await page.getByRole('button', { name: 'Refund Rs 500' }).click();
    await page.getByText('The refund of Rs 500 is requested.').waitFor();
    await sendAll(shop, payment.id);
    expect((await findPayment(shop.app, payment.id)).status).toBe(PaymentStatus.REFUNDED);
    expect(await customer.subscription()).toEqual(before);
  });

  it('shortens the access by days, and says why no part can be refunded', async () => {
    const { page } = await openPaid(shop, 'FINANCE');
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByText('Parts cannot be refunded until KHALTI_REFUND_AMOUNT_UNIT is set').waitFor();
    await page.getByLabel('Is shortened by some days').check();
    await page.getByText('Enter what is missing').waitFor();
    expect(await page.locator('dialog button[type=submit]').isDisabled()).toBe(true);
    await page.getByLabel('Days less').fill('31');
    await page.getByRole('alert').getByText('30').waitFor();
    await page.getByLabel('Days less').fill('10');
    await page.getByText(/Access then ends .+ instead of .+/).waitFor();
    await page.getByRole('button', { name: 'Refund Rs 500' }).waitFor();
  });

  it('cancels a refund that was not sent', async () => {
    const { page, payment } = await openPaid(shop, 'FINANCE');
    await requestWhole(page);
    await page.getByRole('button', { name: 'Cancel this refund' }).click();
    await page.getByRole('button', { name: 'Cancel the refund of Rs 500' }).click();
    await page.getByText('The refund is canceled.').waitFor();
    await page.getByRole('button', { name: 'Refund', exact: true }).waitFor();
    await sendAll(shop, payment.id);
    expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({ refundRequestCount: 0 });
  });

  it('sends one refund for a double click', async () => {
    const { page, payment } = await openPaid(shop, 'FINANCE');
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByLabel('Why the money goes back').fill('Asked for it');
    await page.getByRole('button', { name: 'Refund Rs 500' }).dblclick();
    await page.getByText('The refund of Rs 500 is requested.').waitFor();
    await sendAll(shop, payment.id);
    expect(await refundsOf(shop.app, payment.id)).toHaveLength(1);
    expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({ refundRequestCount: 1 });
  });

  it('sends one refund for two operators', async () => {
    const { page, payment } = await openPaid(shop, 'FINANCE');
    const { page: other } = await operatorPage(shop, 'OWNER');
    await open(other, `/payments/${payment.id}`, 'Payment');
    for (const each of [page, other]) {
      await each.getByRole('button', { name: 'Refund', exact: true }).click();
      await each.getByLabel('Why the money goes back').fill('Asked for it');
      await each.getByRole('button', { name: 'Refund Rs 500' }).waitFor();
    }
    await page.getByRole('button', { name: 'Refund Rs 500' }).click();
    await page.getByText('The refund of Rs 500 is requested.').waitFor();
    await other.getByRole('button', { name: 'Refund Rs 500' }).click();
    // The other page may have heard of the refund, and shows both versions; or the server refuses.
    await other
      .getByRole('dialog')
      .getByText(/already under way|This changed while/)
      .waitFor();
    await other.getByRole('button', { name: 'Cancel', exact: true }).click();
    await other.getByRole('article', { name: 'Refund, Rs 500' }).waitFor();
    await sendAll(shop, payment.id);
    expect(await recordAtKhalti(shop.app, payment.pidx)).toMatchObject({ refundRequestCount: 1 });
  });

  it('hears of what another operator does', async () => {
    const { page, payment } = await openPaid(shop, 'VIEWER');
    const { operator } = await operatorPage(shop, 'FINANCE');
    await requestRefund(operator, payment.id);
    await page.getByRole('article', { name: 'Refund, Rs 500' }).waitFor();
    await sendAll(shop, payment.id);
    await page.locator('.summary').getByText('Refunded').waitFor();
  });

  it('resends the receipt', async () => {
    const { page, customer } = await openPaid(shop, 'SUPPORT');
    await page.getByRole('button', { name: 'Resend receipt' }).click();
    await page.getByRole('dialog').getByText(customer.email).waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('The receipt is sent again in a moment.').waitFor();
    await page.locator('ol.story').getByText('Resend receipt: done').waitFor();
  });

  it('has no violation that axe finds, on the page and in each dialog', async () => {
    const { page } = await openPaid(shop, 'FINANCE', forAxe);
    await page.getByRole('button', { name: 'Ask Khalti' }).click();
    await page.getByRole('table', { name: /Khalti's answer of/ }).waitFor();
    await expectNoViolations(page, 'a paid payment');
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByRole('button', { name: 'Refund Rs 500' }).waitFor();
    await expectNoViolations(page, 'refunding');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await requestWhole(page);
    await page.getByRole('button', { name: 'Cancel this refund' }).click();
    await expectNoViolations(page, 'canceling a refund');
  });
});

describeInBrowser(
  'a refund that needs a code',
  (shop) => {
    it('keeps what was typed', async () => {
      const { page, payment } = await openPaid(shop, 'FINANCE', { hasConfirmed: false, ...forAxe });
      await page.getByRole('button', { name: 'Refund', exact: true }).click();
      await page.getByText('This sum needs a code of your authenticator app.').waitFor();
      await page.getByLabel('Why the money goes back').fill('Asked for it');
      await page.getByLabel('Stays').check();
      await page.getByRole('button', { name: 'Refund Rs 500' }).click();
      await page.getByText('What you have entered is kept.').waitFor();
      await expectNoViolations(page, 'asking for a code');
      await page.getByRole('button', { name: 'Back' }).click();
      expect(await page.getByLabel('Why the money goes back').inputValue()).toBe('Asked for it');
      await page.getByRole('button', { name: 'Refund Rs 500' }).click();
      await page.getByLabel('Code').fill(codeOfTestOperator());
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('The refund of Rs 500 is requested.').waitFor();
      const [refund] = await refundsOf(shop.app, payment.id);
      expect(refund).toMatchObject({ reason: 'Asked for it', access: 'KEEP', amountPaisa: 50_000 });
    });
  },
  { env: { REFUND_STEP_UP_PAISA: '10000' } },
);

async function requestWhole(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Refund', exact: true }).click();
  await page.getByLabel('Why the money goes back').fill('Asked for it');
  await page.getByRole('button', { name: 'Refund Rs 500' }).click();
  await page.getByRole('button', { name: 'Cancel this refund' }).waitFor();
}

function nepalDay(at: Date): string {
  return at.toLocaleDateString('en-GB', {
    timeZone: 'Asia/Kathmandu',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}
