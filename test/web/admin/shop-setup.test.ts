import { expect, it } from '@jest/globals';
import { TOTP } from 'otpauth';
import { Operator } from '../../../src/admin/operators/operator.ts';
import { OperatorRole } from '../../../src/admin/permissions.ts';
import { Plan } from '../../../src/subscriptions/plan.ts';
import { Customer } from '../../support/customer.ts';
import { newEmail } from '../../support/operator-sign-in.ts';
import { expectNoViolations, forAxe } from '../support/expect-no-violations.ts';
import { describeInBrowser } from '../support/shop.ts';
import { open, operatorPage } from './support/operator-in-browser.ts';

const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describeInBrowser('plans, operators, audit and account', (shop) => {
  it('edits a plan, while an open payment keeps its price', async () => {
    const customer = await Customer.signUp(shop.app);
    const payment = await customer.initiate('basic');
    const { page } = await operatorPage(shop, 'OWNER', forAxe);
    await open(page, '/plans', 'Plans');
    await page.getByRole('button', { name: 'Edit Basic' }).click();
    await expectNoViolations(page, 'plan dialog');
    await page.getByLabel('Price in rupees').fill('1,250.50');
    await page.getByLabel('Days of a trial').fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The plan was changed.').waitFor();
    await page.getByRole('cell', { name: 'Rs 1,250.50' }).waitFor();
    await expectNoViolations(page, 'plans');
    expect(await customer.verify(payment.pidx)).toMatchObject({ amountPaisa: 50_000 });
    const plan = await shop.app.services.orm.em.fork().findOneOrFail(Plan, { code: 'basic' });
    expect(plan).toMatchObject({ pricePaisa: 125_050, trialDays: 7 });
    await page.getByRole('cell', { name: '7 days', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit Basic' }).click();
    await page.getByLabel('Days of a trial').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: '7 days', exact: true }).waitFor({ state: 'detached' });
    expect((await shop.app.services.orm.em.fork().findOneOrFail(Plan, plan.id)).trialDays).toBeNull();
  }, 120_000);

  it('shows both versions of a plan that another operator changed, and keeps what was typed', async () => {
    const { page } = await operatorPage(shop, 'OWNER', forAxe);
    await open(page, '/plans', 'Plans');
    await page.getByRole('button', { name: 'Edit Premium' }).click();
    const em = shop.app.services.orm.em.fork();
    const plan = await em.findOneOrFail(Plan, { code: 'premium' });
    plan.durationDays += 1;
    await em.flush();
    await page.getByLabel('Name').fill('Premium Plus');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This changed while you were looking at it.').waitFor();
    await expectNoViolations(page, 'plan, changed meanwhile');
    expect(await page.getByLabel('Name').inputValue()).toBe('Premium Plus');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'Premium Plus', exact: true }).waitFor();
  }, 120_000);

  it('refuses a price below Rs 10 with the sentence of the server', async () => {
    const { page } = await operatorPage(shop, 'OWNER');
    await open(page, '/plans', 'Plans');
    await page.getByRole('button', { name: 'New plan' }).click();
    await page.getByLabel('Code').fill('tiny');
    await page.getByLabel('Name').fill('Tiny');
    await page.getByLabel('Price in rupees').fill('9.99');
    await page.getByLabel('Days of access').fill('7');
    await page.getByRole('button', { name: 'Create the plan' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Price in rupees').fill('10');
    await page.getByRole('button', { name: 'Create the plan' }).click();
    await page.getByRole('cell', { name: 'Tiny', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Archive Tiny' }).click();
    await page.getByRole('button', { name: 'Take off sale' }).click();
    await page.getByText('Tiny is not on sale any more.').waitFor();
  });

  it('invites an operator after a code, without losing what was typed, and shows the link once', async () => {
    const { page } = await operatorPage(shop, 'OWNER', { ...forAxe, hasConfirmed: false });
    const email = newEmail();
    await open(page, '/operators', 'Operators');
    await page.getByRole('button', { name: 'Invite an operator' }).click();
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Finance').check();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByLabel('Code').fill(new TOTP({ secret: TOTP_SECRET }).generate());
    await expectNoViolations(page, 'code for a deed');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: `Invitation for ${email}` }).waitFor();
    expect(await page.getByRole('dialog').textContent()).toContain('/admin/accept#token=');
    expect(await page.getByRole('dialog').textContent()).toContain('Finance');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: `Cancel the invitation of ${email}` }).click();
    await page.getByRole('button', { name: 'Cancel the invitation', exact: true }).click();
    await page.getByText('The link does not work any more.').waitFor();
    await expectNoViolations(page, 'operators');
  }, 120_000);

  it('makes and revokes an API key and an endpoint, and sends an event again', async () => {
    const { page } = await operatorPage(shop, 'OWNER', forAxe);
    await open(page, '/connections', 'Connections');
    await page.getByRole('button', { name: 'New API key' }).click();
    await page.getByLabel('Name').fill('My backend');
    await page.getByLabel('Both').check();
    await expectNoViolations(page, 'new API key');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByText(/^ks_.{43}$/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Revoke My backend' }).click();
    await page.getByRole('button', { name: 'Revoke the key' }).click();
    await page.getByText('The key does not work any more.').waitFor();

    await page.getByRole('button', { name: 'New endpoint' }).click();
    await page.getByLabel('Address').fill('https://backend.example.com/webhooks');
    await page.getByLabel('Description').fill('My receiver');
    await page.getByRole('button', { name: 'Make the endpoint' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    const em = shop.app.services.orm.em.fork();
    await em.execute(`with event as (
        insert into events (number, type, user_id, version, data) values (1, 'access.ended', gen_random_uuid(), 1, '{}')
        returning id
      )
      insert into webhook_deliveries (id, endpoint_id, event_id, status, attempt_count)
      select gen_random_uuid(), webhook_endpoints.id, event.id, 'FAILED', 10 from event, webhook_endpoints`);
    await em.execute('update webhook_endpoints set failing_since = now()');
    await open(page, '/', 'Start');
    await page.getByRole('link', { name: '1 webhook endpoint that fails' }).click();
    await page.getByText('Failing since').waitFor();
    await page.getByRole('button', { name: 'Send again access.ended' }).click();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('The event is sent again.').waitFor();
    await page.getByText('Pending').waitFor();
    await page.getByRole('button', { name: 'Edit My receiver' }).click();
    await page.getByLabel('Address').fill('https://backend.example.com/events');
    await page.getByLabel('access.ended').check();
    await expectNoViolations(page, 'endpoint dialog');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The endpoint was changed.').waitFor();
    const cells = page.getByRole('table', { name: 'Webhook endpoints' }).getByRole('cell');
    await cells.filter({ hasText: 'https://backend.example.com/events' }).waitFor();
    await cells.filter({ hasText: /^access.ended$/ }).waitFor();
    await page.getByRole('button', { name: 'Disable My receiver' }).click();
    await page.getByRole('button', { name: 'Disable the endpoint' }).click();
    await page.getByText('It is told nothing any more.').waitFor();
    await expectNoViolations(page, 'connections');
  }, 120_000);

  it('changes a role, which counts at once, and ends the sessions of an operator', async () => {
    const other = await operatorPage(shop, 'FINANCE');
    const em = shop.app.services.orm.em.fork();
    const name = `Operator ${other.operator.id.slice(0, 8)}`;
    await em.nativeUpdate(Operator, { id: other.operator.id }, { name });
    await open(other.page, '/audit', 'Audit');
    const { page } = await operatorPage(shop, 'OWNER');
    await open(page, '/operators', 'Operators');
    await page.getByRole('button', { name: `Role ${name}` }).click();
    await page.getByLabel('Viewer').check();
    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByText(`${name} has the new role.`).waitFor();
    expect((await em.fork().findOneOrFail(Operator, other.operator.id)).role).toBe(OperatorRole.VIEWER);
    await open(other.page, '/audit', 'Audit');
    await other.page.getByText('does not allow this page').waitFor();
    await page.getByRole('button', { name: `Sign out ${name}` }).click();
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await page.getByText(`All sessions of ${name} have ended.`).waitFor();
    await other.page.reload();
    await other.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  }, 180_000);

  it('shows who did what, filtered by the address, and links to it', async () => {
    const { page } = await operatorPage(shop, 'OWNER', forAxe);
    await open(page, '/audit?action=updatePlan&outcome=DONE', 'Audit');
    await page.getByRole('link', { name: 'Plan', exact: true }).first().waitFor();
    await page.getByText('Changes and ids').first().click();
    await expectNoViolations(page, 'audit');
  }, 120_000);

  it('hides from a viewer what a viewer may not do, and says so on a forbidden page', async () => {
    const { page } = await operatorPage(shop, 'VIEWER', forAxe);
    await open(page, '/plans', 'Plans');
    await page.getByRole('cell', { name: 'Standard', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Edit|Archive|New plan/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /Audit|Operators$/ }).count()).toBe(1);
    await open(page, '/operators', 'Operators');
    await page.getByText('Your role, Viewer, does not allow this page').waitFor();
    await expectNoViolations(page, 'forbidden page');
  }, 120_000);

  it('sets up an authenticator app and a passkey, and shows recovery codes once', async () => {
    const { page, operator } = await operatorPage(shop, 'VIEWER', forAxe);
    await shop.app.services.orm.em.fork().nativeUpdate(Operator, { id: operator.id }, { totpSecret: null });
    await open(page, '/account', 'Your account');
    await page.getByText('No authenticator app is set up.').waitFor();
    await expectNoViolations(page, 'account');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const secret = String(await page.locator('code.secret').textContent());
    await page.getByRole('img', { name: 'QR code of the secret' }).waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret }).generate());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
    expect(await page.locator('ul.codes li').count()).toBe(10);
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('An authenticator app is set up.').waitFor();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByLabel('Name of the passkey').fill('My phone');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('cell', { name: 'My phone', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove My phone' }).click();
    await page.getByRole('button', { name: 'Remove the passkey' }).click();
    await page.getByText('You have no passkey.').waitFor();
  }, 120_000);
});
