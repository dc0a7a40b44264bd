import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueReceipts } from '../../src/jobs/issue-receipts.ts';
import { sendReceipt } from '../../src/jobs/send-receipt.ts';
import { fiscalYearOf } from '../../src/receipts/fiscal-year.ts';
import { issueCreditNote, issueReceipt, vatIn } from '../../src/receipts/issue-receipt.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { TestOperator } from '../support/operator.ts';
import { buy, requestRefund, send } from '../support/refunds.ts';

let app: App;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({
    env: {
      SMTP_URL: mailbox.url,
      SHOP_NAME: 'Shop <One>',
      SHOP_ADDRESS: 'New Road, Kathmandu',
      SHOP_PAN: '123456789',
      SHOP_VAT_REGISTERED: 'yes',
      KHALTI_REFUND_AMOUNT_UNIT: 'paisa',
    },
  });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const run = <Row>(text: string, values: unknown[] = []) => app.services.orm.em.fork().execute<Row[]>(text, values);

function open(key: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${app.url}/receipts/${key}`, { headers });
}

async function receiptOf(customer: Customer, pidx: string) {
  const { data } = await customer.ask<{ payment: { receipt: Link | null; creditNotes: Link[] } }>(
    `query ($pidx: ID!) { payment(pidx: $pidx) {
      receipt { kind number url totalPaisa total issuedAt } creditNotes { kind number url totalPaisa total issuedAt } } }`,
    { pidx },
  );
  return data.payment;
}

interface Link {
  kind: string;
  number: string;
  url: string;
  totalPaisa: number;
}

describe('receipts', () => {
  it('are numbered without gaps, once for each payment, when many are issued at once', async () => {
    const customer = await Customer.signUp(app);
    const payments = [];
    // Together with the failing one, as many as there are connections.
    for (let count = 0; count < 4; count += 1) payments.push(await buy(app, customer));
    const twice = [...payments, ...payments].map(({ id }) => issueReceipt(app.services, id));
    const failing = app.services.orm.em.fork().transactional(async (em) => {
      await em.execute(`update receipt_counters set last = last + 1`);
      throw new Error('crash');
    });
    await Promise.all([...twice, expect(failing).rejects.toThrow('crash')]);
    const rows = await run<{ serial: number }>('select serial from receipts order by serial');
    expect(rows.map(({ serial }) => serial)).toEqual(payments.map((_, index) => index + 1));
  });

  it('are never changed nor removed', async () => {
    await expect(run('update receipts set total_paisa = 1')).rejects.toThrow('never changed');
    await expect(run('delete from receipts')).rejects.toThrow('never changed');
    await expect(run(`update receipt_recipients set name = 'X'`)).rejects.toThrow('only erased');
  });

  it('are mailed with their number, and open for their customer alone, first as the original', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await buy(app, customer, 'premium');
    expect(await receiptOf(customer, pidx)).toEqual({ receipt: null, creditNotes: [] });
    await sendReceipt(app.services, { paymentId: id });
    const { receipt } = await receiptOf(customer, pidx);
    const { number, url } = receipt as Link;
    expect(number).toMatch(/^\d{4}-\d{2}-\d{6}$/);
    expect(url).toBe(`${app.url}/receipts/${number}`);
    const mail = mailbox.messages.find(({ to, subject }) => to.includes(customer.email) && subject.includes('Receipt'));
    expect(mail?.text).toContain(number);
    expect(mail?.text).toContain(id);

    const stranger = await Customer.signUp(app);
    expect((await open(number)).status).toBe(401);
    expect((await open(number, { authorization: `Bearer ${stranger.token}` })).status).toBe(404);
    expect(await (await open(number, { 'accept-language': 'ne' })).text()).toMatch(/^कृपया साइन इन गर्नुहोस्/);
    await stranger.ask('mutation { chooseLanguage(language: NE) { id } }');
    const refused = await open(number, { authorization: `Bearer ${stranger.token}`, 'accept-language': 'en' });
    expect(await refused.text()).toBe('तपाईंको यस्तो रसिद छैन।');
    const first = await open(number, { cookie: `session=${customer.token}` });
    expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const html = await first.text();
    for (const text of ['Shop &lt;One&gt;', '123456789', number, id, customer.email, 'A Customer', 'Premium', 'रसिद'])
      expect(html).toContain(text);
    expect(html).toContain('Rs 5,000.00');
    expect(html).toContain('Rs 575.22');
    expect(html).toContain('This is not a tax invoice.');
    expect(html).not.toMatch(/<script|Copy/);
    const again = await open(`${number}?download`, { authorization: `Bearer ${customer.token}` });
    expect(again.headers.get('content-disposition')).toBe(`attachment; filename="${number}.html"`);
    expect(await again.text()).toContain('Copy');
  });

  it('are found by operators, and opened as copies', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    const number = String((await issueReceipt(app.services, id))?.number);
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    const { data } = await viewer.ask<{ search: object[]; payment: { receipts: Link[] } }>(
      `query ($number: String!, $id: ID!) {
        search(text: $number) { kind paymentId } payment(id: $id) { receipts { number url } } }`,
      { number, id },
    );
    expect(data.search).toEqual([{ kind: 'PAYMENT', paymentId: id }]);
    const url = `/admin/receipts/${number}`;
    expect(data.payment.receipts).toEqual([{ number, url }]);
    expect((await fetch(`${app.url}${url}`)).status).toBe(401);
    expect(await (await fetch(`${app.url}${url}`, { headers: { cookie: viewer.cookie } })).text()).toContain('Copy');
  });

  it('get a credit note for each refund, and lose the person but nothing else with an erasure', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await buy(app, customer);
    const owner = await TestOperator.signedIn(app, 'OWNER');
    const { data } = await requestRefund(owner, id, { kind: 'PART', amountPaisa: 11_300, access: 'KEEP' });
    await send(app, data.requestRefund.id);
    const notes = await Promise.all([1, 2, 3].map(() => issueCreditNote(app.services, data.requestRefund.id)));
    expect(new Set(notes.map((note) => note?.number)).size).toBe(1);
    const { receipt, creditNotes } = await receiptOf(customer, pidx);
    expect(creditNotes).toMatchObject([{ kind: 'CREDIT_NOTE', totalPaisa: 11_300 }]);
    const number = String(creditNotes[0]?.number);
    expect(number).toMatch(/^CN-/);
    const html = await (await open(number, { authorization: `Bearer ${customer.token}` })).text();
    for (const text of ['Credit note', 'क्रेडिट नोट', String(receipt?.number), 'Rs 113.00', 'Rs 13.00'])
      expect(html).toContain(text);

    const seen = await owner.ask<{ customer: { updatedAt: string } }>(
      `query ($id: ID!) { customer(id: $id) { updatedAt } }`,
      { id: customer.id },
    );
    const erased = await owner.ask(
      `mutation ($id: ID!, $seen: DateTime!) {
        erasePersonalData(userId: $id, seenUpdatedAt: $seen, reason: "Asked for it") { id } }`,
      { id: customer.id, seen: seen.data.customer.updatedAt },
    );
    expect(erased.errors).toEqual([]);
    const kept = await (
      await fetch(`${app.url}/admin/receipts/${number}`, { headers: { cookie: owner.cookie } })
    ).text();
    expect(kept).toContain('Rs 113.00');
    expect(kept).not.toContain(customer.email);
    expect(kept).not.toContain('A Customer');
  });

  it('are issued later, in the order of the money, for payments that have none', async () => {
    const customer = await Customer.signUp(app);
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await buy(app, customer)).id);
    const [first = '', second = '', third = ''] = ids;
    const days = { [first]: 2, [second]: 3, [third]: 1 };
    for (const id of ids)
      await run(`update payments set paid_at = now() - ?::interval where id = ?`, [`${days[id]} days`, id]);
    await issueReceipts(app.services);
    await issueReceipts(app.services);
    const rows = await run<{ id: string }>(
      `select payment_id as id from receipts where payment_id = any(?::uuid[]) order by serial`,
      [`{${ids.join()}}`],
    );
    expect(rows.map(({ id }) => id)).toEqual([second, first, third]);
  });
});

describe('vatIn', () => {
  it.each([
    [11_300, 1_300],
    [1_000, 115],
    [50_000, 5_752],
    [2_147_483_647, 247_055_641],
  ])('finds in %d paisa %d', (total, vat) => {
    expect(vatIn(total)).toBe(vat);
  });
});

describe('fiscalYearOf', () => {
  it.each([
    ['2026-07-16T18:14:59.999Z', 2082],
    ['2026-07-16T18:15:00Z', 2083],
    ['2027-04-13T12:00:00Z', 2083],
    // Past the table of the calendar.
    ['2027-06-01T12:00:00Z', 2083],
    ['2027-08-01T12:00:00Z', 2084],
  ])('at %s is %d', (at, year) => {
    expect(fiscalYearOf(new Date(at))).toBe(year);
  });
});
