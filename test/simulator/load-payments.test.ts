import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { completedPayment, control, lookup, refund, start } from './support.ts';

const paid = { pidx: 'loaded-1', status: 'Completed', amount: 50_000, transaction_id: 'transaction-1' };

describe('POST /simulator/payments', () => {
  it('loads payments as they are, and Khalti knows them from then on', async () => {
    const simulator = await start();
    const refunds = [{ amount: 20_000, at: '2026-01-03T10:00:00+05:45', origin: 'dashboard' }];
    const canceled = { pidx: 'loaded-2', status: 'User canceled', amount: 135_000 };
    const { status, body } = await control(simulator, 'POST', 'payments', [
      { ...paid, fee: 1500, refunds, created_at: '2026-01-01T10:00:00Z', purchase_order_id: 'order-7' },
      canceled,
    ]);
    expect([status, body]).toMatchObject([
      200,
      [
        { pidx: 'loaded-1', purchaseOrderId: 'order-7' },
        { pidx: 'loaded-2', status: 'User canceled', transactionId: null },
      ],
    ]);
    expect(await lookup(simulator, 'loaded-1')).toMatchObject({
      status: 200,
      body: { status: 'Partially refunded', total_amount: 50_000, transaction_id: 'transaction-1', fee: 1500 },
    });
    expect((await lookup(simulator, 'loaded-2')).body).toMatchObject({
      status: 'User canceled',
      total_amount: 135_000,
    });
    expect((await refund(simulator, 'transaction-1')).status).toBe(200);
    expect((await lookup(simulator, 'loaded-1')).body).toMatchObject({ status: 'Refunded', refunded: true });
  });

  it('replaces a payment with the same pidx, and lists the latest payments first', async () => {
    const simulator = await start();
    const { pidx } = await completedPayment(simulator);
    await control(simulator, 'POST', 'payments', [
      paid,
      { ...paid, created_at: '2020-01-01T00:00:00Z', amount: 60_000 },
    ]);
    const { body } = await control(simulator, 'GET', 'payments');
    expect(body).toMatchObject([{ pidx }, { pidx: paid.pidx, amountPaisa: 60_000 }]);
    expect(body).toHaveLength(2);
  });

  it('keeps them across a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    const dataFile = join(folder, 'payments.json');
    const first = await start({ dataFile });
    await control(first, 'POST', 'payments', [{ ...paid, fee: 7 }]);
    await first.close();
    expect((await lookup(await start({ dataFile }), paid.pidx)).body).toMatchObject({ status: 'Completed', fee: 7 });
    await rm(folder, { recursive: true });
  });

  it('takes 1000 payments, and refuses one more', async () => {
    const simulator = await start();
    const many = Array.from({ length: 1001 }, (_, index) => ({ pidx: `p${index}`, status: 'Expired', amount: 1000 }));
    expect((await control(simulator, 'POST', 'payments', many)).status).toBe(400);
    expect(simulator.payments.size).toBe(0);
    expect((await control(simulator, 'POST', 'payments', many.slice(1))).status).toBe(200);
    expect(simulator.payments.size).toBe(1000);
  });

  it.each([
    ['[1].pidx', { pidx: 'a b' }],
    ['[1].status', { status: 'Refunded' }],
    ['[1].amount', { amount: 999 }],
    ['[1].transaction_id', { transaction_id: undefined }],
    ['[1].transaction_id', { status: 'Pending' }],
    ['[1].refunds', { refunds: [{ amount: 50_001, at: '2026-01-01T00:00:00Z' }] }],
    ['[1].refunds[0].at', { refunds: [{ amount: 1, at: 'yesterday' }] }],
    ['[1].created_at', { created_at: 1 }],
    ['[1].return_url', { return_url: 'ftp://example.com' }],
    ['[1].khalti', { khalti: true }],
  ])('refuses all of a list in which %s is wrong: %j', async (field, change) => {
    const simulator = await start();
    const { status, body } = await control(simulator, 'POST', 'payments', [paid, { ...paid, ...change }]);
    expect([status, body.field]).toEqual([400, field]);
    expect(simulator.payments.size).toBe(0);
  });

  it('refuses a body that is no list', async () => {
    const simulator = await start();
    expect((await control(simulator, 'POST', 'payments', paid)).status).toBe(400);
    expect((await control(simulator, 'POST', 'payments')).status).toBe(400);
  });
});
