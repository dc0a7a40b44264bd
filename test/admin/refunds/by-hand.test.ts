import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RefundStatus } from '../../../src/payments/refund-status.ts';
import { verifyPayment } from '../../../src/payments/verify-payment.ts';
import { type App, startApp } from '../../support/app.ts';
import { type Answered } from '../../support/ask-graphql.ts';
import { atKhalti, Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import {
  buy,
  findPayment,
  newKey,
  REFUND_FIELDS,
  type RefundData,
  recordAtKhalti,
  refundsOf,
  requestRefund,
  send,
} from '../../support/refunds.ts';
import { waitUntil } from '../../support/wait-until.ts';

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp({ env: { KHALTI_REFUND_AMOUNT_UNIT: 'paisa' } });
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());
afterEach(() => app.simulator.setFaults([]));

function recordOutside(
  paymentId: string,
  values: Record<string, unknown> = {},
): Promise<Answered<{ recordOutsideRefund: RefundData }>> {
  return owner.ask(
    `mutation ($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int, $reason: String!,
       $reference: String!, $idempotencyKey: ID!) {
      recordOutsideRefund(paymentId: $paymentId, amountPaisa: $amountPaisa, access: $access, shortenDays: $shortenDays,
        reason: $reason, reference: $reference, idempotencyKey: $idempotencyKey) { ${REFUND_FIELDS} }
    }`,
    {
      paymentId,
      amountPaisa: 50_000,
      access: 'REVOKE',
      reason: 'Asked for it',
      reference: 'Bank transfer 1',
      idempotencyKey: newKey(),
      ...values,
    },
  );
}

describe('recordOutsideRefund', () => {
  it('ends the access at once, and sends nothing to Khalti', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await buy(app, customer);
    const { data, errors } = await recordOutside(id);
    expect(errors).toEqual([]);
    expect(data.recordOutsideRefund).toMatchObject({ origin: 'OUTSIDE', status: 'DONE', evidence: 'OPERATOR' });
    expect(await findPayment(app, id)).toMatchObject({ status: 'REFUNDED', refundedPaisa: 50_000 });
    expect(await customer.subscription()).toMatchObject({ isActive: false });
    expect((await recordAtKhalti(app, pidx)).refundRequestCount).toBe(0);
  });

  it('keeps or shortens the access after a part, and refuses more than what is left', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    const before = Date.parse(String((await customer.subscription())?.endsAt));
    await recordOutside(id, { amountPaisa: 10_000, access: 'KEEP' });
    expect(Date.parse(String((await customer.subscription())?.endsAt))).toBe(before);
    await recordOutside(id, { amountPaisa: 20_000, access: 'SHORTEN', shortenDays: 10 });
    expect(Date.parse(String((await customer.subscription())?.endsAt))).toBe(before - 10 * 86_400_000);
    const tooMuch = await recordOutside(id, { amountPaisa: 20_001, access: 'KEEP' });
    expect(tooMuch.code).toBe('AMOUNT_TOO_LARGE');
    expect(await findPayment(app, id)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refundedPaisa: 30_000 });
  });

  it('is recorded once for one key, and refuses the key with other values', async () => {
    const { id } = await buy(app, await Customer.signUp(app));
    const values = { amountPaisa: 10_000, access: 'KEEP', idempotencyKey: newKey() };
    const all = await Promise.all([1, 2, 3].map(() => recordOutside(id, values)));
    expect(new Set(all.map(({ data }) => data.recordOutsideRefund.id)).size).toBe(1);
    expect(await refundsOf(app, id)).toHaveLength(1);
    expect((await recordOutside(id, { ...values, amountPaisa: 10_001 })).code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it.each([
    ['an amount of nothing', { amountPaisa: 0 }, 'BAD_USER_INPUT'],
    ['no reason', { reason: ' ' }, 'BAD_USER_INPUT'],
    ['no reference', { reference: '' }, 'BAD_USER_INPUT'],
    ['days without SHORTEN', { shortenDays: 3 }, 'BAD_USER_INPUT'],
  ])('refuses %s, and changes nothing', async (_what, values, code) => {
    const { id } = await buy(app, await Customer.signUp(app));
    expect((await recordOutside(id, values)).code).toBe(code);
    expect(await refundsOf(app, id)).toEqual([]);
    expect(await findPayment(app, id)).toMatchObject({ status: 'COMPLETED' });
  });

  it('refuses while a refund is open, and for a payment that was not paid', async () => {
    const customer = await Customer.signUp(app);
    const { id } = await buy(app, customer);
    await requestRefund(owner, id);
    expect((await recordOutside(id)).code).toBe('REFUND_IN_PROGRESS');
    expect((await recordOutside((await customer.initiate('basic')).id)).code).toBe('NOT_REFUNDABLE');
  });
});

function nameSum(refund: RefundData, amountPaisa: number, seenUpdatedAt = refund.updatedAt) {
  return owner.ask<{ nameRefundedSum: RefundData }>(
    `mutation ($refundId: ID!, $seenUpdatedAt: DateTime!, $amountPaisa: Int!, $note: String!) {
      nameRefundedSum(refundId: $refundId, seenUpdatedAt: $seenUpdatedAt, amountPaisa: $amountPaisa, note: $note) { ${REFUND_FIELDS} }
    }`,
    { refundId: refund.id, seenUpdatedAt, amountPaisa, note: "Seen on Khalti's dashboard" },
  );
}

/** A part that was refunded on Khalti's dashboard, which reports no sum. */
async function refundedPart(): Promise<{ paymentId: string; refund: RefundData }> {
  const { id, pidx } = await buy(app, await Customer.signUp(app));
  await fetch(`${app.simulator.url}/simulator/payments/${pidx}/refund`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount: 12_300 }),
  });
  await verifyPayment(app.services, { payment: await findPayment(app, id) });
  const { data } = await owner.ask<{ payment: { refunds: RefundData[] } }>(
    `query ($id: ID!) { payment(id: $id) { refunds { ${REFUND_FIELDS} } } }`,
    { id },
  );
  const [refund] = data.payment.refunds;
  if (!refund) throw new Error('No refund was seen.');
  return { paymentId: id, refund };
}

