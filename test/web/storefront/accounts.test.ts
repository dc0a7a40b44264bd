import { expect, it } from '@jest/globals';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { buy, fillSignIn, fillSignUp, signUp, waitForHeading, waitForKhalti } from './support/customer-in-browser.ts';

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

  it('changes the name, and says whether the address is confirmed and where the link was sent', async () => {
    const page = await shop.newPage(forAxe);
    const email = await signUp(page);
    await page.getByRole('link', { name: 'Your account: A Customer' }).click();
    await waitForHeading(page, 'Your account');
    await page.getByText('Not confirmed', { exact: true }).waitFor();
    await page.getByText(`We sent a link to ${email} when you signed up.`).waitFor();
    await page.getByRole('button', { name: 'Send the link again' }).click();
    await page.getByText(`We have sent a message with a link to ${email}`).waitFor();
    await page.getByText('Use another address').click();
    await page.getByLabel('New e-mail address').fill(`new-${email}`);
    await page.getByLabel('Your password').first().fill('not the password');
    await page.getByRole('button', { name: 'Send the link to the new address' }).click();
    await page.getByText('This is not your password.').waitFor();
    await page.getByLabel('Your password').first().fill('correct horse battery');
    await page.getByRole('button', { name: 'Send the link to the new address' }).click();
    await page.getByText(`We have sent a link to new-${email}.`).waitFor();
    await page.getByRole('button', { name: 'Send the link again' }).click();
    await page.getByText(`We have sent a message with a link to new-${email}`).waitFor();
    await expectNoViolations(page, 'account with a new address');
    await page.getByRole('button', { name: `Keep ${email}` }).click();
    await page.getByText('Waits for you').waitFor({ state: 'hidden' });
    await page.getByLabel('Your name').fill('Customer 12');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await page.getByText('Your name is saved.').waitFor();
    await page.getByRole('link', { name: 'Your account: Customer 12' }).waitFor();
    await expectNoViolations(page, 'account');
    await page.getByRole('button', { name: 'नेपाली' }).last().click();
    await waitForHeading(page, 'तपाईंको खाता');
    await expectNoViolations(page, 'ne account');
  }, 120_000);

  it('changes the password, and signs out everywhere', async () => {
    const page = await shop.newPage();
    const email = await signUp(page);
    await page.goto('/account');
    const change = async (current: string) => {
      await page.getByLabel('Current password').fill(current);
      await page.getByLabel('New password').fill('another horse battery');
      await page.getByRole('button', { name: 'Change the password' }).click();
    };
    await change('not the password');
    await page.getByText('This is not your password.').waitFor();
    await change('correct horse battery');
    await page.getByText('Your password is changed.').waitFor();
    const phone = await shop.newPage({
      userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
    });
    await phone.goto('/payments');
    await fillSignIn(phone, email, 'another horse battery');
    await phone.getByText('You have no payments yet.').waitFor();
    await page.reload();
    await page.getByText('This device').waitFor();
    await page.getByRole('button', { name: 'Sign out there: Firefox, Android' }).click();
    await page.getByText('Firefox, Android').waitFor({ state: 'hidden' });
    await phone.reload();
    await phone.getByText('Please sign in to see this page').waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await waitForHeading(page, 'Sign in');
    await fillSignIn(page, email, 'another horse battery');
    await waitForHeading(page, 'Plans');
  });

  it('downloads what is stored, and deletes the account after saying what goes and what stays', async () => {
    const page = await shop.newPage(forAxe);
    const email = await signUp(page);
    await page.goto('/account');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download my data' }).click();
    const file = await (await downloading).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(chunk as Buffer);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ account: { email } });
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
    await dialog.getByText('Payments and receipts stay in our books').waitFor();
    await expectNoViolations(page, 'delete account');
    await dialog.getByLabel('Your password').fill('correct horse battery');
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await waitForHeading(page, 'Your account is deleted');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await fillSignIn(page, email);
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
  }, 120_000);

  it('says why an account cannot be deleted yet', async () => {
    const page = await shop.newPage();
    await signUp(page);
    await buy(page);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    await page.getByRole('dialog').getByLabel('Your password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('A payment of yours is still open or being checked').waitFor();
    await page.getByRole('button', { name: 'Keep my account' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});
