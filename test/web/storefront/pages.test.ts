import { expect, it } from '@jest/globals';
import { type Page } from 'playwright-core';
import { inNepalTime } from '../../../src/mail/in-words.ts';
import { Plan } from '../../../src/subscriptions/plan.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { desktop, expectNoViolations, phone } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { buy, fillSignIn, fillSignUp, signUp, waitForHeading } from './support/customer-in-browser.ts';

const PASSWORD = 'correct horse';

const openPages = [
  ['/', 'Plans'],
  ['/sign-in', 'Sign in'],
  ['/sign-up', 'Sign up'],
  ['/payments/return', 'Which payment?'],
  ['/payments/return?pidx=unknown', 'Your payment'],
  ['/nowhere', 'Page not found'],
] as const;

describeInBrowser('every page', (shop) => {
  it('has no violation that axe finds, and fits a phone and a desktop, in light and dark', async () => {
    // The Content-Security-Policy blocks axe. With reduced motion, colours do not change while axe reads them.
    const page = await shop.newPage({ bypassCSP: true, reducedMotion: 'reduce' });
    for (const [path, heading] of openPages) await expectAccessible(page, path, heading);
    expect(shop.consoleErrors.splice(0)).toEqual([expect.stringMatching('404 .*/nowhere')]);
    await signUp(page);
    await expectAccessible(page, '/subscription', 'My subscription');
    await expectAccessible(page, '/payments', 'My payments');
    for (const [act, heading] of outcomes) {
      await page.goto('/plans');
      const pidx = await buy(page, /(Buy|Renew) Standard/);
      if (act) await atKhalti(shop.app, pidx, act);
      await expectAccessible(page, `/payments/return?pidx=${pidx}`, heading);
    }
    await expectAccessible(page, '/subscription', 'My subscription');
    await expectAccessible(page, '/payments', 'My payments');
    await expectAccessible(page, '/plans', 'Plans');
  }, 300_000);

  it('moves the focus to its heading after navigation, and sets the title of the window', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.getByRole('link', { name: 'My subscription' }).click();
    await waitForHeading(page, 'My subscription');
    await page.locator('h1:focus').waitFor();
    expect(await page.title()).toBe('My subscription · Subscriptions');
    await page.context().clearCookies();
    await page.reload();
    await fillSignIn(page, email);
    await page.getByText('You have no subscription yet.').waitFor();
    await page.locator('h1:focus').waitFor();
  });

  it('names fields without their hints, which screen readers would read twice', async () => {
    const page = await shop.newPage();
    await page.goto('/sign-up');
    await page.getByRole('textbox', { name: 'Your name', exact: true }).waitFor();
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('aria-describedby')).not.toBeNull();
  });

  it('works with the keyboard alone', async () => {
    const page = await shop.newPage();
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Basic' }).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'Skip to the content' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForHeading(page, 'Sign up');
  });

  it('does not jump while the plans load', async () => {
    const page = await shop.newPage({ viewport: desktop });
    await page.goto('/');
    await page.getByRole('button', { name: 'Buy Premium' }).waitFor();
    expect(await shiftOf(page)).toBeLessThan(0.02);
  });

  it('does not jump on a phone when the session of a customer with a long name is known', async () => {
    const page = await shop.newPage({ viewport: phone });
    await page.goto('/sign-up');
    await fillSignUp(page, undefined, 'Bhanubhakta Laxmiprasad Devkota-Rajbhandari');
    await waitForHeading(page, 'Plans');
    const pidx = await buy(page);
    await page.route('**/graphql', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    for (const path of await withPurchase([
      '/',
      '/subscription',
      '/payments',
      `/payments/return?pidx=${pidx}`,
      '/account',
    ])) {
      await page.goto(path);
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
      await page.locator('.skeletons').first().waitFor({ state: 'detached' });
      const shift = await shiftOf(page);
      expect({ path, isStill: shift < 0.05, shift }).toEqual({ path, isStill: true, shift });
    }
  });

  it('fits a phone with text at 200 %', async () => {
    const page = await shop.newPage({ bypassCSP: true, viewport: phone });
    await page.addInitScript(`addEventListener('DOMContentLoaded', () => {
      document.head.append(Object.assign(document.createElement('style'), {
        textContent: ':root { --pico-font-size: 200% !important; font-size: 200% !important; }',
      }));
    })`);
    await signUp(page);
    const pidx = await buy(page);
    for (const path of await withPurchase([
      '/',
      '/subscription',
      '/payments',
      `/payments/return?pidx=${pidx}`,
      '/account',
    ])) {
      await page.goto(path);
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
      await page.locator('.skeletons').first().waitFor({ state: 'detached' });
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect({ path, overflow }).toEqual({ path, overflow: 0 });
    }
  });

  async function withPurchase(paths: string[]): Promise<string[]> {
    const { data } = await shop.app.ask<{ plans: { id: string }[] }>('{ plans { id } }');
    return [...paths, '/forgot-password', '/reset-password', `/buy?plan=${data.plans[0]?.id}`];
  }

  it("shows dates in Nepal time, as the mails do, with the visitor's time on hover", async () => {
    const page = await shop.newPage({ timezoneId: 'Europe/Berlin' });
    await signUp(page);
    const pidx = await buy(page);
    await page.goto(`/payments/return?pidx=${pidx}`);
    const moment = page.locator('time');
    const at = new Date(String(await moment.getAttribute('datetime')));
    const clock = (timeZone: string) => at.toLocaleTimeString('en-GB', { timeZone, timeStyle: 'short' });
    expect(await moment.textContent()).toBe(inNepalTime(at));
    expect(await moment.getAttribute('title')).toContain(`${clock('Europe/Berlin')} in your time zone`);
  });

  it('shows the price, the length and the price per day of a plan', async () => {
    const page = await shop.newPage();
    await page.goto('/');
    const standard = page.getByRole('article', { name: 'Standard' });
    await standard.getByText('Rs 1,350.00').waitFor();
    await standard.getByText('90 days').waitFor();
    await standard.getByText('Rs 15.00 a day').waitFor();
  });

  it('says "1 day", not "1 days"', async () => {
    const values = { code: 'day', name: 'Day', description: '', pricePaisa: 1000, durationDays: 1 };
    await shop.app.services.orm.em.fork().persist(new Plan(values)).flush();
    const customer = await Customer.signUp(shop.app, PASSWORD);
    const { pidx } = await customer.initiate('day');
    await atKhalti(shop.app, pidx, 'complete');
    await customer.verify(pidx);
    const page = await shop.newPage();
    await page.goto(`/payments/return?pidx=${pidx}`);
    await fillSignIn(page, customer.email, PASSWORD);
    await page.getByText('Day, 1 day', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'See my subscription' }).click();
    await page.getByText('Adds 1 day at the end.').waitFor();
    await page.getByRole('link', { name: 'Plans' }).click();
    await page
      .getByRole('article', { name: 'Day' })
      .getByText(/^1 day ·? ?Rs 10.00 a day$/)
      .waitFor();
  });
});

const outcomes = [
  [null, 'Not paid yet'],
  ['cancel', 'Payment cancelled'],
  ['expire', 'Payment expired'],
  ['complete', 'Payment completed'],
  ['pending', 'Payment pending'],
] as const;

async function expectAccessible(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path);
  await waitForHeading(page, heading);
  await page.locator('.skeletons').first().waitFor({ state: 'detached' });
  await expectNoViolations(page, path);
}

/** Cumulative layout shift so far. */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const sum = (list) => list.getEntries().reduce((total, { value }) => total + value, 0);
    new PerformanceObserver((list) => resolve(sum(list))).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
  })`);
}
