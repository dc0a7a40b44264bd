import { describe, expect, it } from '@jest/globals';
import { clock, completedPayment, controlPayment, lookup, refund, send, start } from './support.ts';

describe('refundShownAfterSeconds', () => {
  it('lets a lookup answer as before the refund for that time', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now, settings: { refundShownAfterSeconds: 60 } });
    const { pidx, transactionId } = await completedPayment(simulator);
    expect((await refund(simulator, transactionId)).status).toBe(200);
    advance(59);
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Completed', refunded: false });
    expect((await controlPayment(simulator, pidx, 'refund')).status).toBe(409);
    advance(1);
    expect((await lookup(simulator, pidx)).body).toMatchObject({ status: 'Refunded', refunded: true });
  });

  it('counts a refund at once, although it is not shown yet', async () => {
    const { now, advance } = clock();
    const simulator = await start({ now, settings: { refundShownAfterSeconds: 60 } });
    const { pidx, transactionId } = await completedPayment(simulator);
    await refund(simulator, transactionId, { amount: 100_000 });
    advance(30);
    expect((await refund(simulator, transactionId, { amount: 35_001 })).status).toBe(400);
    expect((await refund(simulator, transactionId, { amount: 35_000 })).status).toBe(200);
    expect((await lookup(simulator, pidx)).body.status).toBe('Completed');
    advance(30);
    expect((await lookup(simulator, pidx)).body.status).toBe('Partially refunded');
    advance(30);
    expect((await lookup(simulator, pidx)).body.status).toBe('Refunded');
  });

  it('holds back a refund on the dashboard too, until the setting is 0 again', async () => {
    const simulator = await start({ settings: { refundShownAfterSeconds: 3600 } });
    const { pidx } = await completedPayment(simulator);
    expect((await controlPayment(simulator, pidx, 'refund')).body.status).toBe('Refunded');
    expect((await lookup(simulator, pidx)).body.status).toBe('Completed');
    simulator.configure({ refundShownAfterSeconds: 0 });
    expect((await lookup(simulator, pidx)).body.status).toBe('Refunded');
  });
});

describe('refundAmountUnit: rupees', () => {
  it.each([
    [500, 50_000],
    ['500', 50_000],
    [19.99, 1999],
    ['50.00', 5000],
    [0.1, 10],
    [1350, 135_000],
  ])('reads the amount %j as %d paisa', async (amount, paisa) => {
    const simulator = await start({ settings: { refundAmountUnit: 'rupees' } });
    const { pidx, transactionId } = await completedPayment(simulator);
    expect((await refund(simulator, transactionId, { amount })).status).toBe(200);
    expect(simulator.payments.get(pidx)?.refundedPaisa).toBe(paisa);
    const status = paisa === 135_000 ? 'Refunded' : 'Partially refunded';
    expect((await lookup(simulator, pidx)).body.status).toBe(status);
  });

  it.each([1350.01, 35_000, 0, '0.00', 1.005, -5, '1e3', 'x', null, true, [5]])(
    'refuses the amount %j',
    async (amount) => {
      const simulator = await start({ settings: { refundAmountUnit: 'rupees' } });
      const { pidx, transactionId } = await completedPayment(simulator);
      expect((await refund(simulator, transactionId, { amount })).status).toBe(400);
      expect(simulator.payments.get(pidx)?.refundedPaisa).toBe(0);
    },
  );

  it('leaves the amount of a refund on the dashboard in paisa', async () => {
    const simulator = await start({ settings: { refundAmountUnit: 'rupees' } });
    const { pidx } = await completedPayment(simulator);
    expect((await controlPayment(simulator, pidx, 'refund', { amount: 500 })).body.refundedPaisa).toBe(500);
  });
});

describe('tooLargeRefund', () => {
  it('refunds what is left instead of refusing', async () => {
    const simulator = await start({ settings: { tooLargeRefund: 'what-is-left', refundAmountUnit: 'rupees' } });
    const { pidx, transactionId } = await completedPayment(simulator);
    expect((await refund(simulator, transactionId, { amount: 35_000 })).status).toBe(200);
    expect((await lookup(simulator, pidx)).body.status).toBe('Refunded');
    expect(simulator.payments.get(pidx)?.refundedPaisa).toBe(135_000);
    expect((await refund(simulator, transactionId, { amount: 1 })).status).toBe(400);
  });
});

describe('refundWithoutAmountAfterPart', () => {
  it('refunds what is left, or refuses until an amount is sent', async () => {
    const simulator = await start({ settings: { refundWithoutAmountAfterPart: 'refused' } });
    const { pidx, transactionId } = await completedPayment(simulator);
    await refund(simulator, transactionId, { amount: 35_000 });
    const refused = await refund(simulator, transactionId, {});
    expect([refused.status, refused.body.error_key]).toEqual([400, 'validation_error']);
    expect(simulator.payments.get(pidx)?.refundedPaisa).toBe(35_000);
    simulator.configure({ refundWithoutAmountAfterPart: 'what-is-left' });
    expect((await refund(simulator, transactionId, {})).status).toBe(200);
    expect((await lookup(simulator, pidx)).body.status).toBe('Refunded');
  });

  it('does not matter before a first part', async () => {
    const simulator = await start({ settings: { refundWithoutAmountAfterPart: 'refused' } });
    const { transactionId } = await completedPayment(simulator);
    expect((await refund(simulator, transactionId, {})).status).toBe(200);
  });
});

describe('the reference', () => {
  it('explains each setting, each kind of fault and each field of a fault', async () => {
    const simulator = await start();
    const { text } = await send(`${simulator.url}/reference`);
    const named = ['refundShownAfterSeconds', 'lifetimeSeconds', 'wrong-field', 'close-after', 'forPidx', 'abrupt'];
    for (const name of named) expect(text).toMatch(new RegExp(`<dt><code>${name}</code></dt><dd>[^/]`));
    expect(text).toContain('after a partial refund. Undocumented; what is left is assumed.');
    expect(text).not.toMatch(/<dd><\/dd>|`/);
  });
});
