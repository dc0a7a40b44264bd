import { describe, expect, it } from '@jest/globals';
import type { SimulatorOptions } from '../../simulator/simulator.ts';
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
  start,
} from './support.ts';

const startWith = (settings: SimulatorOptions['settings'], options: Partial<SimulatorOptions> = {}) =>
  start({ ...options, ...(settings && { settings }) });

describe('settings', () => {
  it('refusedInitiationStatus: the HTTP code of a refused initiation', async () => {
    const simulator = await startWith({ refusedInitiationStatus: 422 });
    expect((await initiate(simulator, { amount: 1 })).status).toBe(422);
  });

  it('unknownPidxStatus: 400 instead of 404', async () => {
    const simulator = await startWith({ unknownPidxStatus: 400 });
    expect(await lookup(simulator, 'x')).toMatchObject({ status: 400, body: { detail: 'Not found.' } });
  });

  it('closedLookupHasErrorKey, closedLookupHasTotalAmount: removed from the 400 bodies only', async () => {
    const simulator = await startWith({ closedLookupHasErrorKey: false, closedLookupHasTotalAmount: false });
    const pidx = await openPayment(simulator);
    expect((await lookup(simulator, pidx)).body.total_amount).toBe(135_000);
    for (const action of ['cancel', 'expire']) {
      const closed = await openPayment(simulator);
      await controlPayment(simulator, closed, action);
      const { status, body } = await lookup(simulator, closed);
      expect(status).toBe(400);
      expect(Object.keys(body)).toEqual(['pidx', 'status', 'transaction_id', 'fee', 'refunded']);
    }
  });

  it('lifetimeSeconds: 3600, as in production', async () => {
    const { now, advance } = clock();
    const simulator = await startWith({ lifetimeSeconds: 3600 }, { now });
    const { body } = await initiate(simulator);
    expect(body.expires_in).toBe(3600);
    advance(3599);
    expect((await lookup(simulator, body.pidx)).body.status).toBe('Initiated');
    advance(1);
    expect((await lookup(simulator, body.pidx)).body.status).toBe('Expired');
  });

  it('acceptsAmountAsText: false refuses digits in a string', async () => {
    const simulator = await startWith({ acceptsAmountAsText: false });
    expect((await initiate(simulator, { amount: '1000' })).body.amount).toEqual(['A valid integer is required.']);
  });

  it('acceptsMissingSlash: false answers 404 to a path without its last slash', async () => {
    const simulator = await startWith({ acceptsMissingSlash: false });
    expect((await call(simulator, 'v2/epayment/initiate', order)).status).toBe(404);
    expect((await call(simulator, 'v2/epayment/initiate/', order)).status).toBe(200);
  });

  it('ceilingPaisa: the highest amount before KYC', async () => {
    const simulator = await startWith({ ceilingPaisa: 20_000 });
    const { status, body } = await initiate(simulator, { amount: 20_001 });
    expect([status, body.amount]).toEqual([400, ['Amount must be less than 200.']]);
    expect((await initiate(simulator, { amount: 20_000 })).status).toBe(200);
  });

  it('repeatedOrder: answers with the same pidx, or refuses', async () => {
    const simulator = await startWith({ repeatedOrder: 'same-pidx' });
    const pidx = await openPayment(simulator);
    expect(await openPayment(simulator)).toBe(pidx);
    simulator.configure({ repeatedOrder: 'refused' });
    const { status, body } = await initiate(simulator);
    expect([status, Object.keys(body)]).toEqual([400, ['purchase_order_id', 'error_key']]);
    expect((await initiate(simulator, { purchase_order_id: 'order-2' })).status).toBe(200);
  });

  it('returnUrlJoin: appends to a return_url with a query by "&", or by a second "?"', async () => {
    const simulator = await start();
    const returnTo = async (return_url: string) => {
      const pidx = await openPayment(simulator, { return_url });
      return (await press(simulator, pidx, 'cancel')).headers.get('location');
    };
    expect(await returnTo('http://localhost:4000/r?a=1#top')).toMatch(/^http:\/\/localhost:4000\/r\?a=1&pidx=.*#top$/);
    expect(await returnTo('http://localhost:4000/r?')).toMatch(/^http:\/\/localhost:4000\/r\?pidx=/);
    simulator.configure({ returnUrlJoin: 'second-question-mark' });
    expect(await returnTo('http://localhost:4000/r?a=1')).toMatch(/^http:\/\/localhost:4000\/r\?a=1\?pidx=/);
    expect(await returnTo('http://localhost:4000/r')).toMatch(/^http:\/\/localhost:4000\/r\?pidx=/);
  });

  it('canceledIsPayable: a cancelled link can be paid until it expires', async () => {
    const { now, advance } = clock();
    const simulator = await startWith({ canceledIsPayable: true }, { now });
    const pidx = await openPayment(simulator);
    await press(simulator, pidx, 'cancel');
    await reachConfirm(simulator, pidx);
    await press(simulator, pidx, 'confirm');
    expect((await lookup(simulator, pidx)).body.status).toBe('Completed');

    const late = await openPayment(simulator);
    await press(simulator, late, 'cancel');
    advance(1800);
    expect((await page(simulator, late)).text).toContain('Payment cancelled');
  });

  it('pendingSecondsWhileOpen: Pending first, then Initiated, and payable in both', async () => {
    const { now, advance } = clock();
    const simulator = await startWith({ pendingSecondsWhileOpen: 60 }, { now });
    const pidx = await openPayment(simulator);
    advance(59);
    expect((await lookup(simulator, pidx)).body.status).toBe('Pending');
    expect((await page(simulator, pidx)).text).toContain('Enter your Khalti ID');
    advance(1);
    expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
  });

  it('pendingSecondsAfterExpiry: Pending first, then Expired', async () => {
    const { now, advance } = clock();
    const simulator = await startWith({ pendingSecondsAfterExpiry: 60 }, { now });
    const pidx = await openPayment(simulator);
    advance(1859);
    expect(await lookup(simulator, pidx)).toMatchObject({ status: 200, body: { status: 'Pending' } });
    advance(1);
    expect(await lookup(simulator, pidx)).toMatchObject({ status: 400, body: { status: 'Expired' } });
  });

  it('feePaisa: the fee of a paid payment', async () => {
    const simulator = await startWith({ feePaisa: 300 });
    const { pidx } = await completedPayment(simulator);
    expect((await lookup(simulator, pidx)).body.fee).toBe(300);
    expect((await lookup(simulator, await openPayment(simulator))).body.fee).toBe(0);
  });

  it('refundedAnswerStatus: 5xx with HTML, although the refund was carried out', async () => {
    const simulator = await startWith({ refundedAnswerStatus: 503 });
    const { pidx, transactionId } = await completedPayment(simulator);
    const reply = await refund(simulator, transactionId);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([503, 'text/html']);
    expect((await lookup(simulator, pidx)).body.status).toBe('Refunded');
  });

  it('refusedRefundStatus: the HTTP code of a refused refund', async () => {
    const simulator = await startWith({ refusedRefundStatus: 404 });
    expect((await refund(simulator, 'x')).status).toBe(404);
  });

  it('partRefundSpelling, partRefundIsRefunded: the lookup after a partial refund', async () => {
    const simulator = await startWith({ partRefundSpelling: 'Partially Refunded', partRefundIsRefunded: true });
    const { pidx } = await completedPayment(simulator);
    await controlPayment(simulator, pidx, 'refund', { amount: 5 });
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Partially Refunded', refunded: true });
  });

  it('are read and changed over HTTP, one or several at a time', async () => {
    const simulator = await start();
    const before = (await control(simulator, 'GET', 'settings')).body;
    expect(before).toMatchObject({ lifetimeSeconds: 1800, unknownPidxStatus: 404, ceilingPaisa: null, feePaisa: 0 });
    const { status, body } = await control(simulator, 'PUT', 'settings', { feePaisa: 7 });
    expect([status, body]).toEqual([200, { ...before, feePaisa: 7 }]);
    expect((await control(simulator, 'GET', 'settings')).body).toEqual(body);
  });

  it.each([
    [{ feePaisa: 1, lifetime: 5 }, 'lifetime', 'unknown field'],
    [{ feePaisa: 1, lifetimeSeconds: '5' }, 'lifetimeSeconds', 'expected number'],
    [{ feePaisa: 1, unknownPidxStatus: 500 }, 'unknownPidxStatus', ''],
    [[], '', 'expected object'],
  ])('refuse %j, name the field, and change nothing', async (change, field, reason) => {
    const simulator = await start();
    const reply = await control(simulator, 'PUT', 'settings', change);
    expect([reply.status, reply.body]).toEqual([400, { error: expect.stringContaining(reason), field }]);
    expect((await control(simulator, 'GET', 'settings')).body.feePaisa).toBe(0);
    expect(() => simulator.configure(change as object)).toThrow(field);
  });
});
