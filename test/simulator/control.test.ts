import { describe, expect, it } from '@jest/globals';
import { clock, completedPayment, control, drive, lookup, openPayment, order, refund, send, start } from './support.ts';

describe('driving a payment from a script', () => {
  it('needs neither body nor content type', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const url = `${simulator.url}/simulator/payments/${pidx}`;
    expect((await send(`${url}/pending`, { method: 'POST' })).body.status).toBe('Pending');
    const headers = { 'content-type': 'application/json' };
    expect((await send(`${url}/complete`, { method: 'POST', headers })).body.status).toBe('Completed');
    expect((await control(simulator, 'GET', `payments/${pidx}`)).body).toMatchObject({
      pidx,
      status: 'Completed',
      amountPaisa: order.amount,
      purchaseOrderId: order.purchase_order_id,
      transactionId: expect.stringMatching(/^[A-Za-z0-9]{22}$/),
      paymentUrl: `${simulator.url}/pay/?pidx=${pidx}`,
    });
    expect((await control(simulator, 'GET', 'payments')).body).toHaveLength(1);
  });

  it('gives each payment its own transaction, unless told otherwise', async () => {
    const simulator = await start();
    const { transactionId } = await completedPayment(simulator);
    expect((await completedPayment(simulator)).transactionId).not.toBe(transactionId);
    const pidx = await openPayment(simulator);
    await drive(simulator, pidx, 'complete', { transaction_id: transactionId, amount: 1000 });
    expect((await lookup(simulator, pidx)).body).toMatchObject({
      status: 'Completed',
      transaction_id: transactionId,
      total_amount: 1000,
    });
  });

  it.each(['cancel', 'expire'])('refuses money after %s, unless it comes late', async (verb) => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await drive(simulator, pidx, verb);
    const refused = await drive(simulator, pidx, 'complete');
    expect([refused.status, refused.body.error]).toEqual([409, expect.stringContaining('"late": true')]);
    expect((await lookup(simulator, pidx)).status).toBe(400);
    expect((await drive(simulator, pidx, 'complete', { late: true })).status).toBe(200);
    expect(await lookup(simulator, pidx)).toMatchObject({ status: 200, body: { status: 'Completed' } });
  });

  it('refuses what the state of a payment does not allow, and changes nothing', async () => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    for (const verb of ['complete', 'cancel', 'expire', 'pending']) {
      const { status, body } = await drive(simulator, pidx, verb);
      expect([status, body.error]).toEqual([409, expect.stringContaining('Completed')]);
    }
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Completed', transaction_id: transactionId });
  });

  it('refuses what it does not understand, by its field', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const cases = [
      ['complete', { amount: '5' }, 'amount'],
      ['complete', { amunt: 5 }, 'amunt'],
      ['refund', { amount: 0 }, 'amount'],
      ['cancel', { why: 'x' }, 'why'],
      ['cancel', [], ''],
    ] as const;
    for (const [verb, body, field] of cases) {
      expect(await drive(simulator, pidx, verb, body)).toMatchObject({ status: 400, body: { field } });
    }
    expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
    expect((await drive(simulator, pidx, 'constructor')).body.error).toContain('complete, cancel');
    expect((await drive(simulator, 'nobody', 'complete')).status).toBe(404);
    expect((await control(simulator, 'GET', 'payments/nobody')).status).toBe(404);
    const headers = { 'content-type': 'application/json' };
    const broken = { method: 'PUT', body: '[{', headers };
    expect((await send(`${simulator.url}/simulator/faults`, broken)).body.error).toContain('JSON parse error');
  });
});

describe('the log of requests', () => {
  it('keeps what reached the gateway, by the simulator clock, and only the last 500', async () => {
    const { now } = clock();
    const simulator = await start({ now });
    const pidx = await openPayment(simulator);
    await lookup(simulator, pidx);
    await control(simulator, 'GET', 'payments');
    await refund(simulator, 'x');
    expect(simulator.requests).toEqual([
      { at: now(), method: 'POST', path: '/api/v2/epayment/initiate/', body: order },
      { at: now(), method: 'POST', path: '/api/v2/epayment/lookup/', body: { pidx } },
      { at: now(), method: 'POST', path: '/api/merchant-transaction/x/refund/', body: {} },
    ]);
    for (let count = 0; count < 510; count += 1) await lookup(simulator, pidx);
    expect(simulator.requests).toHaveLength(500);
  });
});
