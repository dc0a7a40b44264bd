import { describe, expect, it } from '@jest/globals';
import {
  call,
  clock,
  completedPayment,
  control,
  controlPayment,
  initiate,
  lookup,
  openPayment,
  order,
  page,
  press,
  reachConfirm,
  refund,
  send,
  start,
} from './support.ts';

const product = { identity: '1', name: 'Plan', total_price: 10_000, quantity: 3, unit_price: 3333.333 };

describe('settings for what is not documented', () => {
  it('acceptsFractionalUnitPrice: as the WooCommerce plugin sends it', async () => {
    const simulator = await start();
    expect((await initiate(simulator, { product_details: [product] })).status).toBe(200);
    simulator.configure({ acceptsFractionalUnitPrice: false });
    const { status, body } = await initiate(simulator, { product_details: [product] });
    expect([status, body.product_details]).toEqual([400, [{ unit_price: ['A valid integer is required.'] }]]);
  });

  it('acceptsAmountAsText: digits in a string wherever an integer is wanted', async () => {
    const simulator = await start();
    const asText = {
      amount: '10000',
      amount_breakdown: [
        { label: 'Price', amount: '9000' },
        { label: 'Tax', amount: 1000 },
      ],
      product_details: [{ ...product, total_price: '10000', quantity: '3', unit_price: '3333.33' }],
    };
    expect((await initiate(simulator, asText)).status).toBe(200);
    simulator.configure({ acceptsAmountAsText: false });
    expect(Object.keys((await initiate(simulator, asText)).body)).toEqual([
      'amount',
      'amount_breakdown',
      'product_details',
      'error_key',
    ]);
  });

  it('absentFieldSays, nestsErrors: the older reading', async () => {
    const simulator = await start({ settings: { absentFieldSays: 'blank', nestsErrors: false } });
    const { body } = await initiate(simulator, { amount: undefined, customer_info: { name: '' } });
    const blank = ['This field may not be blank.'];
    expect(body).toEqual({ amount: blank, customer_info: blank, error_key: 'validation_error' });
    expect((await call(simulator, 'v2/epayment/lookup/', {})).body.pidx).toEqual(blank);
  });

  it('wrongMethodStatus: 405 with the methods that are allowed, or 404; a wrong key is reported first', async () => {
    const simulator = await start();
    const url = `${simulator.url}/api/v2/epayment/lookup/`;
    const headers = { authorization: `Key ${simulator.secretKey}` };
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const reply = await send(url, { method, headers });
      expect([reply.status, reply.body.detail]).toEqual([405, `Method "${method}" not allowed.`]);
      expect(reply.headers.get('allow')).toBe('POST, OPTIONS');
    }
    expect((await send(url)).status).toBe(401);
    simulator.configure({ wrongMethodStatus: 404 });
    expect((await send(url, { headers })).status).toBe(404);
  });

  it('requestsPerMinute: 429 until the minute is over', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now, settings: { requestsPerMinute: 2 } });
    const pidx = await openPayment(simulator);
    advance(20);
    expect((await lookup(simulator, pidx)).status).toBe(200);
    const { status, headers, body } = await lookup(simulator, pidx);
    expect([status, headers.get('retry-after')]).toEqual([429, '40']);
    expect(body.detail).toBe('Request was throttled. Expected available in 40 seconds.');
    advance(40);
    expect((await lookup(simulator, pidx)).status).toBe(200);
  });

  it('canceledSpelling: Canceled in the lookup and in the return URL', async () => {
    const simulator = await start({ settings: { canceledSpelling: 'Canceled' } });
    const pidx = await openPayment(simulator);
    const { headers } = await press(simulator, pidx, 'cancel');
    expect(headers.get('location')).toContain('status=Canceled');
    expect(await lookup(simulator, pidx)).toMatchObject({ status: 400, body: { status: 'Canceled' } });
  });

  it('failedLookupStatus: a payment that failed, on the page or by a script', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await reachConfirm(simulator, pidx);
    const { headers } = await press(simulator, pidx, 'fail');
    expect(headers.get('location')).toContain('status=Failed');
    expect((await page(simulator, pidx)).text).toContain('Payment failed');
    expect(await lookup(simulator, pidx)).toMatchObject({
      status: 400,
      body: { status: 'Failed', transaction_id: null, error_key: 'khalti_error' },
    });
    simulator.configure({ failedLookupStatus: 200 });
    const other = await openPayment(simulator);
    await controlPayment(simulator, other, 'fail');
    expect(await lookup(simulator, other)).toMatchObject({ status: 200, body: { status: 'Failed' } });
    expect((await controlPayment(simulator, other, 'complete')).status).toBe(409);
  });

  it('returnUrlSpaces, returnsMerchantFields: how the return URL is written', async () => {
    const simulator = await start();
    const returnLink = async () => {
      const pidx = await openPayment(simulator, { merchant_name: 'A shop', merchant_extra: { a: 1 } });
      return String((await controlPayment(simulator, pidx, 'complete')).body.returnLink);
    };
    expect(await returnLink()).toContain('purchase_order_name=Premium%2C+30+days');
    expect(await returnLink()).not.toContain('merchant_');
    simulator.configure({ returnUrlSpaces: 'percent-20', returnsMerchantFields: true });
    expect(await returnLink()).toMatch(
      /purchase_order_name=Premium%2C%2030%20days&.*&merchant_name=A%20shop&merchant_extra=%7B%22a%22%3A1%7D$/,
    );
  });

  it('bankRefundNeedsMobile: false accepts the refund of a bank payment without it', async () => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    await controlPayment(simulator, pidx, 'bank');
    expect((await refund(simulator, transactionId)).status).toBe(400);
    simulator.configure({ bankRefundNeedsMobile: false });
    expect((await refund(simulator, transactionId)).status).toBe(200);
  });

  it("allowsBrowsers: a page of another origin may call Khalti's API, and nothing else", async () => {
    const simulator = await start();
    const origin = 'https://shop.example.com';
    const url = `${simulator.url}/api/v2/epayment/initiate/`;
    const init = {
      method: 'POST',
      headers: { origin, authorization: `Key ${simulator.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(order),
    };
    expect((await send(url, init)).status).toBe(403);
    simulator.configure({ allowsBrowsers: true });
    const preflight = await send(url, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
    const reply = await send(url, init);
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const answer = await send(`${simulator.url}/simulator/payments`, { headers: { origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    expect((await control(simulator, 'GET', 'payments')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
