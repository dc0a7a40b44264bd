import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refund } from '../../../src/payments/refund.ts';
import { type App, startApp } from '../../support/app.ts';
import { Customer } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';
import {
  buy,
  findRefund,
  newKey,
  REFUND_FIELDS,
  recordAtKhalti,
  refundsOf,
  requestRefund,
  send,
} from '../../support/refunds.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp({ env: { KHALTI_REFUND_AMOUNT_UNIT: 'paisa', REFUND_STEP_UP_PAISA: '100000' } });
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());

const bought = async (code = 'basic') => buy(app, await Customer.signUp(app), code);

async function unknownRefund() {
  const { id, pidx } = await bought();
  const { data } = await requestRefund(owner, id);
  app.simulator.setFaults([{ endpoint: 'refund', kind: 'close-before' }]);
  const { id: refundId } = await send(app, data.requestRefund.id);
  app.simulator.setFaults([]);
  return { paymentId: id, pidx, refundId };
}

async function settle(refundId: string, wentBack: boolean, reference: string | null = null) {
  const { updatedAt: seenUpdatedAt } = await findRefund(app, refundId);
  return owner.ask<{ settleRefund: { status: string; evidence: string } }>(
    `mutation ($id: ID!, $seen: DateTime!, $wentBack: Boolean!, $reference: String) {
      settleRefund(id: $id, seenUpdatedAt: $seen, wentBack: $wentBack, reference: $reference, note: "Looked") {
        ${REFUND_FIELDS}
      }
    }`,
    { id: refundId, seen: seenUpdatedAt, wentBack, reference },
  );
}

