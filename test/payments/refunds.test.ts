import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fault } from '../../simulator/fault.ts';
import { Payment } from '../../src/payments/payment.ts';
import { Refund } from '../../src/payments/refund.ts';
import { RefundStatus } from '../../src/payments/refund-status.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { TestOperator } from '../support/operator.ts';
import {
  buy,
  findPayment,
  findRefund,
  followUp,
  recordAtKhalti,
  refundsOf,
  requestRefund,
  send,
} from '../support/refunds.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let app: App;
let owner: TestOperator;
beforeAll(async () => {
  app = await startApp({ env: { KHALTI_REFUND_AMOUNT_UNIT: 'paisa', KHALTI_TIMEOUT_MS: '500' } });
  owner = await TestOperator.signedIn(app, 'OWNER');
});
afterAll(() => app.close());
afterEach(async () => {
  app.simulator.setFaults([]);
  app.simulator.configure({ refundShownAfterSeconds: 0, refundAmountUnit: 'paisa' });
  await app.services.orm.em.fork().nativeUpdate(Refund, { isContradicted: true }, { isContradicted: false });
});

async function requested(values: Record<string, unknown> = {}) {
  const customer = await Customer.signUp(app);
  const { id, pidx } = await buy(app, customer);
  const { data } = await requestRefund(owner, id, values);
  return { customer, paymentId: id, pidx, refundId: data.requestRefund.id };
}

async function jobsAbout(name: 'sendRefunded' | 'tellOperator', refundId: string) {
  const jobs = await app.services.jobs.boss.findJobs<{ refundId?: string; doubt?: string }>(name);
  return jobs.map(({ data }) => data).filter((data) => data.refundId === refundId);
}

async function verifyAgain(paymentId: string): Promise<void> {
  await verifyPayment(app.services, { payment: await findPayment(app, paymentId) });
}

