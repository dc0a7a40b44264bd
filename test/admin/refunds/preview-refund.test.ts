import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS, Period } from '../../../src/subscriptions/period.ts';
import { type App, startApp } from '../../support/app.ts';
import { Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import { ACCESS_CHANGE, type AccessChangeData, expectForeseen } from '../../support/previews.ts';
import { buy, findPayment, newKey, refundsOf, requestRefund, send } from '../../support/refunds.ts';

interface PreviewData {
  amountPaisa: number;
  leftPaisa: number;
  needsCode: boolean;
  access: AccessChangeData;
}

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp({ env: { KHALTI_REFUND_AMOUNT_UNIT: 'paisa', REFUND_STEP_UP_PAISA: '100000' } });
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

/** A customer with access from several payments, one after the other. Returns the payments. */
async function boughtThrice(): Promise<{ customer: Customer; payments: string[] }> {
  const customer = await Customer.signUp(app);
  const payments = [];
  for (const code of ['basic', 'premium', 'basic']) payments.push((await buy(app, customer, code)).id);
  return { customer, payments };
}

function preview(paymentId: string, values: Record<string, unknown> = {}, by = owner) {
  return by.ask<{ previewRefund: PreviewData }>(
    `query ($paymentId: ID!, $kind: RefundKind!, $amountPaisa: Int, $access: RefundAccess!, $shortenDays: Int) {
      previewRefund(paymentId: $paymentId, kind: $kind, amountPaisa: $amountPaisa, access: $access,
        shortenDays: $shortenDays) { amountPaisa leftPaisa needsCode access { ${ACCESS_CHANGE} } }
    }`,
    { paymentId, kind: 'WHOLE', access: 'REVOKE', ...values },
  );
}

describe('previewRefund', () => {
  it.each([
    ['of the running period', 0, { access: 'REVOKE' }, 2],
    ['of a period to come', 1, { access: 'REVOKE' }, 1],
    ['of the last period', 2, { access: 'REVOKE' }, 0],
    ['that shortens the running period', 0, { access: 'SHORTEN', shortenDays: 7 }, 2],
    ['that shortens a period to come', 1, { access: 'SHORTEN', shortenDays: 1 }, 1],
    ['that takes all days of a period to come', 1, { access: 'SHORTEN', shortenDays: 365 }, 1],
    ['that keeps the access', 0, { access: 'KEEP' }, 0],
    ['of a part', 0, { kind: 'PART', amountPaisa: 20_000, access: 'SHORTEN', shortenDays: 10 }, 2],
  ])('foresees a refund %s, and changes nothing', async (_what, index, values, moves) => {
    const { customer, payments } = await boughtThrice();
    const id = String(payments[index]);
    const paid = (await findPayment(app, id)).amountPaisa;
    const before = await customer.subscription();
    const { data, errors } = await preview(id, values);
    expect(errors).toEqual([]);
    expect(await refundsOf(app, id)).toEqual([]);
    expect(await customer.subscription()).toEqual(before);
    const { amountPaisa, leftPaisa, access } = data.previewRefund;
    expect(access.moves).toHaveLength(moves);
    const requested = await requestRefund(owner, id, values);
    expect(requested.data.requestRefund.amountPaisa).toBe(amountPaisa);
    expect(amountPaisa + leftPaisa).toBe(paid);
    await send(app, requested.data.requestRefund.id);
    await expectForeseen(app, customer.id, access);
  });

  it('foresees that nothing is left of the only access', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    const { access } = (await preview(id)).data.previewRefund;
    expect(access).toEqual({ endsAtBefore: (await customer.subscription())?.endsAt, endsAtAfter: null, moves: [] });
    const kept = (await preview(id, { access: 'KEEP' })).data.previewRefund.access;
    expect(kept).toEqual({ endsAtBefore: access.endsAtBefore, endsAtAfter: access.endsAtBefore, moves: [] });
    await send(app, (await requestRefund(owner, id)).data.requestRefund.id);
    expect(await customer.subscription()).toMatchObject({ isActive: false });
  });

  it('foresees no change for a payment whose access is over', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    await buy(app, customer);
    const over = { startsAt: new Date(0), endsAt: new Date(DAY_MS) };
    await app.services.orm.em.fork().nativeUpdate(Period, { paymentId: id }, over);
    const { access } = (await preview(id)).data.previewRefund;
    expect(access).toMatchObject({ endsAtAfter: access.endsAtBefore, moves: [] });
    await send(app, (await requestRefund(owner, id)).data.requestRefund.id);
    await expectForeseen(app, customer.id, access);
  });

  it('says whether a code is asked for', async () => {
    const stale = await TestOperator.signedIn(app, 'FINANCE', { hasConfirmed: false });
    const customer = await Customer.signUp(app);
    const [basic, premium] = [(await buy(app, customer)).id, (await buy(app, customer, 'premium')).id];
    const needsCode = async (id: string, by: TestOperator) => (await preview(id, {}, by)).data.previewRefund.needsCode;
    expect(await needsCode(basic, stale)).toBe(false);
    expect(await needsCode(premium, owner)).toBe(false);
    expect(await needsCode(premium, stale)).toBe(true);
    expect(await requestRefund(stale, premium)).toMatchObject({ code: 'STEP_UP_REQUIRED' });
  });

  it.each([
    ['another amount of a whole', { amountPaisa: 49_999 }],
    ['too much', { kind: 'PART', amountPaisa: 50_001 }],
    ['a part without a sum', { kind: 'PART' }],
    ['nothing', { kind: 'PART', amountPaisa: 0 }],
    ['no days', { access: 'SHORTEN' }],
    ['days without SHORTEN', { shortenDays: 3 }],
    ['too many days', { access: 'SHORTEN', shortenDays: 31 }],
    ['no UUID', { paymentId: 'x' }],
    ['an unknown payment', { paymentId: '00000000-0000-7000-8000-000000000000' }],
  ])('refuses %s as the refund itself', async (_what, values) => {
    const { id } = await buy(app, await Customer.signUp(app));
    const previewed = await preview(id, values);
    const requested = await requestRefund(owner, id, values);
    expect(previewed.code).toMatch(/^(AMOUNT_TOO_LARGE|BAD_USER_INPUT|PAYMENT_NOT_FOUND)$/);
    expect(previewed.errors[0]?.message).toBe(requested.errors[0]?.message);
    expect(previewed.errors[0]?.extensions).toEqual(requested.errors[0]?.extensions);
  });

  it('refuses a payment that is not paid, one that has an open refund, and one that is refunded', async () => {
    const customer = await Customer.signUp(app);
    expect((await preview((await customer.initiate('premium')).id)).code).toBe('NOT_REFUNDABLE');
    const { id } = await buy(app, customer);
    const { data } = await requestRefund(owner, id);
    expect((await preview(id)).code).toBe('REFUND_IN_PROGRESS');
    await send(app, data.requestRefund.id);
    expect((await preview(id)).code).toBe('NOT_REFUNDABLE');
  });

  it('counts what is left after a part', async () => {
    const { id } = await buy(app, await Customer.signUp(app));
    const part = { kind: 'PART', amountPaisa: 20_000, access: 'KEEP', idempotencyKey: newKey() };
    await send(app, (await requestRefund(owner, id, part)).data.requestRefund.id);
    expect((await preview(id)).data.previewRefund).toMatchObject({ amountPaisa: 30_000, leftPaisa: 0 });
    const next = (await preview(id, { kind: 'PART', amountPaisa: 10_000 })).data.previewRefund;
    expect(next).toMatchObject({ amountPaisa: 10_000, leftPaisa: 20_000 });
  });
});

