import { describe, expect, it } from '@jest/globals';
import { call, clock, completedPayment, controlPayment, lookup, openPayment, refund, start } from './support.ts';

// Khalti's documented samples, with other values where they are random. A change of the simulator must not change these.
const pidx = 'bZQLD9wRVWo4CdESSfuSsB';
const request = {
  return_url: 'https://shop.example.com/payment/',
  website_url: 'https://shop.example.com/',
  amount: '1000',
  purchase_order_id: 'Order01',
  purchase_order_name: 'Test',
  customer_info: { name: 'Test Customer', email: 'test@example.com', phone: '9800000001' },
};

describe('the documented samples', () => {
  it('initiate', async () => {
    const simulator = await start({ now: clock(Date.parse('2023-05-25T15:56:16.471+05:45')).now });
    await call(simulator, 'v2/epayment/initiate/', request);
    const { status, body } = await call(simulator, 'v2/epayment/initiate/', request);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toBe(
      `{"pidx":"${body.pidx}","payment_url":"${simulator.url}/pay/?pidx=${body.pidx}","expires_at":"2023-05-25T16:26:16.471000+05:45","expires_in":1800}`,
    );
    expect(body.pidx).toHaveLength(pidx.length);
  });

  it.each([
    [{ return_url: '' }, 'return_url', 'This field may not be blank.'],
    [{ return_url: 'x' }, 'return_url', 'Enter a valid URL.'],
    [{ amount: 5 }, 'amount', 'Amount should be greater than Rs. 10, that is 1000 paisa.'],
    [{ amount: 'ten' }, 'amount', 'A valid integer is required.'],
    [{ amount_breakdown: [{ label: 'a', amount: 1 }] }, 'amount', 'Amount Breakdown mismatch.'],
  ])('refusal of %j', async (change, field, message) => {
    const { status, body } = await call(await start(), 'v2/epayment/initiate/', { ...request, ...change });
    expect([status, body]).toEqual([400, { [field]: [message], error_key: 'validation_error' }]);
  });

  it.each([
    ['complete', 200, 'Completed'],
    ['pending', 200, 'Pending'],
    ['cancel', 400, 'User canceled'],
    ['expire', 400, 'Expired'],
  ])('lookup after %s', async (action, code, status) => {
    const simulator = await start();
    const opened = await openPayment(simulator, { amount: 1000 });
    const { transactionId } = (await controlPayment(simulator, opened, action)).body;
    expect(await lookup(simulator, opened)).toMatchObject({
      status: code,
      body: { pidx: opened, total_amount: 1000, status, transaction_id: transactionId, fee: 0, refunded: false },
    });
    expect(transactionId === null).toBe(action !== 'complete');
  });

  it('wrong keys, and a refund', async () => {
    const simulator = await start();
    const paid = await completedPayment(simulator);
    const wrong = await lookup(simulator, paid.pidx, { headers: { authorization: 'Key wrong' } });
    expect([wrong.status, wrong.body]).toEqual([401, { detail: 'Invalid token.', status_code: 401 }]);
    const { status, body } = await refund(simulator, paid.transactionId);
    expect([status, body]).toEqual([200, { detail: 'Transaction refund successful.' }]);
    expect((await lookup(simulator, paid.pidx)).body).toMatchObject({ status: 'Refunded', refunded: true });
  });
});
