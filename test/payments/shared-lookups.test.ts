import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { followUpPayment } from '../../src/jobs/follow-up-payment.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer, type PaymentData } from '../support/customer.ts';

// Longer than a busy machine takes until all calls have arrived, and shorter than the time limit of a lookup.
const SLOW_MS = 1_200;

let app: App;
let customer: Customer;
let payment: PaymentData;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  customer = await Customer.signUp(app);
  payment = await customer.initiate('basic');
});
afterEach(() => app.simulator.setFaults([]));

function lookups(): number {
  return app.simulator.requests.filter(
    ({ path, body }) => path.includes('lookup') && JSON.stringify(body).includes(payment.pidx),
  ).length;
}

/** Khalti reads the status at once, and answers late. */
function answerLate(): void {
  app.simulator.setFaults([{ endpoint: 'lookup', kind: 'slow', delayMs: SLOW_MS, afterActing: true }]);
}

async function lookupIsSent(): Promise<void> {
  while (lookups() === 0) await sleep(5);
}

/** As a customer who closes the page. */
async function verifyAndLeave(leave: AbortSignal): Promise<void> {
  const query = 'mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }';
  await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${customer.token}` },
    body: JSON.stringify({ query, variables: { pidx: payment.pidx } }),
    signal: leave,
  }).catch(() => {});
}

describe('lookups of one payment at the same time', () => {
  it('never overlap, whoever needs them', async () => {
    answerLate();
    const startedAt = performance.now();
    const calls = Array.from({ length: 30 }, () => customer.verify(payment.pidx));
    await Promise.all([followUpPayment(app.services, { paymentId: payment.id }), ...calls]);
    // Two, where all calls arrive during the first one. On a busy machine some arrive later.
    const elapsedMs = performance.now() - startedAt;
    expect(lookups()).toBeLessThanOrEqual(Math.ceil(elapsedMs / SLOW_MS));
  });

  it('are one, if the first settles the payment', async () => {
    await atKhalti(app, payment.pidx, 'complete');
    answerLate();
    const first = customer.verify(payment.pidx);
    await lookupIsSent();
    const others = await Promise.all(Array.from({ length: 20 }, () => customer.verify(payment.pidx)));
    expect(new Set([await first, ...others].map(({ status }) => status))).toEqual(new Set(['COMPLETED']));
    expect(lookups()).toBe(1);
  });

  it('never give a customer an answer from before the payment', async () => {
    answerLate();
    const early = customer.verify(payment.pidx);
    await lookupIsSent();
    await sleep(50);
    await atKhalti(app, payment.pidx, 'complete');
    const late = await Promise.all(Array.from({ length: 5 }, () => customer.verify(payment.pidx)));
    expect(await early).toMatchObject({ status: 'INITIATED' });
    expect(late.map(({ status }) => status)).toEqual(Array(5).fill('COMPLETED'));
    expect(lookups()).toBe(2);
  });

  it('are not affected by a caller who leaves', async () => {
    answerLate();
    const leave = new AbortController();
    const leaving = verifyAndLeave(leave.signal);
    await lookupIsSent();
    const waiting = [verifyAndLeave(leave.signal), customer.verify(payment.pidx), customer.verify(payment.pidx)];
    await sleep(50);
    leave.abort();
    await leaving;
    await atKhalti(app, payment.pidx, 'complete');
    const [, ...stayed] = await Promise.all(waiting);
    expect(stayed).toMatchObject([{ status: 'COMPLETED' }, { status: 'COMPLETED' }]);
  });

  it('are given up when all callers have left, and sent again for the next caller', async () => {
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'silent', times: 1 }]);
    const leave = new AbortController();
    const leaving = verifyAndLeave(leave.signal);
    await lookupIsSent();
    leave.abort();
    await leaving;
    const startedAt = Date.now();
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'INITIATED' });
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  it('give all callers their failure, and the next call is answered', async () => {
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'unauthorized' }]);
    const failed = await Promise.all(Array.from({ length: 5 }, () => customer.tryToVerify(payment.pidx)));
    expect(failed.map(({ code }) => code)).toEqual(Array(5).fill('GATEWAY_MISCONFIGURED'));
    app.simulator.setFaults([]);
    expect(await customer.verify(payment.pidx)).toMatchObject({ status: 'INITIATED' });
  });
});