describe('a refund that is sent', () => {
  it('ends the access at once, with one message, and a later lookup changes nothing', async () => {
    const { customer, paymentId, pidx, refundId } = await requested();
    expect(await send(app, refundId)).toMatchObject({
      status: 'DONE',
      evidence: 'ANSWER',
      khaltiStatusBefore: 'Completed',
    });
    expect(await findPayment(app, paymentId)).toMatchObject({ status: 'REFUNDED', refundedPaisa: 50_000 });
    expect(await customer.subscription()).toMatchObject({ isActive: false });
    await send(app, refundId);
    await verifyAgain(paymentId);
    expect(await followUp(app, refundId)).toMatchObject({ status: 'DONE', confirmedAt: expect.any(Date) });
    expect(await refundsOf(app, paymentId)).toHaveLength(1);
    expect(await jobsAbout('sendRefunded', refundId)).toHaveLength(1);
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 1, refundedPaisa: 50_000 });
  });

  it('is done, although lookups show it two days later; operators are told if they still do not', async () => {
    app.simulator.configure({ refundShownAfterSeconds: 200_000 });
    const { paymentId, refundId } = await requested();
    await send(app, refundId);
    await verifyAgain(paymentId);
    expect(await followUp(app, refundId)).toMatchObject({ status: 'DONE', confirmedAt: null });
    expect(await findPayment(app, paymentId)).toMatchObject({ status: 'REFUNDED' });
    expect(await jobsAbout('tellOperator', refundId)).toEqual([]);
    const em = app.services.orm.em.fork();
    await em.nativeUpdate(Refund, refundId, { doneAt: new Date(Date.now() - 3 * DAY_MS) });
    await followUp(app, refundId);
    expect(await jobsAbout('tellOperator', refundId)).toMatchObject([{ doubt: 'NOT_SHOWN' }]);
  });

  const json = { detail: 'Invented.', error_key: 'validation_error' };
  it.each<[string, Omit<Fault, 'endpoint'>, string]>([
    ['an outage, 502', { kind: 'html-5xx' }, 'UNKNOWN'],
    ['an outage after acting', { kind: 'html-5xx', afterActing: true }, 'UNKNOWN'],
    ['an empty 503', { kind: 'empty-5xx', status: 503 }, 'UNKNOWN'],
    ['a reset', { kind: 'close-before', abrupt: true }, 'UNKNOWN'],
    ['a closed connection', { kind: 'close-before' }, 'UNKNOWN'],
    ['a connection that closes after acting', { kind: 'close-after' }, 'UNKNOWN'],
    ['silence', { kind: 'silent' }, 'UNKNOWN'],
    ['silence after acting', { kind: 'silent', afterActing: true }, 'UNKNOWN'],
    ['half an answer', { kind: 'truncate' }, 'UNKNOWN'],
    ['2xx with HTML', { kind: 'answer', status: 200, body: '<html>' }, 'UNKNOWN'],
    ['4xx with HTML', { kind: 'answer', status: 404, body: '<html>' }, 'UNKNOWN'],
    ['400 with JSON', { kind: 'answer', status: 400, body: json }, 'REFUSED'],
    ['409 with JSON', { kind: 'answer', status: 409, body: json }, 'REFUSED'],
    ['401', { kind: 'unauthorized' }, 'REQUESTED'],
    ['403', { kind: 'answer', status: 403, body: json }, 'REQUESTED'],
    ['429', { kind: 'answer', status: 429, body: 'Slow down' }, 'REQUESTED'],
  ])('is, after %s, %#: %j', async (_what, fault, status) => {
    const { pidx, refundId } = await requested();
    app.simulator.setFaults([{ endpoint: 'refund', ...fault }]);
    const sent = await send(app, refundId);
    expect(sent).toMatchObject({ status, failure: expect.any(String) });
    expect((await jobsAbout('tellOperator', refundId)).length).toBe(status === 'UNKNOWN' ? 1 : 0);
    app.simulator.setFaults([]);
    await send(app, refundId);
    await app.services.khalti.lookup(pidx);
    const { refundRequestCount } = await recordAtKhalti(app, pidx);
    // The key is taken for refused until a lookup is answered, so the second job does not send.
    expect(refundRequestCount).toBe(status === 'REQUESTED' && sent.failure?.includes('429') ? 2 : 1);
  });

  it('waits, and is sent later, if nothing listens at Khalti', async () => {
    const { pidx, refundId } = await requested();
    await app.services.orm.em.fork().nativeUpdate(Payment, { pidx }, { gateway: '127.0.0.1:9' });
    const closed = await startApp({ beside: app, env: { KHALTI_BASE_URL: 'http://127.0.0.1:9/api/v2/' } });
    expect(await send(closed, refundId)).toMatchObject({
      status: 'REQUESTED',
      failure: expect.stringContaining('REFUSED'),
    });
    await closed.close();
    // It waits too while the configuration leads to another Khalti than the one that has the money.
    const asked = app.simulator.requests.length;
    expect(await send(app, refundId)).toMatchObject({
      status: 'REQUESTED',
      failure: 'Another Khalti has opened this payment: 127.0.0.1:9.',
    });
    expect(app.simulator.requests).toHaveLength(asked);
    await app.services.orm.em.fork().nativeUpdate(Payment, { pidx }, { gateway: app.services.khalti.gateway });
    expect(await send(app, refundId)).toMatchObject({ status: 'DONE' });
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 1 });
  });

  it('is not sent if the lookup before fails', async () => {
    const { pidx, refundId } = await requested();
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    expect(await send(app, refundId)).toMatchObject({ status: 'REQUESTED', failure: expect.any(String) });
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 0 });
  });

  it('becomes UNKNOWN, and is never sent, if a job finds that another was sending it', async () => {
    const { pidx, refundId } = await requested();
    const sending = { status: RefundStatus.SENDING, khaltiStatusBefore: 'Completed', sentAt: new Date() };
    await app.services.orm.em.fork().nativeUpdate(Refund, refundId, sending);
    await Promise.all([send(app, refundId), send(app, refundId)]);
    expect(await findRefund(app, refundId)).toMatchObject({ status: 'UNKNOWN' });
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 0 });
    expect(await jobsAbout('tellOperator', refundId)).toMatchObject([{ doubt: 'UNKNOWN' }]);
  });

  it('is sent once by many jobs at the same moment', async () => {
    const { pidx, refundId } = await requested();
    await Promise.all(Array.from({ length: 8 }, () => send(app, refundId)));
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 1 });
    expect(await findRefund(app, refundId)).toMatchObject({ status: 'DONE' });
  });
});

describe('a refund on the dashboard', () => {
  it('before ours is sent, cancels ours', async () => {
    const { customer, paymentId, pidx, refundId } = await requested({ access: 'KEEP' });
    await atKhalti(app, pidx, 'refund');
    expect(await send(app, refundId)).toMatchObject({ status: 'CANCELED' });
    expect(await refundsOf(app, paymentId)).toMatchObject([
      { status: 'CANCELED' },
      { origin: 'KHALTI', status: 'DONE', evidence: 'LOOKUP', amountPaisa: 50_000, access: 'REVOKE' },
    ]);
    expect(await customer.subscription()).toMatchObject({ isActive: false });
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundRequestCount: 0 });
  });

  it('of a part has no sum, and keeps the access', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await buy(app, customer);
    await atKhalti(app, pidx, 'refund', { amount: 1000 });
    await verifyAgain(id);
    await verifyAgain(id);
    expect(await refundsOf(app, id)).toMatchObject([
      { origin: 'KHALTI', kind: 'PART', amountPaisa: null, access: 'KEEP', evidence: 'LOOKUP' },
    ]);
    await atKhalti(app, pidx, 'refund');
    await verifyAgain(id);
    expect(await findPayment(app, id)).toMatchObject({ status: 'REFUNDED', refundedPaisa: 50_000 });
    expect(await customer.subscription()).toMatchObject({ isActive: false });
  });
});

