import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';

const PAYMENTS = 4;
const VERIFICATIONS = 6;

let app: App;
beforeAll(async () => {
  app = await startApp({
    env: { PAYMENTS_PER_HOUR: String(PAYMENTS), VERIFICATIONS_PER_MINUTE: String(VERIFICATIONS) },
  });
});
afterAll(() => app.close());

describe('opening payments', () => {
  it('is refused above the limit of the account, and says how long to wait', async () => {
    const customer = await Customer.signUp(app);
    for (let opened = 0; opened < PAYMENTS; opened += 1) await customer.initiate('basic');
    const { errors } = await customer.tryToInitiate('basic');
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
    const [{ extensions } = { extensions: { retryAfterSeconds: 0 } }] = errors;
    expect(extensions.retryAfterSeconds).toBeGreaterThan(3_000);
    expect(extensions.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    expect(await (await Customer.signUp(app)).initiate('basic')).toMatchObject({ status: 'INITIATED' });
  });

  it('is limited for calls at the same time, too', async () => {
    const customer = await Customer.signUp(app);
    const answered = await Promise.all(Array.from({ length: 3 * PAYMENTS }, () => customer.tryToInitiate('basic')));
    expect(answered.filter(({ code }) => code === undefined)).toHaveLength(PAYMENTS);
  });

  it('does not count repeated calls, and returns their payment at the limit too', async () => {
    const customer = await Customer.signUp(app);
    const first = await customer.initiate('basic', 'key');
    for (let times = 0; times < 2 * PAYMENTS; times += 1) await customer.initiate('basic', 'key');
    for (let opened = 1; opened < PAYMENTS; opened += 1) await customer.initiate('basic');
    expect(await customer.tryToInitiate('basic', 'another key')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await customer.initiate('basic', 'key')).toEqual(first);
    expect(await customer.tryToInitiate('premium', 'key')).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('counts calls that Khalti refuses', async () => {
    const customer = await Customer.signUp(app);
    app.simulator.configure({ ceilingPaisa: 20_000 });
    for (let times = 0; times < PAYMENTS; times += 1) {
      expect(await customer.tryToInitiate('basic')).toMatchObject({ code: 'GATEWAY_REFUSED' });
    }
    app.simulator.configure({ ceilingPaisa: null });
    expect(await customer.tryToInitiate('basic')).toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('counts nobody who is not signed in', async () => {
    for (let times = 0; times < 2 * PAYMENTS; times += 1) {
      expect(await app.ask('mutation { initiatePayment(planId: "x") { id } }')).toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
  });
});

describe('verifying payments', () => {
  it('is refused above the limit of the account, and says how long to wait', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    for (let times = 0; times < VERIFICATIONS; times += 1) await customer.verify(pidx);
    const { errors } = await customer.tryToVerify(pidx);
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
    expect(errors[0]?.extensions.retryAfterSeconds).toBeLessThanOrEqual(60);
    const { data } = await customer.ask('query ($pidx: ID!) { payment(pidx: $pidx) { status } }', { pidx });
    expect(data).toEqual({ payment: { status: 'INITIATED' } });
  });
});
