import { describe, expect, it } from '@jest/globals';
import { call, clock, completedPayment, control, controlPayment, lookup, openPayment, send, start } from './support.ts';

describe('lookup', () => {
  it('answers 200 with Initiated until the customer has paid', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    const { status, body } = await lookup(simulator, pidx);
    expect(status).toBe(200);
    expect(body).toEqual({
      pidx,
      total_amount: 135_000,
      status: 'Initiated',
      transaction_id: null,
      fee: 0,
      refunded: false,
    });
  });

  it('answers 200 with Pending and no transaction id while the payment is processed, even after its expiry; then Completed', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now });
    const pidx = await openPayment(simulator);
    await controlPayment(simulator, pidx, 'pending');
    advance(100_000);
    const pending = await lookup(simulator, pidx);
    expect([pending.status, pending.body.status, pending.body.transaction_id]).toEqual([200, 'Pending', null]);
    await controlPayment(simulator, pidx, 'complete');
    const completed = await lookup(simulator, pidx);
    expect([completed.status, completed.body.status]).toEqual([200, 'Completed']);
    expect(completed.body.transaction_id).toMatch(/^[A-Za-z0-9]{22}$/);
  });

  it.each([
    ['cancel', 'User canceled'],
    ['expire', 'Expired'],
  ])('answers 400 with the normal body after %s', async (action, text) => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    await controlPayment(simulator, pidx, action);
    const { status, body } = await lookup(simulator, pidx);
    expect(status).toBe(400);
    expect(body).toEqual({
      pidx,
      total_amount: 135_000,
      status: text,
      transaction_id: null,
      fee: 0,
      refunded: false,
      error_key: 'khalti_error',
    });
  });

  it('expires exactly when the lifetime ends', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now });
    const pidx = await openPayment(simulator);
    advance(1799);
    expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
    advance(1);
    const { status, body } = await lookup(simulator, pidx);
    expect([status, body.status]).toEqual([400, 'Expired']);
    expect(simulator.payments.get(pidx)?.status).toBe('Expired');
  });

  it('never expires a completed payment', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now });
    const { pidx } = await completedPayment(simulator);
    advance(1_000_000);
    expect((await lookup(simulator, pidx)).body.status).toBe('Completed');
  });

  it('answers 404 to an unknown pidx', async () => {
    const simulator = await start();
    const { status, body } = await lookup(simulator, 'HT6o6PEZRWFJ5ygavzHWd5');
    expect(status).toBe(404);
    expect(body).toEqual({ detail: 'Not found.', error_key: 'validation_error' });
  });

  it('requires a pidx', async () => {
    const simulator = await start();
    const blank = [{ pidx: '' }, { pidx: ' ' }, { pidx: 5 }];
    const absent = [{}, '', 'null', '[]'];
    for (const body of [...blank, ...absent]) {
      const reply = await call(simulator, 'v2/epayment/lookup/', body);
      const message = blank.some((each) => each === body) ? 'This field may not be blank.' : 'This field is required.';
      expect([reply.status, reply.body]).toEqual([400, { pidx: [message], error_key: 'validation_error' }]);
    }
  });

  it('answers a wrong path with HTML, so that it does not look like an unknown pidx', async () => {
    const simulator = await start();
    const { status, text, body } = await call(simulator, 'v2/epayment/verify/', {});
    expect([status, body]).toEqual([404, undefined]);
    expect(text).toContain('epayment/lookup/');
  });
});

describe('authenticate', () => {
  const missing = { detail: 'Authentication credentials were not provided.', status_code: 401 };
  const wrong = { detail: 'Invalid token.', status_code: 401 };
  const paths = ['v2/epayment/initiate/', 'v2/epayment/lookup/', 'merchant-transaction/x/refund/'];

  it.each([
    ['no header', undefined, missing],
    ['a key without a prefix', 'simulator-secret-key', missing],
    ['another prefix', 'Bearer simulator-secret-key', missing],
    ['a prefix alone', 'Key ', missing],
    ['another key', 'Key other', wrong],
  ])('refuses a request with %s, on every endpoint', async (_, authorization, expected) => {
    const simulator = await start();
    for (const path of paths) {
      for (const body of ['{}', '{not json']) {
        const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
        const reply = await call(simulator, path, body, { headers });
        expect([reply.status, reply.body]).toEqual([401, expected]);
      }
    }
  });

  it('accepts a key of your own, and the prefix in lower case', async () => {
    const simulator = await start({ secretKey: 'mine' });
    const headers = { 'content-type': 'application/json', authorization: 'key mine' };
    expect((await lookup(simulator, 'x', { headers })).status).toBe(404);
  });
});

describe('startSimulator', () => {
  it('marks every answer with a header', async () => {
    const simulator = await start();
    const replies = await Promise.all([
      lookup(simulator, 'x'),
      call(simulator, 'v2/epayment/lookup/', '{'),
      call(simulator, 'v2/none/', {}),
      send(`${simulator.url}/`),
      send(`${simulator.url}/none`),
      send(`${simulator.url}/%zz`),
      send(`${simulator.url}/pay/`),
      send(`${simulator.url}/simulator.css`),
      control(simulator, 'GET', 'payments'),
      control(simulator, 'GET', 'none'),
    ]);
    for (const { headers } of replies) expect(headers.get('x-khalti-simulator')).toBe('1');
  });

  it('listens on localhost and on 127.0.0.1', async () => {
    const simulator = await start();
    const port = new URL(simulator.url).port;
    expect((await send(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect((await send(`http://localhost:${port}/`)).status).toBe(200);
  });
});
