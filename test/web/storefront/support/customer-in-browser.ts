import { type Page } from 'playwright-core';
import { type Customer } from '../../../support/customer.ts';

const PASSWORD = 'correct horse battery';
let count = 0;

function newEmail(): string {
  count += 1;
  return `visitor-${process.pid}-${count}@example.com`;
}

export async function fillSignUp(page: Page, email = newEmail(), name = 'A Customer'): Promise<string> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  return email;
}

export async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Creates an account, and waits for the plans. Returns the e-mail address. */
export async function signUp(page: Page): Promise<string> {
  await page.goto('/sign-up');
  const email = await fillSignUp(page);
  await page.getByRole('heading', { name: 'Plans' }).waitFor();
  return email;
}

/** Signs in without the form. */
export async function signInAs(page: Page, { app, token }: Customer): Promise<void> {
  await page.context().addCookies([{ name: 'session', value: token, url: app.url, httpOnly: true, sameSite: 'Lax' }]);
}

/** Clicks the button, and waits for the payment page. Returns the pidx. */
export async function buy(page: Page, button: string | RegExp = 'Buy Premium'): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return waitForKhalti(page);
}

export async function waitForKhalti(page: Page): Promise<string> {
  await page.getByLabel('Khalti ID (mobile number)').waitFor();
  return String(new URL(page.url()).searchParams.get('pidx'));
}

/** Fills in the payment page, and clicks `button` in its last step. */
export async function payUpTo(page: Page, button: string): Promise<void> {
  for (const [label, answer] of [
    ['Khalti ID (mobile number)', '9800000000'],
    ['Khalti MPIN', '1111'],
    ['OTP (nothing is really sent)', '987654'],
  ] as const) {
    await page.getByLabel(label).fill(answer);
    await page.getByRole('button', { name: 'Continue' }).click();
  }
  await page.getByRole('button', { name: button }).click();
}

export async function waitForHeading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
  // The server shows the heading too, before the page can be used.
  await page.locator('.skeletons.page').waitFor({ state: 'detached' });
}