describe('previewOutsideRefund', () => {
  const PREVIEW = `query ($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int) {
    previewOutsideRefund(paymentId: $paymentId, amountPaisa: $amountPaisa, access: $access, shortenDays: $shortenDays) {
      amountPaisa leftPaisa needsCode access { ${ACCESS_CHANGE} }
    }
  }`;
  const RECORD = `mutation ($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int, $key: ID!) {
    recordOutsideRefund(paymentId: $paymentId, amountPaisa: $amountPaisa, access: $access, shortenDays: $shortenDays,
      reason: "Asked", reference: "Bank 1", idempotencyKey: $key) { id status kind amountPaisa }
  }`;
  const previewed = (values: object) => owner.ask<{ previewOutsideRefund: PreviewData }>(PREVIEW, { ...values });
  const recorded = (values: object) => owner.ask<{ recordOutsideRefund: object }>(RECORD, { ...values, key: newKey() });

  it.each([
    ['all of it', { amountPaisa: 50_000, access: 'REVOKE' }, 'WHOLE', 2],
    ['a part that shortens the access', { amountPaisa: 20_000, access: 'SHORTEN', shortenDays: 7 }, 'PART', 2],
    ['a part that keeps the access', { amountPaisa: 1, access: 'KEEP' }, 'PART', 0],
  ])('foresees %s, and changes nothing', async (_what, values, kind, moves) => {
    const { customer, payments } = await boughtThrice();
    const paymentId = String(payments[0]);
    const { previewOutsideRefund } = (await previewed({ paymentId, ...values })).data;
    expect(await refundsOf(app, paymentId)).toEqual([]);
    expect(previewOutsideRefund.leftPaisa).toBe(50_000 - values.amountPaisa);
    expect(previewOutsideRefund.access.moves).toHaveLength(moves);
    const { data } = await recorded({ paymentId, ...values });
    expect(data.recordOutsideRefund).toMatchObject({ status: 'DONE', kind, amountPaisa: values.amountPaisa });
    await expectForeseen(app, customer.id, previewOutsideRefund.access);
  });

  it.each([
    ['too much', { amountPaisa: 50_001 }],
    ['nothing', { amountPaisa: 0 }],
    ['too many days', { access: 'SHORTEN', shortenDays: 31 }],
    ['an unknown payment', { paymentId: '00000000-0000-7000-8000-000000000000' }],
  ])('refuses %s as the recording itself', async (_what, values) => {
    const { id } = await buy(app, await Customer.signUp(app));
    const all = { paymentId: id, amountPaisa: 50_000, access: 'KEEP', ...values };
    const [refused, wanted] = [await previewed(all), await recorded(all)];
    expect(refused.code).toMatch(/^(AMOUNT_TOO_LARGE|BAD_USER_INPUT|PAYMENT_NOT_FOUND)$/);
    expect(refused.errors[0]?.message).toBe(wanted.errors[0]?.message);
    expect(refused.errors[0]?.extensions).toEqual(wanted.errors[0]?.extensions);
  });
});

