import { describe, expect, it } from '@jest/globals';
import type { Fault, Simulator } from '../../simulator/simulator.ts';
import { call, completedPayment, control, controlPayment, lookup, openPayment, refund, start } from './support.ts';

interface Paid {
  readonly simulator: Simulator;
  readonly pidx: string;
  readonly transactionId: string;
}

async function startWith(...faults: Omit<Fault, 'endpoint'>[]): Promise<Paid> {
  const simulator = await start();
  const payment = await completedPayment(simulator);
  simulator.setFaults(faults.map((fault) => ({ ...fault, endpoint: 'refund' as const })));
  return { simulator, ...payment };
}

/** What a client with a time limit sees: an HTTP status, or the code of the failed connection. */
async function attempt({ simulator, transactionId }: Paid, body: object = {}): Promise<number | string> {
  const path = `merchant-transaction/${transactionId}/refund/`;
  const headers = { authorization: `Key ${simulator.secretKey}`, 'content-type': 'application/json' };
  try {
    return (await call(simulator, path, body, { headers, signal: AbortSignal.timeout(600) })).status;
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

const record = async ({ simulator, pidx }: Paid) => (await control(simulator, 'GET', `payments/${pidx}`)).body;

describe('a lost answer to a refund', () => {
  const losses: [Omit<Fault, 'endpoint'>, number | string][] = [
    [{ kind: 'close-before' }, 'UND_ERR_SOCKET'],
    [{ kind: 'close-after' }, 'UND_ERR_SOCKET'],
    [{ kind: 'close-before', abrupt: true }, 'ECONNRESET'],
    [{ kind: 'close-after', abrupt: true }, 'ECONNRESET'],
    [{ kind: 'silent' }, 'TimeoutError'],
    [{ kind: 'silent', afterActing: true }, 'TimeoutError'],
    [{ kind: 'html-5xx', status: 504 }, 504],
    [{ kind: 'html-5xx', status: 504, afterActing: true }, 504],
    [{ kind: 'empty-5xx', afterActing: true }, 502],
  ];

  it.each(losses)('%j: is seen by the client as %s, and the money moves only after acting', async (fault, seen) => {
    const isDone = fault.kind === 'close-after' || fault.afterActing === true;
    const paid = await startWith({ ...fault, times: 1 });
    expect(await attempt(paid, { amount: 100_000 })).toBe(seen);
    expect(await record(paid)).toMatchObject({
      refundRequestCount: 1,
      refundedPaisa: isDone ? 100_000 : 0,
      status: isDone ? 'Partially refunded' : 'Completed',
    });
    expect((await lookup(paid.simulator, paid.pidx)).status).toBe(200);
    // The fault is over. A blind second request would refund too much, so it is refused if the first one was done.
    expect(await attempt(paid, { amount: 100_000 })).toBe(isDone ? 400 : 200);
    expect((await record(paid)).refundRequestCount).toBe(2);
  });
});

describe('answer', () => {
  it.each([400, 401, 403, 404, 409, 429])('gives the status %d with the given JSON, acting or not', async (status) => {
    const body = { detail: 'Insufficient balance.', error_key: 'validation_error' };
    for (const afterActing of [false, true]) {
      const paid = await startWith({ kind: 'answer', status, body, afterActing });
      const reply = await refund(paid.simulator, paid.transactionId);
      expect([reply.status, reply.body]).toEqual([status, body]);
      expect(reply.headers.get('content-type')).toContain('application/json');
      expect((await record(paid)).refundedPaisa).toBe(afterActing ? 135_000 : 0);
    }
  });

  it.each([false, true])('gives a text as it is, and a detail by default (afterActing: %s)', async (afterActing) => {
    const { simulator, transactionId } = await startWith({
      kind: 'answer',
      status: 429,
      body: 'Slow down',
      afterActing,
    });
    const reply = await refund(simulator, transactionId);
    expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([
      429,
      'Slow down',
      'text/plain; charset=utf-8',
    ]);
    simulator.setFaults([{ endpoint: 'refund', kind: 'answer', status: 403, afterActing }]);
    expect((await refund(simulator, transactionId)).body).toEqual({ detail: 'Refused by a fault.' });
  });

  it.each([
    [{ kind: 'answer' }, '[0].status', 'required for "answer"'],
    [{ kind: 'answer', status: 600 }, '[0].status', '<=599'],
    [{ kind: 'answer', status: 400, body: 5 }, '[0].body', ''],
    [{ kind: 'wrong-field' }, '[0].field', 'required for "wrong-field"'],
    [{ kind: 'wrong-field', endpoint: 'page', field: 'x' }, '[0].kind', 'only for initiate, lookup, refund'],
    [{ kind: 'silent', endpoint: 'initiate', forPidx: 'x' }, '[0].forPidx', 'not for "initiate"'],
  ])('refuses the fault %j, and names the field', async (fault, field, reason) => {
    const simulator = await start();
    const { status, body } = await control(simulator, 'PUT', 'faults', [{ endpoint: 'refund', ...fault }]);
    expect([status, body]).toEqual([400, { error: expect.stringContaining(reason), field }]);
  });
});

describe('forPidx', () => {
  it('limits a fault to one payment, and counts only its requests', async () => {
    const paid = await startWith();
    const other = await completedPayment(paid.simulator);
    const fault: Fault = { endpoint: 'any', kind: 'html-5xx', forPidx: paid.pidx, times: 2 };
    paid.simulator.setFaults([fault]);
    expect((await lookup(paid.simulator, other.pidx)).status).toBe(200);
    expect((await refund(paid.simulator, other.transactionId)).status).toBe(200);
    expect((await lookup(paid.simulator, paid.pidx)).status).toBe(502);
    expect((await refund(paid.simulator, paid.transactionId)).status).toBe(502);
    expect((await refund(paid.simulator, paid.transactionId)).status).toBe(200);
    expect((await control(paid.simulator, 'GET', 'faults')).body).toEqual([{ ...fault, timesLeft: 0 }]);
  });
});

describe('an answer about the money that does not fit', () => {
  it.each([
    [{ kind: 'wrong-status', word: 'Failed' }, { status: 'Failed' }],
    [{ kind: 'wrong-status', word: 'Canceled' }, { status: 'Canceled' }],
    [
      { kind: 'wrong-field', field: 'refunded', value: true },
      { status: 'Completed', refunded: true },
    ],
    [
      { kind: 'wrong-field', field: 'transaction_id', value: null },
      { status: 'Completed', transaction_id: null },
    ],
    [{ kind: 'wrong-field', field: 'status', value: 7 }, { status: 7 }],
    [{ kind: 'wrong-amount', amount: '135000' }, { total_amount: '135000' }],
    [{ kind: 'wrong-amount', amount: 1350.5 }, { total_amount: 1350.5 }],
    [{ kind: 'wrong-amount', amount: null }, { total_amount: null }],
  ] as const)('%j changes the lookup of a completed payment to %j', async (fault, expected) => {
    const simulator = await start();
    const { pidx } = await completedPayment(simulator);
    const right = (await lookup(simulator, pidx)).body;
    expect((await control(simulator, 'PUT', 'faults', [{ endpoint: 'lookup', ...fault }])).status).toBe(200);
    const { status, body } = await lookup(simulator, pidx);
    expect([status, body]).toEqual([200, { ...right, ...expected }]);
  });

  it('wrong-field leaves the field out without a value, and leaves HTML alone', async () => {
    const simulator = await start();
    const { pidx } = await completedPayment(simulator);
    simulator.setFaults([{ endpoint: 'any', kind: 'wrong-field', field: 'total_amount' }]);
    expect(Object.keys((await lookup(simulator, pidx)).body)).not.toContain('total_amount');
    simulator.setFaults([
      { endpoint: 'lookup', kind: 'html-5xx' },
      { endpoint: 'lookup', kind: 'wrong-field', field: 'detail', value: 'x' },
    ]);
    expect((await lookup(simulator, pidx)).text).toContain('502 Bad Gateway');
  });
});

describe('a refund on the dashboard', () => {
  it('that comes just before the refund over the API leaves only the rest', async () => {
    const paid = await startWith({ kind: 'slow', delayMs: 300 });
    const viaApi = refund(paid.simulator, paid.transactionId, { amount: 100_000 });
    while ((await record(paid)).refundRequestCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await controlPayment(paid.simulator, paid.pidx, 'refund', { amount: 35_001 })).status).toBe(200);
    expect((await viaApi).status).toBe(400);
    expect(await record(paid)).toMatchObject({
      refundedPaisa: 35_001,
      refundRequestCount: 1,
      refunds: [{ amountPaisa: 35_001, origin: 'dashboard', at: expect.stringMatching(/\+05:45$/) }],
    });
  });

  it('at the same moment as refunds over the API never pays back more than was paid', async () => {
    const paid = await startWith();
    const { simulator, pidx, transactionId } = paid;
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? refund(simulator, transactionId, { amount: 50_000 })
          : controlPayment(simulator, pidx, 'refund', { amount: 50_000 }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(await record(paid)).toMatchObject({ refundRequestCount: 10, refundedPaisa: 100_000 });
    const last = await Promise.all([refund(simulator, transactionId), controlPayment(simulator, pidx, 'refund')]);
    expect(last.filter(({ status }) => status === 200)).toHaveLength(1);
    const { refundedPaisa, refunds } = await record(paid);
    expect([refundedPaisa, (refunds as unknown[]).length]).toEqual([135_000, 3]);
  });
});

describe('a bank payment', () => {
  it('is refunded over the API only with a mobile number', async () => {
    const paid = await startWith();
    const { simulator, pidx, transactionId } = paid;
    expect((await controlPayment(simulator, pidx, 'bank')).body.isBankPayment).toBe(true);
    for (const body of [{}, { amount: 1000 }, { mobile: ' ' }, { mobile: null }, { mobile: 9_800_000_000 }]) {
      const { status, body: answer } = await refund(simulator, transactionId, body);
      expect([status, answer]).toEqual([
        400,
        { detail: expect.stringContaining('mobile'), error_key: 'validation_error' },
      ]);
    }
    expect((await record(paid)).refundedPaisa).toBe(0);
    expect((await refund(simulator, transactionId, { amount: 1000, mobile: '9800000000' })).status).toBe(200);
    expect((await controlPayment(simulator, pidx, 'refund')).body.status).toBe('Refunded');
  });

  it('can be marked before it is paid', async () => {
    const simulator = await start();
    const pidx = await openPayment(simulator);
    expect((await controlPayment(simulator, pidx, 'bank', { mobile: true })).status).toBe(400);
    expect((await control(simulator, 'GET', `payments/${pidx}`)).body.isBankPayment).toBe(false);
    expect((await controlPayment(simulator, pidx, 'bank')).body).toMatchObject({
      status: 'Initiated',
      isBankPayment: true,
    });
    const { transactionId } = (await controlPayment(simulator, pidx, 'complete')).body;
    expect((await refund(simulator, transactionId)).status).toBe(400);
    expect((await refund(simulator, transactionId, { mobile: '9800000000' })).status).toBe(200);
  });
});

describe('the count of refund requests', () => {
  it('has requests that were refused, or sent with a wrong key, and no others', async () => {
    const paid = await startWith();
    const { simulator, pidx, transactionId } = paid;
    const { transactionId: otherId } = await completedPayment(simulator);
    expect(await record(paid)).toMatchObject({ refundRequestCount: 0, refundedPaisa: 0, refunds: [] });
    await refund(simulator, transactionId, { amount: 'x' });
    const headers = { authorization: 'Key other', 'content-type': 'application/json' };
    await call(simulator, `merchant-transaction/${transactionId}/refund/`, {}, { headers });
    await refund(simulator, otherId);
    await controlPayment(simulator, pidx, 'refund', { amount: 5 });
    await lookup(simulator, pidx);
    expect(await record(paid)).toMatchObject({ refundRequestCount: 2, refundedPaisa: 5 });
    expect((await control(simulator, 'GET', 'payments')).body).toMatchObject([
      { refundRequestCount: 1, refundedPaisa: 135_000 },
      { refundRequestCount: 2, refundedPaisa: 5 },
    ]);
  });
});
