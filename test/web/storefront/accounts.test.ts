import { expect, it } from '@jest/globals';
import { fillSignIn, fillSignUp, headingOf, signUp } from './support/customer-in-browser.ts';
import { describeInBrowser } from './support/shop.ts';

describeInBrowser('accounts', (shop) => {
  it('refuses a wrong password in words, and keeps what was typed', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, email, 'not the password');
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    await fillSignIn(page, email);
    await headingOf(page, 'Plans');
  });

  it('says beside the field that an address is taken', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    const other = await shop.newPage();
    await other.goto('/sign-up');
    await fillSignUp(other, email);
    await other.getByText('There is an account with this e-mail address already.').waitFor();
    expect(await other.getByLabel('E-mail address').getAttribute('aria-invalid')).toBe('true');
  });

  it('lets go on after the session ran out, on the same page', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'My payments' }).click();
    await page.getByText('Your session has ended. Please sign in again').waitFor();
    await fillSignIn(page, email);
    await page.getByText('You have made no payment yet.').waitFor();
    await headingOf(page, 'My payments');
  });

  it('goes on to pay after the session ran out', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Buy Basic' }).click();
    await headingOf(page, 'Sign in');
    await fillSignIn(page, email);
    await page.getByText('Basic is one step away').waitFor();
  });

  it('comes back to where one was', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    const other = await shop.newPage();
    await other.goto('/subscription');
    await other.getByRole('link', { name: 'Sign up' }).first().click();
    await other.getByText('Already have an account?').waitFor();
    await other.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(other, email);
    await headingOf(other, 'My subscription');
  });

  it('leads nowhere else after signing in, whatever the address says', async () => {
    const page = await shop.newPage();
    await page.goto(`/sign-up?next=${encodeURIComponent('//example.com/take')}`);
    await fillSignUp(page);
    await headingOf(page, 'Plans');
    expect(new URL(page.url()).origin).toBe(new URL(shop.app.url).origin);
  });

  it('leaves nothing behind when signing out', async () => {
    const page = await shop.newPage();
    await signUp(page);
    await page.getByRole('link', { name: 'My payments' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: 'My payments' }).click();
    await page.getByText('Please sign in to go on').waitFor();
  });

  it('keeps the token out of reach of scripts', async () => {
    const page = await shop.newPage();
    await signUp(page);
    const reachable = await page.evaluate<string>(
      '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join()',
    );
    expect(reachable).not.toMatch(/session|ey[A-Za-z0-9]|token/);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax' });
  });
});
