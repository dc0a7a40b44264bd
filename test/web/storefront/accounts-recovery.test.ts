import { expect, it } from '@jest/globals';
import axe from 'axe-core';
import { type Page } from 'playwright-core';
import { AccountTokenPurpose } from '../../../src/accounts/account-token.ts';
import { createAccountToken } from '../../../src/accounts/create-account-token.ts';
import { User } from '../../../src/users/user.ts';
import { fillSignIn, headingOf, signUp } from './support/customer-in-browser.ts';
import { describeInBrowser, type Shop } from './support/shop.ts';

const NEW = 'battery staple';

describeInBrowser('accounts and links in messages', (shop) => {
  it('asks for a link from the sign-in form, and answers alike for every address', async () => {
    const known = await signUp(await shop.newPage());
    for (const email of [known, 'nobody@example.com']) {
      const page = await shop.newPage();
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'Forgot your password?' }).click();
      await headingOf(page, 'Forgot your password?');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText(`If there is an account with the address ${email}, a message`).waitFor();
      await page.getByRole('button', { name: 'Ask again' }).click();
      expect(await page.getByLabel('E-mail address').inputValue()).toBe(email);
    }
  });

  it('sets a new password, with the token out of sight at once, and ends other sign-ins', async () => {
    const elsewhere = await shop.newPage();
    const email = await signUp(elsewhere);
    const page = await shop.newPage();
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    await headingOf(page, 'Choose a new password');
    expect(page.url()).toBe(`${shop.app.url}/reset-password`);
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await headingOf(page, 'Your new password is set');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByRole('link', { name: 'See my subscription' }).click();
    await page.getByText('You have no subscription yet.').waitFor();
    await elsewhere.getByRole('link', { name: 'My payments' }).click();
    await elsewhere.getByText('Your session has ended. Please sign in again').waitFor();
    await fillSignIn(elsewhere, email, NEW);
    await elsewhere.getByText('You have made no payment yet.').waitFor();
  });

  it('sets a new password for somebody who is signed in, too', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    // The page begins anew once it is known who that is.
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await headingOf(page, 'Your new password is set');
  });

  it('says so where a link does not work, and leads to a new one', async () => {
    const email = await signUp(await shop.newPage());
    const link = await linkFor(shop, email, 'RESET_PASSWORD');
    await linkFor(shop, email, 'RESET_PASSWORD');
    const page = await shop.newPage();
    await page.goto(link);
    await page.getByLabel('New password').fill(NEW);
    await page.getByRole('button', { name: 'Save and sign in' }).click();
    await headingOf(page, 'This link does not work any more');
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    await headingOf(page, 'Forgot your password?');
    await page.goto('/reset-password');
    await headingOf(page, 'This link does not work any more');
    // Pasted over the old one, which loads nothing anew.
    await page.goto(await linkFor(shop, email, 'RESET_PASSWORD'));
    await headingOf(page, 'Choose a new password');
    expect(page.url()).toBe(`${shop.app.url}/reset-password`);
  });

  it('confirms an address by itself, signed in or not, and again', async () => {
    const signedIn = await shop.newPage();
    const email = await signUp(signedIn);
    const link = await linkFor(shop, email, 'CONFIRM_EMAIL');
    for (const page of [await shop.newPage(), signedIn]) {
      await page.goto(link);
      await headingOf(page, 'Your address is confirmed');
      expect(page.url()).toBe(`${shop.app.url}/confirm-email`);
    }
    const em = shop.app.services.orm.em.fork();
    expect((await em.findOneOrFail(User, { email })).isEmailConfirmed).toBe(true);
  });

  it('says so where an address cannot be confirmed', async () => {
    const page = await shop.newPage();
    for (const path of ['/confirm-email', '/confirm-email#token=unknown']) {
      await page.goto('/plans');
      await page.goto(path);
      await headingOf(page, 'This link does not work any more');
    }
  });

  it('has no fault that axe can find, and fits a phone', async () => {
    const page = await shop.newPage({
      bypassCSP: true,
      reducedMotion: 'reduce',
      viewport: { width: 360, height: 800 },
    });
    const email = await signUp(await shop.newPage());
    for (const [path, heading] of [
      ['/forgot-password', 'Forgot your password?'],
      [await linkFor(shop, email, 'RESET_PASSWORD'), 'Choose a new password'],
      ['/password-changed', 'Your new password is set'],
      [await linkFor(shop, email, 'CONFIRM_EMAIL'), 'Your address is confirmed'],
    ] as const) {
      await page.goto(path);
      await headingOf(page, heading);
      expect({ path, faults: await faultsIn(page) }).toEqual({ path, faults: [] });
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    }
  });
});

/** As it stands in a message. */
async function linkFor({ app }: Shop, email: string, purpose: keyof typeof AccountTokenPurpose): Promise<string> {
  const em = app.services.orm.em.fork();
  const user = await em.findOneOrFail(User, { email });
  const page = { RESET_PASSWORD: 'reset-password', CONFIRM_EMAIL: 'confirm-email' }[purpose];
  return `${app.url}/${page}#token=${await createAccountToken(em, user, AccountTokenPurpose[purpose])}`;
}

async function faultsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
  return violations.map(({ id }) => id);
}
