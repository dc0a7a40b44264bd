import { readFile } from 'node:fs/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { type Page } from 'playwright-core';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { DAY_MS, Period } from '../../../src/subscriptions/period.ts';
import { Plan } from '../../../src/subscriptions/plan.ts';
import { User } from '../../../src/users/user.ts';
import { isSignedIn } from '../../support/accounts.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import { totpOf } from '../../support/operator-sign-in.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser, type Shop } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';

// A page of a browser, with all that it loads, may take long on a busy machine.
jest.setTimeout(180_000);

const em = (shop: Shop) => shop.app.services.orm.em.fork();

async function subscriber(shop: Shop, code = 'basic'): Promise<Customer> {
  const customer = await Customer.signUp(shop.app);
  const { pidx } = await customer.initiate(code);
  await atKhalti(shop.app, pidx, 'complete');
  await customer.verify(pidx);
  return customer;
}

const openCustomer = (page: Page, { id }: { id: string }) => open(page, `/customers/${id}`, 'A Customer');
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const dialogOf = (page: Page) => page.getByRole('dialog');
const endOf = async (shop: Shop, user: Customer) =>
  (await em(shop).findOneOrFail(Period, { user: user.id }, { orderBy: { endsAt: 'desc' } })).endsAt;

/** As the app writes it. */
function inNepal(at: Date): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  return at.toLocaleString('en-GB', { ...options, timeZone: 'Asia/Kathmandu' });
}

