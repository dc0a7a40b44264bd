import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts';
import { chromiumPath, installHint, launchBrowser } from '../support/browser.ts';
import { expectNoViolations, phone } from '../support/expect-no-violations.ts';

const WAIT_MS = 15_000;
const order = {
  return_url: 'http://localhost:4000/return',
  website_url: 'http://localhost:4000',
  amount: 135_000,
  purchase_order_id: 'order-1',
  purchase_order_name: 'Premium, 30 days',
};

if (chromiumPath === undefined) console.warn(`\n${installHint}\n`);
const describeInBrowser = chromiumPath === undefined ? describe.skip : describe;

describeInBrowser('the live page of the simulator', () => {
  let browser: Browser;
  let simulator: Simulator;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 180_000);
  afterAll(() => browser?.close());

  beforeEach(async () => {
    simulator = await startSimulator({ port: 0 });
    await openPage({});
  });
  afterEach(async () => {
    await page.context().close();
    await simulator.close();
    expect(errors.splice(0)).toEqual([]);
  });

  async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    const context = await browser.newContext({ baseURL: simulator.url, ...options });
    context.setDefaultTimeout(WAIT_MS);
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto('/');
  }

  async function call(path: string, body: object): Promise<{ pidx: string; status: string }> {
    const response = await fetch(`${simulator.baseUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Key ${simulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { pidx: string; status: string };
  }

  const initiate = (changes = {}) => call('epayment/initiate/', { ...order, ...changes });
  const lookup = (pidx: string) => call('epayment/lookup/', { pidx });

  it('shows payments and requests as they come, and acts on them', async () => {
    await page.getByText('No payments yet').waitFor();
    const { pidx } = await initiate({ purchase_order_name: '<img src=x onerror=alert(1)>' });
    const payment = page.locator(`#payment-${pidx}`);
    await payment.getByText('Initiated').waitFor();
    await payment.getByText('<img src=x').waitFor();
    const request = page.locator('#requests li').first();
    await request.getByText('/api/v2/epayment/initiate/').click();
    await request.getByText('Key [redacted]').waitFor();
    await request.getByText(pidx).waitFor();

    await payment.getByRole('button', { name: /^complete/ }).click();
    await payment.getByText('Completed').waitFor();
    expect((await lookup(pidx)).status).toBe('Completed');
    await payment.getByRole('button', { name: /^refund/ }).click();
    await payment.getByText('Refunded').waitFor();
    expect(simulator.payments.get(pidx)?.status).toBe('Refunded');
  });

  it('adds faults, shows which one struck, and removes them', async () => {
    const { pidx } = await initiate();
    await page.getByLabel('At', { exact: true }).selectOption('lookup');
    await page.getByLabel('Fault', { exact: true }).selectOption('html-5xx');
    await page.getByLabel('More fields, as JSON').fill('{"status": 503, "times": 2}');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByText('"kind":"html-5xx"').waitFor();
    await lookup(pidx).catch(() => {});
    await page.locator('#requests li').first().getByText('fault: html-5xx').waitFor();
    await page.getByText('"timesLeft":1').waitFor();
    await page.getByRole('button', { name: 'Remove all faults' }).click();
    await page.getByText('None.', { exact: true }).waitFor();
    expect((await lookup(pidx)).status).toBe('Initiated');

    await page.getByLabel('More fields, as JSON').fill('{"sometimes": true}');
    await page.getByRole('button', { name: 'Add the fault' }).click();
    await page.getByRole('status').getByText('Refused: ').waitFor();
    errors.splice(0); // The browser logs the 400.
  });

  it('moves the clock, changes settings, and starts again', async () => {
    const { pidx } = await initiate();
    await page.getByText(/^\d+ settings$/).click();
    await page.getByLabel('feePaisa').fill('7');
    await page.getByLabel('unknownPidxStatus').selectOption('400');
    await page.getByRole('status').getByText('Done: PUT').waitFor();
    await page.getByRole('button', { name: '+30 min' }).click();
    await page.getByRole('status').getByText('/simulator/clock').waitFor();
    expect((await lookup(pidx)).status).toBe('Expired');
    expect(await (await fetch(`${simulator.url}/simulator/settings`)).json()).toMatchObject({
      feePaisa: 7,
      unknownPidxStatus: 400,
    });
    await page.getByRole('button', { name: 'Reset all' }).click();
    await page.getByText('No payments yet').waitFor();
    expect(simulator.payments.size).toBe(0);
  });

  it('fits a phone and a desktop, and has no barrier, in light and dark', async () => {
    await page.context().close();
    await initiate({ purchase_order_name: 'x'.repeat(150) });
    await openPage({ bypassCSP: true, reducedMotion: 'reduce', viewport: phone });
    await page.locator('#requests summary').first().click();
    await page.getByText(/^\d+ settings$/).click();
    await expectNoViolations(page, 'live');
  });
});
