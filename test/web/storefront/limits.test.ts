import { expect, it } from '@jest/globals';
import { type Page } from 'playwright-core';
import { tokenLifetimesMs } from '../../../src/accounts/create-account-token.ts';
import { PASSWORD_LENGTH } from '../../../src/auth/password.ts';
import { MAX_EMAIL_LENGTH } from '../../../src/users/email-fault.ts';
import { MAX_NAME_LENGTH } from '../../../src/users/read-name.ts';
import { describeInBrowser } from '../support/shop.ts';

describeInBrowser('the limits of the forms', (shop) => {
  it('are those of the server', async () => {
    const page = await shop.newPage();
    const email = [null, String(MAX_EMAIL_LENGTH)];
    const newPassword = [String(PASSWORD_LENGTH.min), String(PASSWORD_LENGTH.max)];
    await page.goto('/sign-up');
    expect(await limitsOf(page, 'Your name')).toEqual([null, String(MAX_NAME_LENGTH)]);
    expect(await limitsOf(page, 'E-mail address')).toEqual(email);
    expect(await limitsOf(page, 'Password')).toEqual(newPassword);
    await page.getByText(`At least ${PASSWORD_LENGTH.min} characters.`).waitFor();
    await page.goto('/sign-in');
    expect(await limitsOf(page, 'E-mail address')).toEqual(email);
    expect(await limitsOf(page, 'Password')).toEqual([null, String(PASSWORD_LENGTH.max)]);
    await page.goto('/forgot-password');
    expect(await limitsOf(page, 'E-mail address')).toEqual(email);
    await page.goto('/reset-password#token=any');
    expect(await limitsOf(page, 'New password')).toEqual(newPassword);
  });

  it('include the lifetime of a link that resets a password', async () => {
    const page = await shop.newPage();
    await page.goto('/forgot-password');
    await page.getByLabel('E-mail address').fill('unknown@example.com');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText(`The link works for ${tokenLifetimesMs.RESET_PASSWORD / 60_000} minutes.`).waitFor();
  });
});

/** The least and the greatest length, as attributes. */
async function limitsOf(page: Page, label: string): Promise<(string | null)[]> {
  const input = page.getByLabel(label);
  return [await input.getAttribute('minlength'), await input.getAttribute('maxlength')];
}
