import { expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorSession } from '../../../src/admin/operators/operator-session.ts';
import { invite, newOperator, PASSWORD } from '../../support/operator-sign-in.ts';
import { describeInBrowser } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';

describeInBrowser('signing in to the app of operators', (shop) => {
  it('accepts an invitation, and forgets its token', async () => {
    const { token } = await invite(shop.app, 'VIEWER');
    const page = await shop.newPage();
    await page.goto(`/admin/accept#token=${token}`);
    await page.getByLabel('Your name').fill('Operator One');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.getByRole('link', { name: 'Operator One' }).waitFor();
    expect(page.url()).not.toContain('token');
    await page.reload();
    await page.getByRole('link', { name: 'Operator One' }).waitFor();
  });

  it('says what is wrong with a link that was used', async () => {
    const page = await shop.newPage();
    await page.goto('/admin/accept#token=unknown');
    await page.getByLabel('Your name').fill('Operator One');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('link');
  });

  it('asks for the code of an authenticator app, and then shows the page that was asked for', async () => {
    const { email, browser } = await newOperator(shop.app, 'FINANCE');
    await browser.setUpCode();
    const page = await shop.newPage();
    await open(page, '/payments?status=COMPLETED', 'Sign in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code').fill(new TOTP({ secret: String(browser.secret) }).generate());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { level: 1, name: 'Payments' }).waitFor();
    expect(page.url()).toContain('status=COMPLETED');
  });

  it('asks to sign in again when another operator has ended the session', async () => {
    const { page, operator } = await operatorPage(shop, 'VIEWER');
    await open(page, '/payments', 'Payments');
    const em = shop.app.services.orm.em.fork();
    await em.nativeUpdate(OperatorSession, { operator: operator.id }, { endedAt: new Date() });
    await page.getByRole('searchbox', { name: 'Search' }).fill('anything');
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByText('Your session has ended').waitFor();
  });

  it('lets an operator who forgot the password choose a new one by a link, and change it later', async () => {
    const { email } = await newOperator(shop.app, 'VIEWER');
    const operators = shop.app.services.orm.em.fork();
    await operators.nativeUpdate(Operator, { email }, { name: 'Forgetful' });
    const owner = await operatorPage(shop, 'OWNER');
    await open(owner.page, '/operators', 'Operators');
    await owner.page.getByRole('button', { name: 'New password for Forgetful' }).click();
    await owner.page.getByRole('button', { name: 'Make the link' }).click();
    await owner.page.getByRole('button', { name: 'Copy' }).waitFor();
    const link = String(await owner.page.locator('ul.secrets code').textContent());
    const page = await shop.newPage();
    await page.goto(link);
    await page.getByLabel('New password').fill('another horse');
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByRole('link', { name: 'Forgetful' }).click();
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByLabel('Current password').fill('another horse');
    await page.getByLabel('New password').fill('a third horse');
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByText('The password was changed.').waitFor();
  }, 180_000);

  it('signs out', async () => {
    const { page } = await operatorPage(shop, 'VIEWER');
    await open(page, '/payments', 'Payments');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByText('Your session has ended').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });
});
