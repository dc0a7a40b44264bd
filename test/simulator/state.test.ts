import { describe, expect, it } from '@jest/globals';
import {
  clock,
  completedPayment,
  control,
  controlPayment,
  initiate,
  lookup,
  openPayment,
  refund,
  start,
} from './support.ts';

describe('POST /simulator/reset', () => {
  it('leaves the simulator as it started, without payments', async () => {
    const faults = [{ endpoint: 'refund' as const, kind: 'html-5xx' as const, times: 1 }];
    const simulator = await start({ settings: { feePaisa: 3 }, faults });
    const before = (await control(simulator, 'GET', 'settings')).body;
    const { pidx, transactionId } = await completedPayment(simulator);
    expect((await refund(simulator, transactionId)).status).toBe(502);
    simulator.configure({ feePaisa: 9, lifetimeSeconds: 5 });
    await control(simulator, 'POST', 'clock', { advanceSeconds: 5000 });
    expect((await control(simulator, 'POST', 'reset')).body).toEqual({ payments: 0 });
    expect((await control(simulator, 'GET', 'settings')).body).toEqual(before);
    expect((await control(simulator, 'GET', 'faults')).body).toMatchObject([{ timesLeft: 1 }]);
    expect((await control(simulator, 'GET', 'clock')).body.aheadSeconds).toBe(0);
    expect((await control(simulator, 'GET', 'requests')).body).toMatchObject({ requests: [] });
    expect((await lookup(simulator, pidx)).status).toBe(404);
    expect(simulator.payments.size).toBe(0);
  });
});

describe('GET and PUT /simulator/state', () => {
  it('save and load payments, settings, faults and the clock', async () => {
    const from = await start();
    const { pidx } = await completedPayment(from);
    const open = await openPayment(from, { customer_info: { name: 'Customer 1' }, merchant_note: 'n' });
    from.configure({ feePaisa: 7 });
    from.setFaults([{ endpoint: 'refund', kind: 'unauthorized', times: 2 }]);
    await control(from, 'POST', 'clock', { advanceSeconds: 1700 });
    const state = (await control(from, 'GET', 'state')).body;

    const to = await start();
    await openPayment(to);
    expect((await control(to, 'PUT', 'state', state)).body).toEqual({ payments: 2 });
    expect((await control(to, 'GET', 'state')).body).toMatchObject({ ...state, now: expect.any(String) });
    expect((await lookup(to, pidx)).body).toMatchObject({ status: 'Completed', fee: 7 });
    expect((await lookup(to, open)).body.status).toBe('Initiated');
    await control(to, 'POST', 'clock', { advanceSeconds: 101 });
    expect((await lookup(to, open)).body.status).toBe('Expired');
  });

  it('refuses an invalid state, and keeps what it has', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const state = (await control(simulator, 'GET', 'state')).body as unknown as { payments: object[] };
    const wrong = { ...state, payments: [{ ...state.payments[0], amountPaisa: 'x' }] };
    expect(await control(simulator, 'PUT', 'state', wrong)).toMatchObject({
      status: 400,
      body: { field: 'payments[0].amountPaisa' },
    });
    expect((await control(simulator, 'PUT', 'state', {})).status).toBe(400);
    expect((await lookup(simulator, pidx)).status).toBe(200);
  });
});

describe('POST /simulator/clock', () => {
  it('moves the time of links forward by seconds, or to a time', async () => {
    const { now, advance } = clock(Date.parse('2026-01-01T00:00:00Z'));
    const simulator = await start({ now });
    const pidx = await openPayment(simulator);
    const moved = await control(simulator, 'POST', 'clock', { advanceSeconds: 1799 });
    expect(moved.body).toEqual({ now: '2026-01-01T06:14:59.000000+05:45', aheadSeconds: 1799 });
    expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
    advance(1);
    expect((await lookup(simulator, pidx)).body.status).toBe('Expired');
    const set = await control(simulator, 'POST', 'clock', { at: '2027-01-01T00:00:00+05:45' });
    expect(set.body.now).toBe('2027-01-01T00:00:00.000000+05:45');
    const { body } = await initiate(simulator);
    expect(body.expires_at).toBe('2027-01-01T00:30:00.000000+05:45');
  });

  it.each([{}, { advanceSeconds: -1 }, { advanceSeconds: 1, at: '2027-01-01T00:00:00Z' }, { at: 'noon' }, { by: 1 }])(
    'refuses %j',
    async (body) => {
      const simulator = await start();
      expect((await control(simulator, 'POST', 'clock', body)).status).toBe(400);
      expect((await control(simulator, 'GET', 'clock')).body.aheadSeconds).toBe(0);
    },
  );
});

