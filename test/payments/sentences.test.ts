import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Fault, type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { Payment } from '../../src/payments/payment.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer, type PaymentData } from '../support/customer.ts';

// A customer may have paid since the last lookup. So no sentence about a payment with a page may say that nothing was
// charged, and none may say "you have not paid".
const DENIAL = /nothing (has been|was) charged|not paid yet|have not been charged/i;
const PAID_BEFORE_LOOKUP = /if you have (not )?paid|if you were charged|do not pay again/i;

let app: App;
let customer: Customer;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  customer = await Customer.signUp(app);
});
afterEach(() => {
  app.simulator.setFaults([]);
  app.simulator.configure({ ceilingPaisa: null });
});

async function stored({ pidx }: { pidx: string }): Promise<PaymentData> {
  const { data } = await customer.ask<{ payment: PaymentData }>(
    'query ($pidx: ID!) { payment(pidx: $pidx) { status message } }',
    { pidx },
  );
  return data.payment;
}

async function messageOf(call: Promise<{ errors: { message: string }[] }>): Promise<string> {
  return (await call).errors[0]?.message ?? '';
}

describe('the sentence for a customer who has paid, and whose payment was not looked up since', () => {
  it.each([
    ['who may still pay', null, 'INITIATED'],
    ['whose money is under way', 'pending', 'PENDING'],
    ['who had cancelled', 'cancel', 'CANCELED'],
    ['whose link had run out', 'expire', 'EXPIRED'],
  ])('is true for one %s', async (_who, act, status) => {
    const payment = await customer.initiate('basic');
    if (act) await atKhalti(app, payment.pidx, act);
    await customer.verify(payment.pidx);
    await atKhalti(app, payment.pidx, 'complete', { late: true });
    const { message, ...seen } = await stored(payment);
    expect(seen).toEqual({ status });
    expect(message).not.toMatch(DENIAL);
    expect(message).toMatch(PAID_BEFORE_LOOKUP);
  });

  it('does not offer a link that has run out', async () => {
    const payment = await customer.initiate('basic');
    expect((await stored(payment)).message).toMatch(/you can still pay/);
    await app.services.orm.em.fork().nativeUpdate(Payment, { pidx: payment.pidx }, { expiresAt: new Date() });
    const { status, message } = await stored(payment);
    expect(status).toBe('INITIATED');
    expect(message).toMatch(/expired/);
    expect(message).not.toMatch(/can still pay/);
  });
});

describe('the sentence of an error', () => {
  it.each<[string, Fault['kind'], string]>([
    ['Khalti refuses our key', 'unauthorized', 'GATEWAY_MISCONFIGURED'],
    ['Khalti does not answer', 'close-before', 'GATEWAY_UNAVAILABLE'],
    ['Khalti answers nonsense', 'html-5xx', 'GATEWAY_UNAVAILABLE'],
  ])('is true before and after the customer has paid: %s', async (_what, kind, code) => {
    app.simulator.setFaults([{ endpoint: 'initiate', kind }]);
    const opening = await customer.tryToInitiate('basic');
    expect(opening).toMatchObject({ code });
    expect(opening.errors[0]?.message).toMatch(/nothing has been charged/i);
    app.simulator.setFaults([]);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    app.simulator.setFaults([{ endpoint: 'lookup', kind }]);
    const checking = await customer.tryToVerify(pidx);
    expect(checking).toMatchObject({ code });
    expect(checking.errors[0]?.message).not.toMatch(DENIAL);
  });

  it('is true when Khalti refuses to open a payment, and for the same key again', async () => {
    app.simulator.configure({ ceilingPaisa: 20_000 });
    for (let times = 0; times < 2; times += 1) {
      expect(await messageOf(customer.tryToInitiate('basic', 'key'))).toBe(
        'Khalti did not accept this payment. Nothing has been charged.',
      );
    }
  });

  it('does not say that Khalti refused a payment that it does not know', async () => {
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const elsewhere: Simulator = await startSimulator({ port: 0 });
    const moved = await startApp({ beside: app, env: { KHALTI_BASE_URL: elsewhere.baseUrl } });
    const there = new Customer(moved, customer.email, customer.token, customer.id);
    const answered = await there.tryToVerify(pidx);
    expect(answered).toMatchObject({ code: 'GATEWAY_REFUSED' });
    expect(answered.errors[0]?.message).not.toMatch(DENIAL);
    expect(answered.errors[0]?.message).not.toMatch(/accept/);
    expect(answered.errors[0]?.message).toMatch(/do not pay again/);
    await moved.close();
    await elsewhere.close();
  });
});
