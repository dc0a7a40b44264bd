import { describe, expect, it } from '@jest/globals';
import type { Fault, Simulator } from '../../simulator/simulator.ts';
import { completedPayment, control, initiate, lookup, openPayment, page, refund, start } from './support.ts';

async function startWith(...faults: Fault[]): Promise<{ simulator: Simulator; pidx: string }> {
  const simulator = await start();
  const pidx = await openPayment(simulator);
  simulator.setFaults(faults);
  return { simulator, pidx };
}

/** Waits 80 ms for an answer. */
async function isUnanswered(response: Promise<unknown>): Promise<boolean> {
  const later = new Promise<'later'>((resolve) => setTimeout(resolve, 80, 'later'));
  return (await Promise.race([response.catch(() => 'failed'), later])) === 'later';
}

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('faults', () => {
  it('slow: answers correctly, but late', async () => {
    for (const afterActing of [false, true]) {
      const { simulator, pidx } = await startWith({ endpoint: 'lookup', kind: 'slow', delayMs: 100, afterActing });
      const startedAt = performance.now();
      expect((await lookup(simulator, pidx)).body.status).toBe('Initiated');
      expect(performance.now() - startedAt).toBeGreaterThan(90);
    }
  });

  it('silent: never answers, and carries the request out only with afterActing', async () => {
    for (const afterActing of [false, true]) {
      const { simulator } = await startWith({ endpoint: 'initiate', kind: 'silent', afterActing });
      const response = initiate(simulator);
      // The first request and the first payment are from startWith.
      await waitUntil(() => simulator.requests.length === 2 && simulator.payments.size === (afterActing ? 2 : 1));
      expect(await isUnanswered(response)).toBe(true);
      expect(simulator.payments.size).toBe(afterActing ? 2 : 1);
    }
  });

  it('does not delay the shutdown, even with requests on hold', async () => {
    const { simulator, pidx } = await startWith(
      { endpoint: 'lookup', kind: 'silent' },
      { endpoint: 'initiate', kind: 'silent', afterActing: true },
      { endpoint: 'page', kind: 'slow', delayMs: 60_000 },
    );
    const pending = [lookup(simulator, pidx), initiate(simulator), page(simulator, pidx)];
    await waitUntil(() => simulator.requests.length === 4);
    expect(await isUnanswered(Promise.any(pending))).toBe(true);
    const startedAt = performance.now();
    await simulator.close();
    expect(performance.now() - startedAt).toBeLessThan(3000);
    for (const { status } of await Promise.allSettled(pending)) expect(status).toBe('rejected');
  });

  it('close-before, close-after: closes the connection before or after the request is carried out', async () => {
    const { simulator } = await startWith({ endpoint: 'initiate', kind: 'close-before' });
    await expect(initiate(simulator)).rejects.toThrow('fetch failed');
    expect(simulator.payments.size).toBe(1);
    simulator.setFaults([{ endpoint: 'initiate', kind: 'close-after' }]);
    await expect(initiate(simulator)).rejects.toThrow('fetch failed');
    expect(simulator.payments.size).toBe(2);
  });

  it('html-5xx: answers with the HTML page of a proxy, before or after the request is carried out', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'any', kind: 'html-5xx' });
    for (const reply of [await lookup(simulator, pidx), await page(simulator, pidx), await initiate(simulator)]) {
      expect(reply).toMatchObject({ status: 502, text: expect.stringContaining('<h1>502 Bad Gateway</h1>') });
      expect(reply.headers.get('content-type')).toBe('text/html');
    }
    expect(simulator.payments.size).toBe(1);
    simulator.setFaults([{ endpoint: 'initiate', kind: 'html-5xx', status: 504, afterActing: true }]);
    expect((await initiate(simulator)).status).toBe(504);
    expect(simulator.payments.size).toBe(2);
  });

  it('empty-5xx: answers with an empty body', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'lookup', kind: 'empty-5xx', status: 503 });
    expect(await lookup(simulator, pidx)).toMatchObject({ status: 503, text: '' });
  });

  it('unauthorized: answers 401 to the right key, and does nothing', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'any', kind: 'unauthorized' });
    const { status, body } = await lookup(simulator, pidx);
    expect([status, body]).toEqual([401, { detail: 'Invalid token.', status_code: 401 }]);
    expect((await page(simulator, pidx)).status).toBe(200);
  });

  it('throttled: answers 429 with the time to wait', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'lookup', kind: 'throttled', retryAfterSeconds: 5 });
    const { status, headers, body } = await lookup(simulator, pidx);
    expect([status, headers.get('retry-after')]).toEqual([429, '5']);
    expect(body.detail).toBe('Request was throttled. Expected available in 5 seconds.');
  });

  it('wrong-amount: changes total_amount, by default to Rs 1 less', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'any', kind: 'wrong-amount' });
    expect((await lookup(simulator, pidx)).body).toMatchObject({ pidx, total_amount: 134_900, status: 'Initiated' });
    simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-amount', amount: 1000 }]);
    expect((await lookup(simulator, pidx)).body.total_amount).toBe(1000);
  });

  it('wrong-pidx: changes the pidx in lookup and initiate', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'any', kind: 'wrong-pidx' });
    const { body } = await lookup(simulator, pidx);
    expect(body.pidx).toMatch(/^[A-Za-z0-9]{22}$/);
    expect(body.pidx).not.toBe(pidx);
    simulator.setFaults([{ endpoint: 'initiate', kind: 'wrong-pidx', pidx: 'other' }]);
    expect((await initiate(simulator)).body.pidx).toBe('other');
  });

  it('wrong-status: a status that Khalti does not document, in lookup', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'any', kind: 'wrong-status' });
    expect((await lookup(simulator, pidx)).body).toMatchObject({ pidx, status: 'Unheard of' });
    simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word: 'Failed' }]);
    expect((await lookup(simulator, pidx)).body.status).toBe('Failed');
  });

  it('truncate: sends half a body as valid HTTP; abrupt: closes the connection before the announced length', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'lookup', kind: 'truncate' });
    const { status, text, body } = await lookup(simulator, pidx);
    expect([status, body]).toEqual([200, undefined]);
    expect(text).toMatch(/^\{"pidx":"/);
    simulator.setFaults([{ endpoint: 'lookup', kind: 'truncate', abrupt: true }]);
    await expect(lookup(simulator, pidx)).rejects.toThrow('terminated');
  });

  it('apply only to their endpoint', async () => {
    const simulator = await start();
    const { pidx, transactionId } = await completedPayment(simulator);
    simulator.setFaults([{ endpoint: 'refund', kind: 'close-after' }]);
    expect((await lookup(simulator, pidx)).status).toBe(200);
    await expect(refund(simulator, transactionId)).rejects.toThrow('fetch failed');
    expect((await lookup(simulator, pidx)).body.status).toBe('Refunded');
  });

  it('apply in their order: slow, then an outage', async () => {
    const { simulator, pidx } = await startWith(
      { endpoint: 'any', kind: 'slow', delayMs: 50 },
      { endpoint: 'lookup', kind: 'html-5xx' },
      { endpoint: 'lookup', kind: 'unauthorized' },
    );
    const startedAt = performance.now();
    expect((await lookup(simulator, pidx)).status).toBe(502);
    expect(performance.now() - startedAt).toBeGreaterThan(40);
  });

  it('end after the given number of times', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'lookup', kind: 'html-5xx', times: 2 });
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await lookup(simulator, pidx)).status);
    expect(statuses).toEqual([502, 502, 200, 200]);
    expect((await control(simulator, 'GET', 'faults')).body).toMatchObject([{ times: 2, timesLeft: 0 }]);
  });

  it('apply with a probability, in the same pattern for the same seed', async () => {
    const { simulator, pidx } = await startWith();
    const patternOf = async (seed: number): Promise<string> => {
      simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx', probability: 0.5, seed }]);
      let pattern = '';
      for (let count = 0; count < 40; count += 1) pattern += (await lookup(simulator, pidx)).status === 502 ? 'x' : '.';
      return pattern;
    };
    const pattern = await patternOf(7);
    expect(await patternOf(7)).toBe(pattern);
    expect(await patternOf(8)).not.toBe(pattern);
    const faultCount = pattern.replaceAll('.', '').length;
    expect(faultCount).toBeGreaterThan(8);
    expect(faultCount).toBeLessThan(32);
  });

  it('never apply with probability 0, always with 1', async () => {
    const { simulator, pidx } = await startWith({ endpoint: 'lookup', kind: 'html-5xx', probability: 0 });
    expect((await lookup(simulator, pidx)).status).toBe(200);
    simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx', probability: 1 }]);
    expect((await lookup(simulator, pidx)).status).toBe(502);
  });

  it('are set and cleared over HTTP', async () => {
    const { simulator, pidx } = await startWith();
    const faults = [{ endpoint: 'lookup', kind: 'html-5xx', status: 503 }];
    const set = await control(simulator, 'PUT', 'faults', faults);
    expect([set.status, set.body]).toEqual([200, faults]);
    expect((await lookup(simulator, pidx)).status).toBe(503);
    expect((await control(simulator, 'PUT', 'faults', [])).body).toEqual([]);
    expect((await lookup(simulator, pidx)).status).toBe(200);
  });

  const valid = { endpoint: 'lookup', kind: 'silent' };
  it.each([
    [{}, '', 'expected array'],
    [[valid, { ...valid, kind: 'sleepy' }], '[1].kind', 'slow'],
    [[{ kind: 'silent' }], '[0].endpoint', 'lookup'],
    [[{ ...valid, delay: 1 }], '[0].delay', 'unknown field'],
    [[{ ...valid, probability: 2 }], '[0].probability', '<=1'],
    [[{ endpoint: 'lookup', kind: 'slow' }], '[0].delayMs', 'required for "slow"'],
    [[{ endpoint: 'refund', kind: 'wrong-amount' }], '[0].kind', '"wrong-amount" is only for lookup'],
    [[{ ...valid, status: 503 }], '[0].status', 'only for html-5xx'],
    [[{ ...valid, kind: 'html-5xx', status: 200 }], '[0].status', '>=500'],
  ])('refuse %j, name the field, and change nothing', async (faults, field, reason) => {
    const { simulator } = await startWith({ endpoint: 'page', kind: 'silent' });
    const { status, body } = await control(simulator, 'PUT', 'faults', faults);
    expect([status, body]).toEqual([400, { error: expect.stringContaining(reason), field }]);
    expect((await control(simulator, 'GET', 'faults')).body).toEqual([{ endpoint: 'page', kind: 'silent' }]);
  });
});
