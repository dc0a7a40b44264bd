import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/simulator.ts';
import { call, control, controlPayment, order, page, type Reply, start } from './support.ts';

/** Khalti's API, as the merchant with this key calls it. */
function as(simulator: Simulator, key: string) {
  const send = (path: string, body: object): Promise<Reply> =>
    call(simulator, path, body, {
      headers: { authorization: `Key ${key}`, 'content-type': 'application/json' },
    });
  return {
    initiate: (changes = {}) => send('v2/epayment/initiate/', { ...order, ...changes }),
    lookup: (pidx: string) => send('v2/epayment/lookup/', { pidx }),
    refund: (id: string) => send(`merchant-transaction/${id}/refund/`, {}),
  };
}

const twoKeys = { secretKey: ['key-a', 'key-b'] };

describe('merchants with keys of their own', () => {
  it('do not see each other’s payments, orders and transactions', async () => {
    const simulator = await start({ ...twoKeys, settings: { repeatedOrder: 'same-pidx' } });
    const [a, b] = [as(simulator, 'key-a'), as(simulator, 'key-b')];
    const { pidx } = (await a.initiate()).body;
    expect((await b.initiate()).body.pidx).not.toBe(pidx);
    expect((await b.lookup(pidx)).status).toBe(404);
    const { transactionId } = (await controlPayment(simulator, pidx, 'complete')).body;
    expect((await b.refund(transactionId)).status).toBe(400);
    expect((await a.lookup(pidx)).body.status).toBe('Completed');
    expect((await a.refund(transactionId)).status).toBe(200);
    expect((await as(simulator, 'key-c').lookup(pidx)).status).toBe(401);
    expect((await control(simulator, 'GET', 'payments?key=key-a')).body).toHaveLength(1);
    expect((await control(simulator, 'GET', 'payments')).body).toHaveLength(2);
  });

  it('are accepted with any key, if the setting says so', async () => {
    const simulator = await start({ settings: { acceptsAnyKey: true } });
    const { pidx } = (await as(simulator, 'worker-1').initiate()).body;
    expect((await as(simulator, 'worker-1').lookup(pidx)).status).toBe(200);
    expect((await as(simulator, 'worker-2').lookup(pidx)).status).toBe(404);
  });

  it('have faults of their own, which replace and remove only their own', async () => {
    const simulator = await start(twoKeys);
    const [a, b] = [as(simulator, 'key-a'), as(simulator, 'key-b')];
    const { pidx } = (await a.initiate()).body;
    const outage = [{ endpoint: 'any', kind: 'html-5xx' }];
    await control(simulator, 'PUT', 'faults?key=key-a', outage);
    await control(simulator, 'PUT', 'faults?key=key-b', [{ endpoint: 'lookup', kind: 'unauthorized' }]);
    expect([(await a.initiate()).status, (await b.initiate()).status]).toEqual([502, 200]);
    expect((await page(simulator, pidx)).status).toBe(502);
    await control(simulator, 'PUT', 'faults?key=key-a', []);
    expect([(await a.lookup(pidx)).status, (await b.lookup(pidx)).status]).toEqual([200, 401]);
    expect((await control(simulator, 'GET', 'faults?key=key-b')).body).toHaveLength(1);
    expect((await control(simulator, 'PUT', 'faults?key=unknown', [])).status).toBe(400);
  });

  it('are reset one by one', async () => {
    const simulator = await start(twoKeys);
    const [a, b] = [as(simulator, 'key-a'), as(simulator, 'key-b')];
    const ofA = (await a.initiate()).body.pidx;
    const ofB = (await b.initiate()).body.pidx;
    expect((await control(simulator, 'POST', 'reset', { key: 'key-a' })).body).toEqual({ payments: 1 });
    expect([(await a.lookup(ofA)).status, (await b.lookup(ofB)).status]).toEqual([404, 200]);
  });
});

describe('a fault', () => {
  it('strikes only its payment or its order', async () => {
    const simulator = await start();
    const shop = as(simulator, simulator.secretKey);
    const one = (await shop.initiate({ purchase_order_id: 'one' })).body.pidx;
    const two = (await shop.initiate({ purchase_order_id: 'two' })).body.pidx;
    const both = async () => [(await shop.lookup(one)).status, (await shop.lookup(two)).status];
    simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx', forPidx: one }]);
    expect(await both()).toEqual([502, 200]);
    simulator.setFaults([{ endpoint: 'any', kind: 'html-5xx', forOrder: 'two' }]);
    expect(await both()).toEqual([200, 502]);
    expect((await shop.initiate({ purchase_order_id: 'two' })).status).toBe(502);
    expect((await shop.initiate({ purchase_order_id: 'one' })).status).toBe(200);
  });

  it('refuses a field that its kind does not use, such as a pidx that would strike everybody', async () => {
    const simulator = await start();
    const fault = { endpoint: 'lookup', kind: 'html-5xx', pidx: 'x' };
    const { status, body } = await control(simulator, 'PUT', 'faults', [fault]);
    expect([status, body]).toEqual([400, { error: expect.stringContaining('forPidx'), field: '[0].pidx' }]);
  });
});