describeInBrowser('customers in the app of operators', (shop) => {
  describe('the list of customers', () => {
    it('keeps filters, order and page in the address, through a reload and back', async () => {
      const [blocked, other] = [await Customer.signUp(shop.app), await subscriber(shop)];
      await em(shop).nativeUpdate(User, { id: blocked.id }, { blockedAt: new Date() });
      const { page } = await operatorPage(shop, 'OWNER');
      await open(page, '/customers', 'Customers');
      await page.getByText('Filters').click();
      await page.getByLabel('Blocked').selectOption('Is blocked');
      await page.getByLabel('E-mail begins with').fill('customer-');
      await press(page, 'Show');
      await page.getByRole('cell', { name: blocked.email }).waitFor();
      await page.getByRole('cell', { name: other.email }).waitFor({ state: 'detached' });
      expect(new URL(page.url()).search).toBe('?text=customer-&blocked=yes');
      await page.reload();
      await page.getByRole('cell', { name: blocked.email }).waitFor();
      expect(await page.getByLabel('Blocked').inputValue()).toBe('yes');
      await page.getByRole('link', { name: 'A Customer' }).click();
      await page.getByRole('heading', { level: 1, name: 'A Customer' }).waitFor();
      await page.goBack();
      await page.getByRole('cell', { name: blocked.email }).waitFor();
      expect(new URL(page.url()).search).toBe('?text=customer-&blocked=yes');
      await page.getByRole('link', { name: 'Clear all filters' }).click();
      await page.getByRole('cell', { name: other.email }).waitFor();
    });

    it('filters by access and by days, sorts, and goes from page to page', async () => {
      const customer = await subscriber(shop);
      const many = Array.from(
        { length: 30 },
        (_, n) => new User(`z-${String(n).padStart(2, '0')}@example.com`, 'Many'),
      );
      await em(shop).persist(many).flush();
      const { page } = await operatorPage(shop, 'VIEWER');
      await open(page, '/customers?access=yes&from=2020-01-01', 'Customers');
      await page.getByRole('cell', { name: customer.email }).waitFor();
      expect(await page.getByRole('cell', { name: 'z-00@example.com' }).count()).toBe(0);
      await open(page, '/customers?to=2020-01-01', 'Customers');
      await page.getByText('No customer matches').waitFor();
      await open(page, '/customers?text=z-', 'Customers');
      await page.getByText('30 entries').waitFor();
      await page.getByRole('link', { name: 'E-mail' }).click();
      await page.locator('th[aria-sort=ascending]', { hasText: 'E-mail' }).waitFor();
      await page.getByRole('cell', { name: 'z-00@example.com' }).waitFor();
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.getByRole('cell', { name: 'z-29@example.com' }).waitFor();
      expect(await page.getByRole('row').count()).toBe(6);
      await page.getByRole('link', { name: 'First page' }).click();
      await page.getByRole('cell', { name: 'z-00@example.com' }).waitFor();
    });

    it('downloads what the filters show, after a code', async () => {
      const [blocked] = [await Customer.signUp(shop.app), await Customer.signUp(shop.app)];
      await em(shop).nativeUpdate(User, { id: blocked.id }, { blockedAt: new Date() });
      const { page, operator } = await operatorPage(shop, 'OWNER', { hasConfirmed: false });
      await open(page, `/customers?blocked=yes&access=no&text=${blocked.email}&from=2020-01-01`, 'Customers');
      await press(page, 'Download as CSV');
      await page.getByRole('button', { name: 'Download', exact: true }).click();
      await page.getByLabel('Code').fill(totpOf(await em(shop).findOneOrFail(Operator, operator.id)));
      const file = page.waitForEvent('download');
      await press(page, 'Confirm');
      const text = await readFile(await (await file).path(), 'utf8');
      expect(text).toContain(blocked.email);
      expect(text).toContain('# 1 rows');
      await page.getByText('The file was downloaded.').waitFor();
      // The refusal that asked for the code.
      expect(shop.consoleErrors.splice(0)).toEqual([expect.stringContaining('403')]);
    });

    it('shows a list for any address that somebody may write', async () => {
      const { page } = await operatorPage(shop, 'VIEWER');
      await open(page, '/customers?sort=nothing&access=maybe&from=x&to=2020-13-45', 'Customers');
      await page.getByRole('table').waitFor();
    });
  });

  it('shows an exchanged period as exchanged, and payments under the name that their plan had', async () => {
    const customer = await subscriber(shop);
    const { id: planId } = await customer.plan('standard');
    const { data } = await customer.ask<{ initiatePayment: { id: string; pidx: string } }>(
      'mutation ($planId: ID!) { initiatePayment(planId: $planId, startNow: true) { id pidx } }',
      { planId },
    );
    const { id, pidx } = data.initiatePayment;
    await atKhalti(shop.app, pidx, 'complete');
    await customer.verify(pidx);
    await em(shop).nativeUpdate(Plan, { code: 'standard' }, { name: 'Renamed', durationDays: 1 });
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await openCustomer(page, customer);
    await page.getByRole('cell', { name: /^Exchanged/ }).waitFor();
    expect(await page.getByText('Revoked').count()).toBe(0);
    await page.getByRole('table', { name: 'Payments' }).getByRole('cell', { name: 'Standard', exact: true }).waitFor();
    await expectNoViolations(page, 'a customer with an exchanged period');
    await page.getByRole('link', { name: 'another plan' }).click();
    await page.locator('.summary').getByText('Standard, 90 days').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/admin/payments/${id}`);
    await em(shop).nativeUpdate(Plan, { code: 'standard' }, { name: 'Standard', durationDays: 90 });
  });

  describe('giving days and revoking them', () => {
    it('gives what the preview says, once, however often the button is pressed', async () => {
      const customer = await subscriber(shop);
      const before = await endOf(shop, customer);
      const { page } = await operatorPage(shop, 'SUPPORT');
      await openCustomer(page, customer);
      await press(page, 'Give days');
      await page.getByRole('spinbutton', { name: 'Days' }).fill('10');
      const after = new Date(before.getTime() + 10 * DAY_MS);
      await dialogOf(page)
        .getByText(`from ${inNepal(before)} until ${inNepal(after)}`)
        .waitFor();
      await page.getByLabel('Reason').fill('The site was down');
      await page.getByRole('button', { name: 'Give 10 days' }).dblclick();
      await page.getByText('A Customer got 10 days of Basic.').waitFor();
      await page.getByRole('cell', { name: 'The site was down' }).waitFor();
      await page.getByRole('cell', { name: inNepal(after) }).waitFor();
      expect(await em(shop).count(Period, { user: customer.id })).toBe(2);
      expect(await endOf(shop, customer)).toEqual(after);
      await page.locator(':focus', { hasText: /^Give days$/ }).waitFor();
    });

    it('cannot give days before the server has said what happens', async () => {
      const customer = await Customer.signUp(shop.app);
      const { page } = await operatorPage(shop, 'SUPPORT');
      await openCustomer(page, customer);
      await press(page, 'Give days');
      await dialogOf(page).getByText('They begin at once.').waitFor();
      await page.getByRole('spinbutton', { name: 'Days' }).fill('');
      await dialogOf(page).getByText('Enter whole days').waitFor();
      expect(await page.getByRole('button', { name: 'Give days' }).last().isDisabled()).toBe(true);
      await page.route('**/admin/graphql', (route) => route.abort());
      await page.getByRole('spinbutton', { name: 'Days' }).fill('5');
      await dialogOf(page).getByRole('button', { name: 'Try again' }).waitFor();
      expect(await page.getByRole('button', { name: 'Give 5 days' }).isDisabled()).toBe(true);
      await page.unroute('**/admin/graphql');
      await press(page, 'Try again');
      await dialogOf(page).getByText('They begin at once.').waitFor();
      expect(await page.getByRole('button', { name: 'Give 5 days' }).isEnabled()).toBe(true);
      shop.consoleErrors.splice(0);
    });

    it('revokes a period, says that no money goes back, and moves the next one up as the preview says', async () => {
      const customer = await subscriber(shop);
      const owner = await TestOperator.signedIn(shop.app, 'OWNER');
      const { id: planId } = await customer.plan('standard');
      await owner.ask(
        'mutation ($userId: ID!, $planId: ID!) { grantDays(userId: $userId, planId: $planId, days: 7, reason: "Sorry", idempotencyKey: "k") { id } }',
        { userId: customer.id, planId },
      );
      const { page } = await operatorPage(shop, 'FINANCE');
      await openCustomer(page, customer);
      await page
        .getByRole('row', { name: /Payment of/ })
        .getByRole('button', { name: 'Revoke' })
        .click();
      const dialog = dialogOf(page);
      await dialog.getByText('No money goes back.').waitFor();
      await dialog.getByText(/Standard moves up: it then runs from/).waitFor();
      await dialog.getByText(`instead of ${inNepal(await endOf(shop, customer))}`).waitFor();
      await page.getByLabel('Reason').fill('Paid by somebody else');
      await press(page, 'Revoke this period');
      await page.getByText('The period of Basic was revoked.').waitFor();
      await page
        .getByRole('row', { name: /Revoked/ })
        .getByRole('link', { name: 'Payment' })
        .waitFor();
      expect((await customer.subscription())?.daysLeft).toBe(7);
      await page.getByRole('row', { name: /Now .*7 days free, given by An Operator/ }).waitFor();
    });
  });

  describe('blocking a customer and ending sessions', () => {
    it('signs the customer out, and lets the customer sign in again after unblocking', async () => {
      const customer = await subscriber(shop);
      const { page } = await operatorPage(shop, 'SUPPORT');
      await openCustomer(page, customer);
      await press(page, 'Block');
      await dialogOf(page).getByText('All sessions end at once').waitFor();
      await page.getByLabel('Reason').fill('Shares the account');
      await press(page, 'Block this customer');
      await page.getByText('A Customer is blocked.').waitFor();
      expect(await isSignedIn(shop.app, customer.token)).toBe(false);
      await page.locator(':focus', { hasText: /^Unblock$/ }).waitFor();
      await press(page, 'Unblock');
      await page.getByLabel('Reason').fill('By mistake');
      await press(page, 'Unblock this customer');
      await page.getByText('A Customer is not blocked any more.').waitFor();
      expect(await canSignIn(shop, customer)).toBe(true);
    });

    it('ends all sessions; the customer can sign in again', async () => {
      const customer = await Customer.signUp(shop.app);
      const { page } = await operatorPage(shop, 'SUPPORT');
      await openCustomer(page, customer);
      await press(page, 'End sessions');
      await page.getByLabel('Reason').fill('A lost phone');
      await press(page, 'End all sessions');
      await page.getByText('All sessions of A Customer have ended.').waitFor();
      expect(await isSignedIn(shop.app, customer.token)).toBe(false);
      expect(await canSignIn(shop, customer)).toBe(true);
    });

    it('shows both versions if another operator has blocked meanwhile, and does nothing', async () => {
      const customer = await Customer.signUp(shop.app);
      const { page } = await operatorPage(shop, 'SUPPORT');
      await openCustomer(page, customer);
      await press(page, 'Block');
      await page.getByLabel('Reason').fill('Shares the account');
      const { updatedAt } = await em(shop).findOneOrFail(User, customer.id);
      const other = await TestOperator.signedIn(shop.app, 'SUPPORT');
      await other.ask(
        'mutation ($id: ID!, $seen: DateTime!) { blockCustomer(userId: $id, seenUpdatedAt: $seen, reason: "First") { id } }',
        { id: customer.id, seen: updatedAt.toISOString() },
      );
      await press(page, 'Block this customer');
      const { blockedAt } = await em(shop).findOneOrFail(User, customer.id);
      await page.getByRole('row', { name: `Blocked since Not blocked ${inNepal(blockedAt ?? new Date(0))}` }).waitFor();
      await dialogOf(page).getByText('The customer is blocked already.').waitFor();
      expect(await page.getByLabel('Reason').inputValue()).toBe('Shares the account');
      expect(await page.getByRole('button', { name: 'Block this customer' }).isDisabled()).toBe(true);
      await press(page, 'Cancel');
      await page.getByRole('button', { name: 'Unblock' }).waitFor();
    });
  });

  describe('erasing a customer', () => {
    it('asks for a code, keeps what was typed, and leaves a page that works', async () => {
      const customer = await subscriber(shop);
      const { page, operator } = await operatorPage(shop, 'OWNER', { hasConfirmed: false });
      await openCustomer(page, customer);
      await press(page, 'Erase');
      const erase = page.getByRole('button', { name: 'Erase for good' });
      await page.getByLabel('Reason').fill('Asked for it in a letter');
      expect(await erase.isDisabled()).toBe(true);
      await page.getByLabel(`Type the e-mail address ${customer.email}`).fill(` ${customer.email.toUpperCase()} `);
      await erase.click();
      await page.getByLabel('Code').fill(totpOf(await em(shop).findOneOrFail(Operator, operator.id)));
      await press(page, 'Confirm');
      await page.getByRole('heading', { level: 1, name: 'Erased customer' }).waitFor();
      await page.getByText('The personal data was erased on').waitFor();
      expect(await page.getByText(customer.email).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Give days' }).count()).toBe(0);
      await page.locator(':focus', { hasText: /^Erased customer$/ }).waitFor();
      await page.reload();
      await page.getByRole('row', { name: /Payment of/ }).waitFor();
      await page.getByRole('table', { name: 'Payments of this customer' }).getByText('Completed').waitFor();
      expect(await em(shop).findOneOrFail(User, customer.id)).toMatchObject({ email: null, name: 'Erased customer' });
    });

    it('says why it is not possible while a payment is open, also if it was opened meanwhile', async () => {
      const customer = await Customer.signUp(shop.app);
      const { page } = await operatorPage(shop, 'OWNER');
      await openCustomer(page, customer);
      await press(page, 'Erase');
      await page.getByLabel('Type the e-mail address').fill(customer.email);
      await page.getByLabel('Reason').fill('Asked for it');
      await customer.initiate('basic');
      await press(page, 'Erase for good');
      await dialogOf(page).getByText('A payment of this customer is open or needs a review.').waitFor();
      await page.reload();
      await press(page, 'Erase');
      await dialogOf(page).getByText('Not possible yet').waitFor();
      await page.getByLabel('Type the e-mail address').fill(customer.email);
      expect(await page.getByRole('button', { name: 'Erase for good' }).isDisabled()).toBe(true);
      await dialogOf(page)
        .getByRole('link', { name: /Initiated, opened/ })
        .waitFor();
      expect((await em(shop).findOneOrFail(User, customer.id)).erasedAt).toBeNull();
    });
  });

  describe('what operators see of a customer', () => {
    it.each([
      ['OWNER', ['Give days', 'Block', 'End sessions', 'Erase', 'Revoke']],
      ['FINANCE', ['Give days', 'Revoke']],
      ['SUPPORT', ['Give days', 'Block', 'End sessions']],
      ['VIEWER', []],
    ] as const)('offers %s what the role allows', async (role, deeds) => {
      const customer = await subscriber(shop);
      const { page } = await operatorPage(shop, role);
      await openCustomer(page, customer);
      await page.getByRole('row', { name: /Payment of/ }).waitFor();
      const buttons = await page.locator('main').getByRole('button').allTextContents();
      expect(buttons.map((text) => text.replace(/ the period from.*/, ''))).toEqual(deeds);
      await open(page, '/customers', 'Customers');
      await page.getByRole('table').waitFor();
      expect(await page.getByText('Download as CSV').count()).toBe(role === 'OWNER' ? 1 : 0);
    });

    it('says so if there is no such customer', async () => {
      const { page } = await operatorPage(shop, 'VIEWER');
      await open(page, '/customers/0198f0a0-0000-7000-8000-000000000000', 'There is no such customer');
      await open(page, '/customers/nobody', 'There is no such customer');
    });

    it('has no violation that axe finds, and fits a phone and a desktop, in light and dark', async () => {
      const customer = await subscriber(shop);
      await customer.initiate('standard');
      const { page } = await operatorPage(shop, 'OWNER', forAxe);
      await open(page, '/customers', 'Customers');
      await page.getByText('Filters').click();
      await expectNoViolations(page, 'customers');
      await open(page, '/customers?text=nobody', 'Customers');
      await expectNoViolations(page, 'no customers');
      await open(page, '/customers/nobody', 'There is no such customer');
      await expectNoViolations(page, 'no customer');
      await openCustomer(page, customer);
      await expectNoViolations(page, 'customer');
      for (const [deed, shown] of dialogs) {
        await page.getByRole('button', { name: deed }).first().click();
        await dialogOf(page).getByText(shown).first().waitFor();
        await expectNoViolations(page, `dialog ${deed}`);
        await press(page, 'Cancel');
      }
    });

    it('is as accessible for a customer who is blocked or erased', async () => {
      const customer = await subscriber(shop);
      const { page } = await operatorPage(shop, 'OWNER', forAxe);
      await em(shop).nativeUpdate(User, { id: customer.id }, { blockedAt: new Date() });
      await openCustomer(page, customer);
      await page.getByText('Blocked since').waitFor();
      await expectNoViolations(page, 'blocked customer');
      await em(shop).nativeUpdate(User, { id: customer.id }, { email: null, name: 'Erased', erasedAt: new Date() });
      await open(page, `/customers/${customer.id}`, 'Erased');
      await expectNoViolations(page, 'erased customer');
    });
  });
});

const dialogs = [
  ['Give days', 'They begin when'],
  ['Block', 'All sessions end'],
  ['End sessions', 'signed out'],
  ['Erase', 'Not possible yet'],
  ['Revoke', 'No money goes back'],
] as const;

async function canSignIn(shop: Shop, { email }: Customer): Promise<boolean> {
  const { errors } = await shop.app.ask(
    'mutation ($email: EmailAddress!) { signIn(email: $email, password: "correct horse") { token } }',
    { email },
  );
  return errors.length === 0;
}