describe('requestRefund', () => {
  it('of 10 operators with 5 tabs each at once, gives one refund, which is sent once', async () => {
    const { id, pidx } = await bought();
    const operators = await Promise.all(Array.from({ length: 10 }, () => TestOperator.signedIn(app, 'FINANCE')));
    const tabs = operators.flatMap((operator) => {
      const idempotencyKey = newKey();
      return Array.from({ length: 5 }, () => ({ operator, idempotencyKey }));
    });
    const answers = await Promise.all(
      tabs.map(({ operator, idempotencyKey }) => requestRefund(operator, id, { idempotencyKey })),
    );
    const ids = new Set(answers.flatMap(({ data }) => data?.requestRefund?.id ?? []));
    expect(ids.size).toBe(1);
    const codes = new Set(answers.map(({ code }) => code).filter(Boolean));
    expect(codes).toEqual(new Set(['REFUND_IN_PROGRESS']));
    await Promise.all([...ids, ...ids, ...ids].map((refundId) => send(app, refundId)));
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 1, refundedPaisa: 50_000 });
    expect(await requestRefund(owner, id)).toMatchObject({ code: 'NOT_REFUNDABLE' });
  });

  it('takes a reason in Nepali, with the joiners that its script needs', async () => {
    const { id } = await bought();
    const reason = 'ग्राहकले दुई पटक तिर्\u200dयो';
    expect((await requestRefund(owner, id, { reason })).errors).toEqual([]);
  });

  it.each([
    ['another amount of a whole', { amountPaisa: 49_999 }, 'BAD_USER_INPUT'],
    ['too much', { kind: 'PART', amountPaisa: 50_001 }, 'AMOUNT_TOO_LARGE'],
    ['a part without a sum', { kind: 'PART' }, 'BAD_USER_INPUT'],
    ['nothing', { kind: 'PART', amountPaisa: 0 }, 'BAD_USER_INPUT'],
    ['less than nothing', { kind: 'PART', amountPaisa: -1 }, 'BAD_USER_INPUT'],
    ['no days', { access: 'SHORTEN' }, 'BAD_USER_INPUT'],
    ['days without SHORTEN', { shortenDays: 3 }, 'BAD_USER_INPUT'],
    ['too many days', { access: 'SHORTEN', shortenDays: 31 }, 'BAD_USER_INPUT'],
    ['no reason', { reason: ' \n' }, 'BAD_USER_INPUT'],
    ['a control character', { reason: 'a\u0000b' }, 'BAD_USER_INPUT'],
    ['a long reason', { reason: 'x'.repeat(1001) }, 'BAD_USER_INPUT'],
    ['an empty key', { idempotencyKey: '' }, 'BAD_USER_INPUT'],
    ['no UUID', { paymentId: 'x' }, 'PAYMENT_NOT_FOUND'],
    ['an unknown payment', { paymentId: '00000000-0000-7000-8000-000000000000' }, 'PAYMENT_NOT_FOUND'],
  ])('refuses %s, and saves nothing', async (_what, values, code) => {
    const { id } = await bought();
    expect(await requestRefund(owner, id, values)).toMatchObject({ code });
    expect(await refundsOf(app, id)).toEqual([]);
  });

  it('gives the same refund for the same key and values, and refuses the key for others', async () => {
    const { id } = await bought();
    const idempotencyKey = newKey();
    const first = await requestRefund(owner, id, { idempotencyKey });
    expect((await requestRefund(owner, id, { idempotencyKey })).data).toEqual(first.data);
    expect(await requestRefund(owner, id, { idempotencyKey, reason: 'Other' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    const other = await bought();
    expect(await requestRefund(owner, other.id, { idempotencyKey })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('needs a fresh code above a sum', async () => {
    const { id } = await bought('premium');
    const stale = await TestOperator.signedIn(app, 'FINANCE', { hasConfirmed: false });
    expect(await requestRefund(stale, id)).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    expect(await refundsOf(app, id)).toEqual([]);
    expect((await requestRefund(owner, id)).errors).toEqual([]);
  });
});

describe('cancelRefund', () => {
  it('cancels a refund that was not sent, if it is as it was seen', async () => {
    const { id, pidx } = await bought();
    const { id: refundId, updatedAt } = (await requestRefund(owner, id)).data.requestRefund;
    const cancel = (seenUpdatedAt: string) =>
      owner.ask<{ cancelRefund: { status: string } }>(
        'mutation ($id: ID!, $seen: DateTime!) { cancelRefund(id: $id, seenUpdatedAt: $seen) { status } }',
        { id: refundId, seen: seenUpdatedAt },
      );
    const changed = await cancel(new Date(0).toISOString());
    expect(changed.code).toBe('CHANGED_MEANWHILE');
    expect(changed.errors[0]?.extensions).toMatchObject({ current: { id: refundId, status: 'REQUESTED' } });
    expect((await cancel(updatedAt)).data).toEqual({ cancelRefund: { status: 'CANCELED' } });
    await send(app, refundId);
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 0 });
  });
});

describe('settleRefund', () => {
  it('finishes a refund that went back, with a reference', async () => {
    const { refundId } = await unknownRefund();
    expect(await settle(refundId, true)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await settle(refundId, true, 'K-1')).data).toMatchObject({
      settleRefund: { status: 'DONE', evidence: 'OPERATOR' },
    });
    expect(await settle(refundId, true, 'K-1')).toMatchObject({ code: 'NOT_POSSIBLE' });
  });

  it('accepts that it did not go back a day after sending, unless Khalti says that it did', async () => {
    const { refundId } = await unknownRefund();
    expect(await settle(refundId, false)).toMatchObject({ code: 'NOT_POSSIBLE' });
    const em = app.services.orm.em.fork();
    const sentAt = new Date(Date.now() - DAY_MS - 1000);
    await em.nativeUpdate(Refund, refundId, { sentAt });
    expect((await settle(refundId, false)).data).toMatchObject({ settleRefund: { status: 'NOT_DONE' } });
    const other = await unknownRefund();
    await em.nativeUpdate(Refund, other.refundId, { sentAt });
    const { transactionId } = await app.services.khalti.lookup(other.pidx);
    await app.services.khalti.refund(String(transactionId));
    expect((await settle(other.refundId, false)).errors).toHaveLength(1);
    expect(await findRefund(app, other.refundId)).toMatchObject({ status: 'DONE', evidence: 'LOOKUP' });
  });
});