describe('a refund whose result is unknown', () => {
  const lost: Fault = { endpoint: 'refund', kind: 'close-after' };

  it('is done once a lookup says so, with the effect that its author chose', async () => {
    const { customer, paymentId, refundId } = await requested({ access: 'SHORTEN', shortenDays: 10 });
    app.simulator.setFaults([lost]);
    expect(await send(app, refundId)).toMatchObject({ status: 'UNKNOWN' });
    expect(await customer.subscription()).toMatchObject({ daysLeft: 30 });
    expect(await followUp(app, refundId)).toMatchObject({ status: 'DONE', evidence: 'LOOKUP' });
    expect(await customer.subscription()).toMatchObject({ daysLeft: 20 });
    await followUp(app, refundId);
    expect(await refundsOf(app, paymentId)).toHaveLength(1);
    expect(await jobsAbout('sendRefunded', refundId)).toHaveLength(1);
  });

  it('is proven by a lookup as the first part, but not as a further one', async () => {
    const { paymentId, refundId } = await requested({ kind: 'PART', amountPaisa: 10_000, access: 'KEEP' });
    app.simulator.setFaults([lost]);
    await send(app, refundId);
    expect(await followUp(app, refundId)).toMatchObject({
      status: 'DONE',
      evidence: 'LOOKUP',
      isAmountConfirmed: false,
    });
    expect(await findPayment(app, paymentId)).toMatchObject({ status: 'PARTIALLY_REFUNDED', refundedPaisa: 10_000 });
    const { data } = await requestRefund(owner, paymentId, { kind: 'PART', amountPaisa: 5_000, access: 'KEEP' });
    await send(app, data.requestRefund.id);
    expect(await followUp(app, data.requestRefund.id)).toMatchObject({ status: 'UNKNOWN' });
    expect(await findPayment(app, paymentId)).toMatchObject({ refundedPaisa: 10_000 });
  });
});

describe('a part of which Khalti reports the whole', () => {
  it.each([[[]], [[{ endpoint: 'refund', kind: 'close-after' }]]] as Fault[][][])(
    'switches parts off: %j',
    async (faults) => {
      const rupees = await startApp({ beside: app, env: { KHALTI_REFUND_AMOUNT_UNIT: 'rupees' } });
      const { paymentId, refundId } = await requested({ kind: 'PART', amountPaisa: 10_000, access: 'KEEP' });
      app.simulator.configure({ refundAmountUnit: 'rupees', tooLargeRefund: 'what-is-left' });
      app.simulator.setFaults(faults);
      await send(app, refundId);
      await followUp(app, refundId);
      app.simulator.configure({ tooLargeRefund: 'refused' });
      expect(await findRefund(app, refundId)).toMatchObject({
        status: 'DONE',
        isContradicted: true,
        isAmountConfirmed: false,
      });
      expect(await findPayment(app, paymentId)).toMatchObject({ status: 'REFUNDED', refundedPaisa: 50_000 });
      expect((await jobsAbout('tellOperator', refundId)).map(({ doubt }) => doubt)).toContain('CONTRADICTED');
      const { id } = await buy(app, await Customer.signUp(app));
      const part = { kind: 'PART', amountPaisa: 1000, access: 'KEEP' };
      expect(await requestRefund(await TestOperator.signedIn(rupees, 'OWNER'), id, part)).toMatchObject({
        code: 'NOT_REFUNDABLE',
      });
      await rupees.close();
    },
  );

  it('is sent in rupees if that is the unit', async () => {
    const rupees = await startApp({ beside: app, env: { KHALTI_REFUND_AMOUNT_UNIT: 'rupees' } });
    app.simulator.configure({ refundAmountUnit: 'rupees' });
    const { pidx, refundId } = await requested({ kind: 'PART', amountPaisa: 10_000, access: 'KEEP' });
    expect(await send(rupees, refundId)).toMatchObject({ status: 'DONE' });
    expect(await recordAtKhalti(app, pidx)).toMatchObject({ refundedPaisa: 10_000 });
    await rupees.close();
  });
});
