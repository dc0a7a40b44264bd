import { expect, it } from '@jest/globals';
import axe from 'axe-core';
import { type Page } from 'playwright-core';
import { AccountTokenPurpose } from '../../../src/accounts/account-token.ts';
import { createAccountToken } from '../../../src/accounts/create-account-token.ts';
import { User } from '../../../src/users/user.ts';
import { describeInBrowser, type Shop } from '../support/shop.ts';
import { fillSignIn, signUp, waitForHeading } from './support/customer-in-browser.ts';

const NEW = 'battery staple';

describeInBrowser('links in messages', (shop) => {
  it('requests a link from the sign-in form, with the same answer for every address', async () => {
    const known = await signUp(await shop.newPage());
    for (const email of [known, 'unknown@example.com']) {
      const page = await shop.newPage();
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'Forgot your password?' }).click();
      await waitForHeading(page, 'Forgot your password?');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText(`If ${email} has an account, we have sent a message`).waitFor();
      await page.getByRole('button', { name: 'Request a new link' }).click();
      expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    }
  });

  it('sets a new password, removes the token from the address bar, and ends other sessions', async () => {
    const elsewhere = await shop.newPage();
    const email = await signUp(elsewhere);
    const page = await shop.newPage();
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    await waitForHeading(page, 'Choose a new password');
    expect(page.url()).toBe(`${shop.app.url}/reset-password`);
    await page.reload();
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await waitForHeading(page, 'Your new password is set');
    await page.reload();
    await waitForHeading(page, 'Your new password is set');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('link', { name: 'See my subscription' }).click();
    await page.getByText('You have no subscription yet.').waitFor();
    await elsewhere.getByRole('link', { name: 'My payments' }).click();
    await elsewhere.getByText('You are signed out. Please sign in again').waitFor();
    await fillSignIn(elsewhere, email, NEW);
    await elsewhere.getByText('You have no payments yet.').waitFor();
  });

  it('sets a new password for a customer who is signed in', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    // The page is rendered again when the session is known.
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await waitForHeading(page, 'Your new password is set');
  });

  it('says that a link does not work, and offers a new one', async () => {
    const email = await signUp(await shop.newPage());
    const link = await linkFor(shop, email, 'RESET_PASSWORD');
    await linkFor(shop, email, 'RESET_PASSWORD');
    const page = await shop.newPage();
    await page.goto(link);
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await waitForHeading(page, 'This link does not work');
    await page.getByRole('link', { name: 'Request a new link' }).click();
    await waitForHeading(page, 'Forgot your password?');
    await page.goto('/reset-password');
    await waitForHeading(page, 'This link does not work');
    // Only the fragment changes, so the browser does not reload the page.
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    await waitForHeading(page, 'Choose a new password');
    expect(page.url()).toBe(`${shop.app.url}/reset-password`);
  });

  it('confirms an address without a click, signed in or not, and again', async () => {
    const signedIn = await shop.newPage();
    const email = await signUp(signedIn);
    const link = await linkFor(shop, email, 'CONFIRM_EMAIL');
    for (const page of [await shop.newPage(), signedIn]) {
      await page.goto(link);
      await waitForHeading(page, 'Your address is confirmed');
      expect(page.url()).toBe(`${shop.app.url}/confirm-email`);
      await page.reload();
      await waitForHeading(page, 'Your address is confirmed');
    }
    const em = shop.app.services.orm.em.fork();
    expect((await em.findOneOrFail(User, { email })).isEmailConfirmed).toBe(true);
  });

  it('says that an address cannot be confirmed, and how to confirm it', async () => {
    const page = await shop.newPage();
    for (const path of ['/confirm-email', '/confirm-email#token=unknown']) {
      await page.goto('/plans');
      await page.goto(path);
      await waitForHeading(page, 'This link does not work');
      await page.getByRole('link', { name: 'Choose a new password' }).waitFor();
    }
  });

  it('does not claim a new password to a visitor who has not set one', async () => {
    const page = await shop.newPage();
    await page.goto('/password-changed');
    await waitForHeading(page, 'Sign in');
  });

  it('has no violation that axe finds, and fits a phone', async () => {
    const page = await shop.newPage({
      bypassCSP: true,
      reducedMotion: 'reduce',
      viewport: { width: 360, height: 800 },
    });
    const email = await signUp(await shop.newPage());
    const expectAccessible = async (heading: string) => {
      await waitForHeading(page, heading);
      expect({ heading, violations: await violationsIn(page) }).toEqual({ heading, violations: [] });
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    };
    await page.goto('/forgot-password');
    await expectAccessible('Forgot your password?');
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    await expectAccessible('Choose a new password');
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await expectAccessible('Your new password is set');
    await page.goto(await linkFor(shop, email, 'CONFIRM_EMAIL'));
    await expectAccessible('Your address is confirmed');
    await page.goto('/confirm-email#token=unknown');
    await expectAccessible('This link does not work');
  });
});

/** The link in a message. */
async function linkFor({ app }: Shop, email: string, purpose: 'RESET_PASSWORD' | 'CONFIRM_EMAIL'): Promise<string> {
  const em = app.services.orm.em.fork();
  const user = await em.findOneOrFail(User, { email });
  const page = { RESET_PASSWORD: 'reset-password', CONFIRM_EMAIL: 'confirm-email' }[purpose];
  return `${app.url}/${page}#token=${await createAccountToken(em, user, AccountTokenPurpose[purpose])}`;
}

async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
  return violations.map(({ id }) => id);
}
