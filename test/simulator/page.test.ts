import { describe, expect, it } from '@jest/globals';
import {
  clock,
  controlPayment,
  lookup,
  openPayment,
  order,
  page,
  press,
  reachConfirm,
  send,
  start,
} from './support.ts';

const paramsOf = (location: string | null) => [...new URL(location ?? '').searchParams];

describe('the payment page', () => {
  it('goes through Khalti ID, MPIN, OTP and confirmation, then returns to the merchant with the result', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const first = await page(simulator, pidx);
    expect(first.status).toBe(200);
    for (const shown of ['SIMULATOR', 'no real money', 'Premium, 30 days', 'Rs. 1,350.00', '9800000000', '987654']) {
      expect(first.text).toContain(shown);
    }
    expect(first.text).toContain('Enter your Khalti ID');

    const toPage = { status: 303, location: `/pay/?pidx=${pidx}` };
    for (const [action, answer, next] of [
      ['khalti-id', '9800000004', 'Enter your MPIN'],
      ['mpin', '1111', 'Enter the OTP'],
      ['otp', '987 654', 'Pay Rs. 1,350.00'],
    ] as const) {
      const { status, headers } = await press(simulator, pidx, action, answer);
      expect({ status, location: headers.get('location') }).toEqual(toPage);
      expect((await page(simulator, pidx)).text).toContain(next);
      expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
    }

    const { status, headers } = await press(simulator, pidx, 'confirm');
    const { body } = await lookup(simulator, pidx);
    const location = headers.get('location');
    expect(status).toBe(303);
    expect(location).toMatch(/^http:\/\/localhost:4000\/payments\/return\?pidx=/);
    expect(paramsOf(location)).toEqual([
      ['pidx', pidx],
      ['txnId', body.transaction_id],
      ['amount', '135000'],
      ['total_amount', '135000'],
      ['status', 'Completed'],
      ['mobile', '98XXXXX004'],
      ['tidx', body.transaction_id],
      ['purchase_order_id', 'order-1'],
      ['purchase_order_name', 'Premium, 30 days'],
      ['transaction_id', body.transaction_id],
    ]);
    expect(body).toMatchObject({ status: 'Completed', total_amount: 135_000 });
  });

  it.each([
    ['khalti-id', '9800000006', 'Unknown Khalti ID'],
    ['khalti-id', '', 'Unknown Khalti ID'],
    ['mpin', '1112', 'Wrong MPIN'],
    ['otp', '987655', 'Wrong OTP'],
  ])('refuses %s "%s" with a message, and changes nothing', async (step, answer, message) => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    if (step !== 'khalti-id') await press(simulator, pidx, 'khalti-id', '9800000000');
    if (step === 'otp') await press(simulator, pidx, 'mpin', '1111');
    const before = simulator.payments.get(pidx)?.toJSON();
    const { status, text } = await press(simulator, pidx, step, answer);
    expect(status).toBe(422);
    expect(text).toContain('role="alert"');
    expect(text).toContain(message);
    expect(simulator.payments.get(pidx)?.toJSON()).toEqual(before);
  });

  it('ignores a step out of order, and shows the current step', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    for (const action of ['confirm', 'close', 'pending', 'otp', 'mpin']) {
      expect((await press(simulator, pidx, action, '1111')).headers.get('location')).toBe(`/pay/?pidx=${pidx}`);
      expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
    }
    expect((await page(simulator, pidx)).text).toContain('Enter your Khalti ID');
  });

  it("returns to the merchant with Khalti's parameters when cancelled, at every step", async () => {
    const simulator = await start();
    const answers = [
      ['khalti-id', '9800000000'],
      ['mpin', '1111'],
      ['otp', '987654'],
    ] as const;
    for (let reached = 0; reached <= answers.length; reached += 1) {
      const pidx = await openPayment(simulator);
      for (const [step, answer] of answers.slice(0, reached)) await press(simulator, pidx, step, answer);
      const { status, headers } = await press(simulator, pidx, 'cancel');
      expect(status).toBe(303);
      expect(paramsOf(headers.get('location'))).toEqual([
        ['pidx', pidx],
        ['transaction_id', ''],
        ['tidx', ''],
        ['amount', '135000'],
        ['total_amount', '135000'],
        ['mobile', ''],
        ['status', 'User canceled'],
        ['purchase_order_id', 'order-1'],
        ['purchase_order_name', 'Premium, 30 days'],
      ]);
      expect(await lookup(simulator, pidx)).toMatchObject({ status: 400, body: { status: 'User canceled' } });
    }
  });

  it('can restart with another Khalti ID', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await reachConfirm(simulator, pidx);
    await press(simulator, pidx, 'restart');
    expect((await page(simulator, pidx)).text).toContain('Enter your Khalti ID');
    expect(simulator.payments.get(pidx)?.khaltiId).toBeNull();
  });

  it('can leave the payment pending, as a bank transfer does', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await reachConfirm(simulator, pidx);
    const { headers } = await press(simulator, pidx, 'pending');
    expect(new URL(headers.get('location') ?? '').searchParams.get('status')).toBe('Pending');
    expect((await lookup(simulator, pidx)).body.status).toBe('Pending');
    expect((await page(simulator, pidx)).text).toContain('Payment pending');
  });

  it('can complete the payment without returning to the merchant', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await reachConfirm(simulator, pidx);
    expect((await press(simulator, pidx, 'close')).headers.get('location')).toBe(`/pay/?pidx=${pidx}`);
    expect((await lookup(simulator, pidx)).body.status).toBe('Completed');
  });

  it('completes the payment once, and answers a double click with the same link', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await reachConfirm(simulator, pidx);
    const [one, two] = await Promise.all([press(simulator, pidx, 'confirm'), press(simulator, pidx, 'confirm')]);
    expect(one.headers.get('location')).toBe(two.headers.get('location'));
    expect(one.headers.get('location')).toContain('status=Completed');
    await press(simulator, pidx, 'cancel');
    expect((await lookup(simulator, pidx)).body.status).toBe('Completed');
  });

  it.each([
    ['complete', 'Payment completed', /href="http:\/\/localhost:4000\/payments\/return\?pidx=/],
    ['cancel', 'Payment cancelled', /href="http:\/\/localhost:4000\/payments\/return\?pidx=/],
    ['expire', 'Link expired', /href="http:\/\/localhost:4000"/],
  ])(
    'shows that the link is closed after %s, links to the merchant, and cannot be paid',
    async (action, title, link) => {
      const simulator = await start();
      const pidx = await openPayment(simulator);
      await reachConfirm(simulator, pidx);
      await controlPayment(simulator, pidx, action);
      const before = (await lookup(simulator, pidx)).body;
      const { status, text } = await page(simulator, pidx);
      expect(status).toBe(200);
      expect(text).toContain(title);
      expect(text).toMatch(link);
      expect(text).not.toContain('<form');
      if (action !== 'complete') await press(simulator, pidx, 'confirm');
      expect((await lookup(simulator, pidx)).body).toEqual(before);
    },
  );

  it('expires while the customer is at the last step', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now });
    const pidx = await openPayment(simulator);
    await reachConfirm(simulator, pidx);
    advance(1800);
    const { headers } = await press(simulator, pidx, 'confirm');
    expect(headers.get('location')).toBe(`/pay/?pidx=${pidx}`);
    expect((await page(simulator, pidx)).text).toContain('Link expired');
    expect((await lookup(simulator, pidx)).body.status).toBe('Expired');
  });

  it('answers 404 to an unknown link', async () => {
    const simulator = await start();
    for (const query of ['', '?pidx=', '?pidx=%3Cscript%3E', '?pidx=a&pidx=b', '?pidx=__proto__']) {
      const { status, text } = await send(`${simulator.url}/pay/${query}`);
      expect(status).toBe(404);
      expect(text).toContain('Unknown payment');
      expect(text).not.toContain('<script');
    }
  });

  it('shows hostile names as text, and runs no script', async () => {
    const simulator = await start();
    const hostile = `"><script>alert('1')</script>&amp;`;
    const pidx = await openPayment(simulator, {
      purchase_order_name: hostile,
      purchase_order_id: hostile,
      return_url: `http://localhost:4000/"><script>alert(2)</script>`,
    });
    const open = await page(simulator, pidx);
    await controlPayment(simulator, pidx, 'cancel');
    const closed = await page(simulator, pidx);
    const home = await send(`${simulator.url}/`);
    for (const { text, headers } of [open, closed, home]) {
      expect(text).not.toContain('<script>');
      expect(text).toContain('&#60;script&#62;');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((await press(simulator, pidx, 'cancel')).headers.get('location')).not.toContain('<');
  });

  it('returns to the merchant with names that are not ASCII', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator, {
      return_url: 'http://localhost:4000/फिर्ता',
      purchase_order_name: 'प्रिमियम\r\nSet-Cookie: x=1',
    });
    const { headers } = await press(simulator, pidx, 'cancel');
    expect(paramsOf(headers.get('location')).at(-1)).toEqual(['purchase_order_name', 'प्रिमियम\r\nSet-Cookie: x=1']);
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('refuses a form that is incomplete, too large, or of another content type, with a page', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const post = (body: string, type: string) =>
      send(`${simulator.url}/pay/?pidx=${pidx}`, { method: 'POST', body, headers: { 'content-type': type } });
    const form = 'application/x-www-form-urlencoded';
    expect((await post('action=nonsense', form)).status).toBe(422);
    expect((await post(`answer=${'x'.repeat(200_000)}`, form)).status).toBe(413);
    const text = await post('hello', 'text/plain');
    expect([text.status, text.text.includes('SIMULATOR')]).toEqual([415, true]);
    expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
  });

  it('is listed on the home page', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const { text } = await send(`${simulator.url}/`);
    for (const shown of ['SIMULATOR', pidx, order.purchase_order_name, `${simulator.url}/api/v2/`]) {
      expect(text).toContain(shown);
    }
  });
});