describe('GET /simulator/payments', () => {
  it('filters, and gives pages that lead through all', async () => {
    const simulator = await start();
    const opened: string[] = [];
    for (const order of ['a', 'b', 'a', 'c', 'a']) {
      opened.unshift(await openPayment(simulator, { purchase_order_id: order }));
    }
    const [newest = ''] = opened;
    const completed = (await controlPayment(simulator, newest, 'complete')).body;
    const pidxs = async (query: string) =>
      ((await control(simulator, 'GET', `payments?${query}`)).body as unknown as { pidx: string }[]).map(
        ({ pidx }) => pidx,
      );
    expect(await pidxs('purchaseOrderId=a')).toEqual([opened[0], opened[2], opened[4]]);
    expect(await pidxs('status=Completed')).toEqual([newest]);
    expect(await pidxs(`transactionId=${completed.transactionId}`)).toEqual([newest]);
    expect(await pidxs('status=Completed&purchaseOrderId=b')).toEqual([]);

    const seen: string[] = [];
    let path: string | undefined = 'payments?limit=2';
    while (path !== undefined) {
      const page = await control(simulator, 'GET', path);
      expect(page.headers.get('x-total-count')).toBe(String(5 - seen.length));
      seen.push(...(page.body as unknown as { pidx: string }[]).map(({ pidx }) => pidx));
      path = /<\/simulator\/(.*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual(opened);
  });

  it.each(['state=Completed', 'limit=0', 'limit=x', 'before=unknown', 'key=unknown', 'status=a&status=b'])(
    'refuses %s',
    async (query) => {
      const simulator = await start();
      const { status, body } = await control(simulator, 'GET', `payments?${query}`);
      expect([status, body.field]).toEqual([400, query.split('=')[0]]);
    },
  );
});

describe('a payment', () => {
  it('keeps customer_info and merchant_*, and answers a completion with the return URL and the payer’s number', async () => {
    const simulator = await start();
    const customer_info = { name: 'Customer 12', email: 'customer@example.com' };
    const pidx = await openPayment(simulator, { customer_info, merchant_username: 'shop', merchant_extra: { a: 1 } });
    const open = (await control(simulator, 'GET', `payments/${pidx}`)).body;
    expect(open).toMatchObject({
      customerInfo: customer_info,
      merchantFields: { merchant_username: 'shop', merchant_extra: { a: 1 } },
      returnLink: null,
    });
    const { body } = await controlPayment(simulator, pidx, 'complete', { mobile: '9811111904' });
    expect(body.khaltiId).toBe('9811111904');
    const link = new URL(String(body.returnLink));
    expect(Object.fromEntries(link.searchParams)).toMatchObject({ pidx, status: 'Completed', mobile: '98XXXXX904' });
    const other = await completedPayment(simulator);
    expect((await control(simulator, 'GET', `payments/${other.pidx}`)).body.khaltiId).toBe('9800000000');
  });

  it('has the pidx that the test chose, once', async () => {
    const simulator = await start();
    const choose = (body: object) => control(simulator, 'POST', 'pidx', body);
    expect((await choose({ pidx: 'chosen-1', purchaseOrderId: 'order-9' })).status).toBe(200);
    expect((await choose({ pidx: 'chosen-1' })).status).toBe(409);
    expect(await openPayment(simulator)).not.toBe('chosen-1');
    expect(await openPayment(simulator, { purchase_order_id: 'order-9' })).toBe('chosen-1');
    expect(await openPayment(simulator, { purchase_order_id: 'order-9' })).not.toBe('chosen-1');
    expect((await choose({ pidx: 'chosen-1' })).status).toBe(409);
    expect((await choose({ pidx: 'a b' })).status).toBe(400);
  });
});
