import { beforeEach, expect, it, jest } from '@jest/globals';
import { type Page } from 'playwright-core';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { extendEverybody } from '../../../src/jobs/extend-everybody.ts';
import { Extension } from '../../../src/subscriptions/extension.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { totpOf } from '../../support/operator-sign-in.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser, type Shop } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';

const PATH = '/extensions';
const TITLE = 'Free days for everybody';
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

/** What a worker does. */
async function runJob(shop: Shop): Promise<void> {
  const [extension] = await em(shop).find(Extension, {}, { orderBy: { id: 'desc' }, limit: 1 });
  await extendEverybody(shop.app.services, { extensionId: String(extension?.id) });
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const daysLeft = async (customer: Customer) => (await customer.subscription())?.daysLeft;

async function fillIn(page: Page, days: number): Promise<void> {
  await press(page, 'Give days to everybody');
  await page.getByRole('spinbutton', { name: 'Days for each customer' }).fill(String(days));
  await page.getByLabel('Reason').fill('An outage');
}

describeInBrowser('giving days to everybody', (shop) => {
  // The audience of each test is its own.
  beforeEach(async () => {
    await em(shop).execute("update periods set ends_at = starts_at + interval '1 millisecond'");
    await em(shop).execute('update subscriptions set ends_at = starts_at');
  });

  it('reaches whom the preview has counted, after a code, shows the progress, and undoes it', async () => {
    const [first, second] = [await subscriber(shop), await subscriber(shop)];
    const { page, operator } = await operatorPage(shop, 'OWNER', { hasConfirmed: false });
    await open(page, PATH, TITLE);
    await fillIn(page, 3);
    await page.getByRole('dialog').getByText('2 customers have access on').waitFor();
    const newcomer = await subscriber(shop);
    await press(page, 'Give 3 days to 2 customers');
    await page.getByLabel('Code').fill(totpOf(await em(shop).findOneOrFail(Operator, operator.id)));
    await press(page, 'Confirm');
    await page.getByText('3 days for 2 customers: a job gives them now.').waitFor();
    await page.getByText('Given to 0 of 2 customers').waitFor();
    await runJob(shop);
    // Without a reload.
    await page.getByText('Given to 2 of 2 customers').waitFor();
    expect(await Promise.all([first, second, newcomer].map(daysLeft))).toEqual([33, 33, 30]);

    await press(page, /^Undo/);
    await page.getByRole('dialog').getByText('taken back from 2 customers').waitFor();
    await page.getByLabel('Reason').fill('By mistake');
    await press(page, 'Take 3 days back');
    await page.getByText('Taken back from 0 of 2 customers').waitFor();
    await runJob(shop);
    await page.getByText('Taken back from 2 of 2 customers').waitFor();
    expect(await Promise.all([first, second, newcomer].map(daysLeft))).toEqual([30, 30, 30]);
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
  });

  it('gives days to the customers of one plan, once, however often the button is pressed', async () => {
    const [basic, standard] = [await subscriber(shop, 'basic'), await subscriber(shop, 'standard')];
    const before = await daysLeft(standard);
    const known = await em(shop).count(Extension);
    const { page } = await operatorPage(shop, 'OWNER');
    await open(page, PATH, TITLE);
    await fillIn(page, 2);
    await page.getByLabel('Only customers of').selectOption('Standard');
    await page.getByRole('dialog').getByText('1 customer has access to Standard on').waitFor();
    await page.getByRole('button', { name: 'Give 2 days to 1 customer' }).dblclick();
    await page.getByText('Given to 0 of 1 customer').waitFor();
    await runJob(shop);
    expect([await daysLeft(basic), await daysLeft(standard)]).toEqual([30, Number(before) + 2]);
    expect(await em(shop).count(Extension)).toBe(known + 1);
  });

  it('offers nothing if nobody has access, or if the days are not whole days', async () => {
    const { page } = await operatorPage(shop, 'OWNER');
    await open(page, PATH, TITLE);
    await fillIn(page, 1);
    await page.getByText('there is nobody to give days to').waitFor();
    expect(await page.getByRole('button', { name: 'Give 1 day to 0 customers' }).isDisabled()).toBe(true);
    await page.getByRole('spinbutton').fill('366');
    await page.getByText('Enter whole days').waitFor();
    expect(await page.getByRole('button', { name: 'Give days', exact: true }).isDisabled()).toBe(true);
  });

  it.each(['FINANCE', 'SUPPORT', 'VIEWER'] as const)('lets %s see them only', async (role) => {
    const { page } = await operatorPage(shop, role);
    await open(page, PATH, TITLE);
    await page.locator('.skeletons').first().waitFor({ state: 'detached' });
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
  });

  it('has no violation that axe finds, and fits a phone and a desktop, in light and dark', async () => {
    await subscriber(shop);
    const { page } = await operatorPage(shop, 'OWNER', forAxe);
    await open(page, PATH, TITLE);
    await fillIn(page, 2);
    await page.getByText('1 customer has access on').waitFor();
    await expectNoViolations(page, 'dialog extend');
    await press(page, 'Give 2 days to 1 customer');
    await page.getByText('Given to 0 of 1 customer').waitFor();
    await expectNoViolations(page, 'extensions');
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await page.getByText('have not got them yet').waitFor();
    await expectNoViolations(page, 'dialog undo');
  });
});

describeInBrowser('the page of days for everybody', (shop) => {
  it('says so if there are none yet', async () => {
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await open(page, PATH, TITLE);
    await page.getByText('Nobody has given days to everybody yet.').waitFor();
    await expectNoViolations(page, 'no extensions');
  });
});
