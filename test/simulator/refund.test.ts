import { describe, expect, it } from '@jest/globals';
import { completedPayment, controlPayment, lookup, openPayment, refund, start } from './support.ts';

const success = { detail: 'Transaction refund successful.' };

describe('refund', () => {
  it('refunds the whole amount, once', async () => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    const first = await refund(simulator, transactionId);
    expect([first.status, first.body]).toEqual([200, success]);
    const { status, body } = await lookup(simulator, pidx);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'Refunded', refunded: true, transaction_id: transactionId });

    const second = await refund(simulator, transactionId);
    expect(second.status).toBe(400);
    expect(second.body).toEqual({ detail: expect.any(String), error_key: 'validation_error' });
    expect(simulator.payments.get(pidx)?.refundedPaisa).toBe(135_000);
  });

  it('refunds a part, then the rest, and never more than was paid', async () => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    expect((await refund(simulator, transactionId, { amount: 35_000, mobile: '9800000004' })).body).toEqual(success);
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Partially refunded', refunded: false });
    expect((await refund(simulator, transactionId, { amount: 100_001 })).status).toBe(400);
    expect((await refund(simulator, transactionId, { amount: 100_000 })).body).toEqual(success);
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Refunded', refunded: true });
  });

  it.each([0, -1, 1.5, 'x', null, true])('refuses the amount %j', async (amount) => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    const { status, body } = await refund(simulator, transactionId, { amount });
    expect([status, body.error_key]).toEqual([400, 'validation_error']);
    expect(simulator.payments.get(pidx)?.refundedPaisa).toBe(0);
  });

  it('requires a transaction id instead of a pidx, and a path without v2', async () => {
    const simulator = await start();
    const { pidx } = await completedPayment(simulator);
    const { status, body } = await refund(simulator, pidx);
    expect([status, body]).toEqual([400, { detail: expect.any(String), error_key: 'validation_error' }]);
    expect((await refund(simulator, `../v2/merchant-transaction/${pidx}`)).status).toBe(404);
  });

  it('can be made by a script, as on the dashboard of Khalti', async () => {
    const simulator = await start();
    const { pidx } = await completedPayment(simulator);
    expect((await controlPayment(simulator, pidx, 'refund', { amount: 1 })).body.status).toBe('Partially refunded');
    expect((await controlPayment(simulator, pidx, 'refund')).body.status).toBe('Refunded');
    expect((await controlPayment(simulator, pidx, 'refund')).status).toBe(409);
    expect((await controlPayment(simulator, await openPayment(simulator), 'refund')).status).toBe(409);
  });
});
