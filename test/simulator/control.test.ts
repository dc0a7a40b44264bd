import { describe, expect, it } from '@jest/globals';
import {
  clock,
  completedPayment,
  control,
  controlPayment,
  lookup,
  openPayment,
  order,
  refund,
  send,
  start,
} from './support.ts';

describe('the control API', () => {
  it('needs neither a body nor a content type', async () => {
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

  it('gives each payment its own transaction id, unless the script sets one', async () => {
    const simulator = await start();
    const { transactionId } = await completedPayment(simulator);
    expect((await completedPayment(simulator)).transactionId).not.toBe(transactionId);
    const pidx = await openPayment(simulator);
    await controlPayment(simulator, pidx, 'complete', { transaction_id: transactionId, amount: 1000 });
    expect((await lookup(simulator, pidx)).body).toMatchObject({
      status: 'Completed',
      transaction_id: transactionId,
      total_amount: 1000,
    });
  });

  it.each(['cancel', 'expire'])(
    'refuses to complete a payment after %s, unless the script sends late',
    async (action) => {
      const simulator = await start();
      const pidx = await openPayment(simulator);
      await controlPayment(simulator, pidx, action);
      const refused = await controlPayment(simulator, pidx, 'complete');
      expect([refused.status, refused.body.error]).toEqual([409, expect.stringContaining('"late": true')]);
      expect((await lookup(simulator, pidx)).status).toBe(400);
      expect((await controlPayment(simulator, pidx, 'complete', { late: true })).status).toBe(200);
      expect(await lookup(simulator, pidx)).toMatchObject({ status: 200, body: { status: 'Completed' } });
    },
  );

  it('refuses an action that the status does not allow, and changes nothing', async () => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    for (const action of ['complete', 'cancel', 'expire', 'pending']) {
      const { status, body } = await controlPayment(simulator, pidx, action);
      expect([status, body.error]).toEqual([409, expect.stringContaining('Completed')]);
    }
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Completed', transaction_id: transactionId });
  });

  it('refuses an invalid request, and names the field', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const cases = [
      ['complete', { amount: '5' }, 'amount'],
      ['complete', { amunt: 5 }, 'amunt'],
      ['refund', { amount: 0 }, 'amount'],
      ['cancel', { why: 'x' }, 'why'],
      ['cancel', [], ''],
    ] as const;
    for (const [action, body, field] of cases) {
      expect(await controlPayment(simulator, pidx, action, body)).toMatchObject({ status: 400, body: { field } });
    }
    expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
    expect((await controlPayment(simulator, pidx, 'constructor')).body.error).toContain('complete, cancel');
    expect((await controlPayment(simulator, 'unknown', 'complete')).status).toBe(404);
    expect((await control(simulator, 'GET', 'payments/unknown')).status).toBe(404);
    const headers = { 'content-type': 'application/json' };
    const broken = { method: 'PUT', body: '[{', headers };
    expect((await send(`${simulator.url}/simulator/faults`, broken)).body.error).toContain('JSON parse error');
  });
});

describe('the request log', () => {
  it('keeps the last 500 requests to the API, with the time of the simulator', async () => {
    const { now } = clock();
    const simulator = await start({ now });
    const pidx = await openPayment(simulator);
    await lookup(simulator, pidx);
    await control(simulator, 'GET', 'payments');
    await refund(simulator, 'x');
    expect(simulator.requests).toMatchObject([
      { number: 1, at: now(), method: 'POST', path: '/api/v2/epayment/initiate/', body: order },
      { number: 2, at: now(), method: 'POST', path: '/api/v2/epayment/lookup/', body: { pidx } },
      { number: 3, at: now(), method: 'POST', path: '/api/merchant-transaction/x/refund/', body: {} },
    ]);
    for (let count = 0; count < 510; count += 1) await lookup(simulator, pidx);
    expect(simulator.requests).toHaveLength(500);
  });
});