describe('foreseenAccess of a refund', () => {
  const QUERY = `query ($id: ID!) { payment(id: $id) { refunds { foreseenAccess { ${ACCESS_CHANGE} } } } }`;
  const foreseen = async (id: string) => {
    const { data } = await owner.ask<{ payment: { refunds: { foreseenAccess: AccessChangeData | null }[] } }>(QUERY, {
      id,
    });
    return data.payment.refunds[0]?.foreseenAccess ?? null;
  };

  it('says what becomes of the access, until the money went back', async () => {
    const { customer, payments } = await boughtThrice();
    const id = String(payments[0]);
    const { data } = await requestRefund(owner, id, { access: 'SHORTEN', shortenDays: 7 });
    const change = await foreseen(id);
    expect(change?.moves).toHaveLength(2);
    await send(app, data.requestRefund.id);
    if (change) await expectForeseen(app, customer.id, change);
    expect(await foreseen(id)).toBeNull();
  });
});

describe('refundSettings', () => {
  const settingsOf = async (operator: TestOperator) =>
    (await operator.ask<{ refundSettings: object }>('{ refundSettings { arePartsPossible reason } }')).data
      .refundSettings;

  it('says that parts are possible, until one was contradicted', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    expect(await settingsOf(viewer)).toEqual({ arePartsPossible: true, reason: null });
    const { id } = await buy(app, await Customer.signUp(app));
    const { data } = await requestRefund(owner, id, { kind: 'PART', amountPaisa: 10_000, access: 'KEEP' });
    const em = app.services.orm.em.fork();
    await em.execute('update refunds set is_contradicted = true where id = ?', [data.requestRefund.id]);
    const reason = expect.stringContaining('Khalti refunded the whole payment');
    expect(await settingsOf(viewer)).toEqual({ arePartsPossible: false, reason });
    expect((await preview(id)).code).toBe('REFUND_IN_PROGRESS');
  });

  it('says why parts are off until the unit is set', async () => {
    const plain = await startApp({ beside: app, env: { KHALTI_REFUND_AMOUNT_UNIT: '' } });
    const reason = expect.stringContaining('KHALTI_REFUND_AMOUNT_UNIT is set');
    const viewer = await TestOperator.signedIn(plain, 'VIEWER');
    expect(await settingsOf(viewer)).toEqual({ arePartsPossible: false, reason });
    await plain.close();
  });
});