async function refundedSum(id: string): Promise<number | null> {
  const { data } = await owner.ask<{ payment: { refundedPaisa: number | null } }>(
    'query ($id: ID!) { payment(id: $id) { refundedPaisa } }',
    { id },
  );
  return data.payment.refundedPaisa;
}

async function isTodayAtLeast(): Promise<boolean> {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kathmandu' }).format(new Date());
  const { data } = await owner.ask<{ figures: { isAtLeast: boolean }[] }>(
    'query ($day: Date!) { figures(from: $day, to: $day, by: DAY) { isAtLeast } }',
    { day },
  );
  return data.figures.some(({ isAtLeast }) => isAtLeast);
}

describe('nameRefundedSum', () => {
  it('makes the sum known, so that figures are exact', async () => {
    const { paymentId, refund } = await refundedPart();
    expect(refund).toMatchObject({ origin: 'KHALTI', amountPaisa: null });
    expect(await refundedSum(paymentId)).toBeNull();
    expect(await isTodayAtLeast()).toBe(true);
    const { data, errors } = await nameSum(refund, 12_300);
    expect(errors).toEqual([]);
    expect(data.nameRefundedSum).toMatchObject({ id: refund.id, amountPaisa: 12_300 });
    expect(await refundedSum(paymentId)).toBe(12_300);
    expect(await isTodayAtLeast()).toBe(false);
    expect((await nameSum(data.nameRefundedSum, 12_300)).code).toBe('NOT_POSSIBLE');
  });

  it('refuses a sum that leaves nothing, nothing at all, and a version that is not the present one', async () => {
    const { paymentId, refund } = await refundedPart();
    expect((await nameSum(refund, 50_000)).code).toBe('AMOUNT_TOO_LARGE');
    expect((await nameSum(refund, 0)).code).toBe('BAD_USER_INPUT');
    expect((await nameSum(refund, 12_300, '2026-01-01T00:00:00.000Z')).code).toBe('CHANGED_MEANWHILE');
    expect(await refundedSum(paymentId)).toBeNull();
    await nameSum(refund, 12_300);
  });

  it('refuses a refund that an operator has requested', async () => {
    const { id } = await buy(app, await Customer.signUp(app));
    const { data } = await requestRefund(owner, id);
    await send(app, data.requestRefund.id);
    const { updatedAt } = (await refundsOf(app, id))[0] ?? {};
    const refund = { ...data.requestRefund, updatedAt: String(updatedAt?.toISOString()) };
    expect((await nameSum(refund, 1_000)).code).toBe('NOT_POSSIBLE');
  });
});

describe("a refund on Khalti's dashboard while ours is sent", () => {
  it.each(['before', 'after'] as const)('is never counted twice: %s our request arrives', async (when) => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await buy(app, customer);
    const { data } = await requestRefund(owner, id);
    // Khalti carries our request out late, or at once and answers late.
    app.simulator.setFaults([{ endpoint: 'refund', kind: 'slow', delayMs: 700, afterActing: when === 'after' }]);
    const sending = send(app, data.requestRefund.id);
    if (when === 'before') await pause(300);
    else await waitUntil(async () => (await recordAtKhalti(app, pidx)).refundRequestCount > 0);
    await atKhalti(app, pidx, 'refund').catch(() => {});
    await sending;
    app.simulator.setFaults([]);
    await verifyPayment(app.services, { payment: await findPayment(app, id) });
    const refunds = await refundsOf(app, id);
    const done = refunds.filter(({ status }) => status === RefundStatus.DONE);
    expect((await recordAtKhalti(app, pidx)).refundedPaisa).toBe(50_000);
    expect(done.reduce((sum, { amountPaisa }) => sum + (amountPaisa ?? 0), 0)).toBeLessThanOrEqual(50_000);
    expect(await findPayment(app, id)).toMatchObject({ status: 'REFUNDED', refundedPaisa: 50_000 });
    expect(await customer.subscription()).toMatchObject({ isActive: false });
  });
});

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
