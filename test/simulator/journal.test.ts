import { describe, expect, it } from '@jest/globals';
import type { LoggedRequest } from '../../simulator/journal/journal.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { call, control, initiate, lookup, openPayment, order, page, start } from './support.ts';

interface Journal {
  last: number;
  requests: (LoggedRequest & { at: string })[];
}

const journal = async (simulator: Simulator, query = ''): Promise<Journal> =>
  (await control(simulator, 'GET', `requests${query}`)).body as unknown as Journal;

describe('GET /simulator/requests', () => {
  it('has bodies, headers and answers, but no key', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await call(simulator, 'v2/epayment/lookup/', '{"pidx": ');
    const { last, requests } = await journal(simulator);
    expect(last).toBe(2);
    expect(requests[0]).toMatchObject({
      number: 1,
      method: 'POST',
      path: '/api/v2/epayment/initiate/',
      endpoint: 'initiate',
      merchant: 'main',
      body: order,
      pidx,
      purchaseOrderId: 'order-1',
      headers: { authorization: 'Key [redacted]', 'content-type': 'application/json' },
      answer: { status: 200, body: { pidx, expires_in: 1800 } },
    });
    expect(requests[1]).toMatchObject({ answer: { status: 400 } });
    expect(JSON.stringify(requests)).not.toContain(simulator.secretKey);
  });

  it('tells which fault struck, and has no answer where none was sent', async () => {
    const simulator = await start();
    simulator.setFaults([{ endpoint: 'initiate', kind: 'close-before' }]);
    await expect(initiate(simulator)).rejects.toThrow('fetch failed');
    expect((await journal(simulator)).requests).toMatchObject([{ faults: ['close-before'], answer: null }]);
  });

  it('filters by endpoint, payment, order and key', async () => {
    const simulator = await start({ secretKey: ['key-a', 'key-b'] });
    const pidx = await openPayment(simulator);
    await openPayment(simulator, { purchase_order_id: 'order-2' });
    await lookup(simulator, pidx);
    await page(simulator, pidx);
    const numbers = async (query: string) => (await journal(simulator, query)).requests.map(({ number }) => number);
    expect(await numbers('?endpoint=initiate')).toEqual([1, 2]);
    expect(await numbers(`?pidx=${pidx}`)).toEqual([1, 3, 4]);
    expect(await numbers('?purchaseOrderId=order-2')).toEqual([2]);
    expect(await numbers('?key=key-a&after=1')).toEqual([2, 3]);
    expect(await numbers('?key=key-b')).toEqual([]);
    expect(await numbers('?limit=1')).toEqual([1]);
    for (const query of ['?path=x', '?endpoint=verify', '?after=x', '?wait=61']) {
      expect((await control(simulator, 'GET', `requests${query}`)).status).toBe(400);
    }
  });

  it('waits for the next request that matches, and answers without one when the time is over', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const { last } = await journal(simulator);
    const next = journal(simulator, `?endpoint=lookup&after=${last}&wait=60`);
    await openPayment(simulator);
    await lookup(simulator, pidx);
    expect((await next).requests).toMatchObject([{ endpoint: 'lookup', pidx, number: last + 2 }]);
    expect((await journal(simulator, '?endpoint=refund&wait=0.1')).requests).toEqual([]);
  });

  it('does not delay the shutdown', async () => {
    const simulator = await start();
    const waiting = journal(simulator, '?wait=60').catch(() => 'closed');
    await openPayment(await start());
    await simulator.close();
    await waiting;
  });
});
