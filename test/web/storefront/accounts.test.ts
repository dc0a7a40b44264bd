import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../support/shop.ts';
import { fillSignIn, fillSignUp, signUp, waitForHeading, waitForKhalti } from './support/customer-in-browser.ts';

describeInBrowser('accounts', (shop) => {
  it('says that a password is wrong, and keeps the e-mail address in the form', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, email, 'not the password');
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    await fillSignIn(page, email);
    await waitForHeading(page, 'Plans');
  });

  it('says next to the field that an address is taken', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    const other = await shop.newPage();
    await other.goto('/sign-up');
    await fillSignUp(other, email);
    await other.getByText('There is already an account with this e-mail address.').waitFor();
    expect(await other.getByLabel('E-mail address').getAttribute('aria-invalid')).toBe('true');
  });

  it.each([
    ['E-mail address', 'a..b@example.com', 'A Customer', /dots? /i],
    ['Your name', `customer-${process.pid}@example.com`, '\u200b', /visible|name/i],
  ])(
    "says next to the field %s why the server refuses it, in the server's words",
    async (label, email, name, reason) => {
      const page = await shop.newPage();
      await page.goto('/sign-up');
      await fillSignUp(page, email, name);
      const field = page.getByLabel(label);
      await page.locator('[aria-invalid="true"]').waitFor();
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const description = page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`);
      expect(await description.textContent()).toMatch(reason);
      expect(await description.textContent()).not.toBe('This is not valid. Please check it and try again.');
    },
  );

  it('shows the same page again after a new sign-in, when the session has ended', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'My payments' }).click();
    await page.getByText('You are signed out. Please sign in again').waitFor();
    await fillSignIn(page, email);
    await page.getByText('You have no payments yet.').waitFor();
    await waitForHeading(page, 'My payments');
  });

  it('continues with the purchase after a new sign-in, when the session has ended', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Buy Basic' }).click();
    await waitForHeading(page, 'Sign in');
    await fillSignIn(page, email);
    await waitForKhalti(page);
  });

  it('returns to the page from which the customer signed in', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    const other = await shop.newPage();
    await other.goto('/subscription');
    await other.getByRole('link', { name: 'Sign up' }).first().click();
    await other.getByText('Already have an account?').waitFor();
    await other.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(other, email);
    await waitForHeading(other, 'My subscription');
  });

  it('stays on this site after sign-in, whatever the address says', async () => {
    const page = await shop.newPage();
    await page.goto(`/sign-up?next=${encodeURIComponent('//example.com/take')}`);
    await fillSignUp(page);
    await waitForHeading(page, 'Plans');
    expect(new URL(page.url()).origin).toBe(new URL(shop.app.url).origin);
  });

  it('shows no payments after sign-out', async () => {
    const page = await shop.newPage();
    await signUp(page);
    await page.getByRole('link', { name: 'My payments' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: 'My payments' }).click();
    await page.getByText('Please sign in to see this page').waitFor();
  });

  it('hides the token from scripts', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const readable = await page.evaluate<string>(
      '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()',
    );
    expect(readable).not.toMatch(/session|ey[A-Za-z0-9]|token/);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax' });
  });
});
