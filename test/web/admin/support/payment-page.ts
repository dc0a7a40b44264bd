import { type Page } from 'playwright-core';
import { Customer } from '../../../support/customer.ts';
import { buy, refundsOf, requestRefund, send } from '../../../support/refunds.ts';
import { type Shop } from '../../support/shop.ts';
import { open, operatorPage } from './operator-in-browser.ts';

type Role = Parameters<typeof operatorPage>[1];
type Options = Parameters<typeof operatorPage>[2];

export interface PaymentPage {
  page: Page;
  customer: Customer;
  payment: { id: string; pidx: string };
}

/** The page of a completed payment. */
export async function openPaid(shop: Shop, role: Role, options: Options = {}): Promise<PaymentPage> {
  const customer = await Customer.signUp(shop.app);
  const payment = await buy(shop.app, customer);
  const { page } = await operatorPage(shop, role, options);
  await openPayment(page, payment.id);
  return { page, customer, payment };
}

export async function openPayment(page: Page, id: string): Promise<void> {
  await open(page, `/payments/${id}`, 'Payment');
  await page.locator('.summary').waitFor();
}

/** The page of a payment with a refund of which nobody knows whether it went back. */
export async function openUnknown(
  shop: Shop,
  kind: 'close-before' | 'close-after' = 'close-before',
  options: Options = {},
): Promise<PaymentPage & { refundId: string }> {
  const customer = await Customer.signUp(shop.app);
  const payment = await buy(shop.app, customer);
  const { page, operator } = await operatorPage(shop, 'FINANCE', options);
  const { id: refundId } = (await requestRefund(operator, payment.id)).data.requestRefund;
  shop.app.simulator.setFaults([{ endpoint: 'refund', kind }]);
  await send(shop.app, refundId);
  shop.app.simulator.setFaults([]);
  await openPayment(page, payment.id);
  return { page, customer, payment, refundId };
}

/** Runs the jobs, as a worker does. */
export async function sendAll(shop: Shop, paymentId: string): Promise<void> {
  for (const { id } of await refundsOf(shop.app, paymentId)) await send(shop.app, id);
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}
