import { describe, expect, it } from '@jest/globals';
import { call, clock, initiate, openPayment, order, start } from './support.ts';

const refusal = (field: string, message: unknown) => ({
  [field]: typeof message === 'string' ? [message] : message,
  error_key: 'validation_error',
});

describe('initiate', () => {
  it('answers with the pidx, the payment page and the time of expiry', async () => {
    const simulator = await start({ now: clock(Date.parse('2023-05-25T10:11:16.471Z')).now });
    const { status, body } = await initiate(simulator);
    expect(status).toBe(200);
    expect(body).toEqual({
      pidx: expect.stringMatching(/^[A-Za-z0-9]{22}$/),
      payment_url: `${simulator.url}/pay/?pidx=${body.pidx}`,
      expires_at: '2023-05-25T16:26:16.471000+05:45',
      expires_in: 1800,
    });
    expect(simulator.payments.get(body.pidx)).toMatchObject({ amountPaisa: 135_000, status: 'Initiated' });
  });

  it('accepts the minimum amount, digits in a string, unknown fields, and a path without its last slash', async () => {
    const simulator = await start();
    const full = {
      ...order,
      amount: '1000',
      merchant_username: 'shop',
      anything: { else: 1 },
      customer_info: { name: 'Sita', email: 'sita@example.com', phone: '9800000001' },
      amount_breakdown: [
        { label: 'Price', amount: 900 },
        { label: 'Tax', amount: 100 },
      ],
      product_details: [{ identity: '1', name: 'Plan', total_price: 5, quantity: 1, unit_price: 7 }],
    };
    const { status, body } = await call(simulator, 'v2/epayment/initiate', full);
    expect(status).toBe(200);
    expect(simulator.payments.get(body.pidx)?.amountPaisa).toBe(1000);
  });

  it.each([
    ['return_url', '', 'This field may not be blank.'],
    ['return_url', undefined, 'This field is required.'],
    ['return_url', 'shop', 'Enter a valid URL.'],
    ['return_url', 'javascript:alert(1)', 'Enter a valid URL.'],
    ['return_url', 'http://a b/', 'Enter a valid URL.'],
    ['website_url', 'ftp://example.com', 'Enter a valid URL.'],
    ['amount', 999, 'Amount should be greater than Rs. 10, that is 1000 paisa.'],
    ['amount', -5, 'Amount should be greater than Rs. 10, that is 1000 paisa.'],
    ['amount', 1000.5, 'A valid integer is required.'],
    ['amount', 'ten', 'A valid integer is required.'],
    ['amount', true, 'A valid integer is required.'],
    ['amount', undefined, 'This field is required.'],
    ['purchase_order_id', ' ', 'This field may not be blank.'],
    ['purchase_order_name', null, 'This field may not be null.'],
    ['purchase_order_name', {}, 'Not a valid string.'],
    ['customer_info', { name: '' }, { name: ['This field may not be blank.'] }],
    ['customer_info', 'x', 'Invalid data. Expected a dictionary.'],
    [
      'amount_breakdown',
      [
        { label: 'Part', amount: 1 },
        { label: 'Part', amount: 'x' },
      ],
      [{}, { amount: ['A valid integer is required.'] }],
    ],
    ['product_details', [5], [{ non_field_errors: ['Invalid data. Expected a dictionary.'] }]],
    ['product_details', 'x', 'Expected a list of items.'],
  ])("refuses %s = %j with Khalti's message", async (field, value, message) => {
    const simulator = await start();
    const { status, body } = await initiate(simulator, { [field]: value });
    expect(status).toBe(400);
    expect(body).toEqual(refusal(field, message));
    expect(simulator.payments.size).toBe(0);
  });

  it('refuses a breakdown that does not add up to the amount, under amount', async () => {
    const simulator = await start();
    const { status, body } = await initiate(simulator, { amount_breakdown: [{ label: 'All', amount: 134_999 }] });
    expect(status).toBe(400);
    expect(body).toEqual(refusal('amount', 'Amount Breakdown mismatch.'));
  });

  it('names all invalid fields in one answer', async () => {
    const simulator = await start();
    const { body } = await call(simulator, 'v2/epayment/initiate/', {});
    expect(Object.keys(body).sort()).toEqual(
      ['amount', 'error_key', 'purchase_order_id', 'purchase_order_name', 'return_url', 'website_url'].sort(),
    );
  });

  it('gives a new pidx to a repeated order', async () => {
    const simulator = await start();
    expect(await openPayment(simulator)).not.toBe(await openPayment(simulator));
  });

  it('refuses a body that is not an object, not JSON, or too large', async () => {
    const simulator = await start();
    const list = await call(simulator, 'v2/epayment/initiate/', []);
    expect([list.status, list.body.error_key]).toEqual([400, 'validation_error']);
    const broken = await call(simulator, 'v2/epayment/initiate/', '{"amount": 10');
    expect(broken.status).toBe(400);
    expect(broken.body).toEqual({
      detail: expect.stringContaining('JSON parse error'),
      error_key: 'validation_error',
    });
    const huge = await initiate(simulator, { merchant_note: 'x'.repeat(200_000) });
    expect([huge.status, huge.body.detail]).toEqual([413, 'Request body is too large']);
    expect((await initiate(simulator)).status).toBe(200);
  });
});
