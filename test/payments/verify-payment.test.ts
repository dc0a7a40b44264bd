import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('verifyPayment', () => {
  it('grants the days of a completed payment', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    const payment = await customer.verify(pidx);
    expect(payment).toMatchObject({ status: 'COMPLETED', subscription: { isActive: true, daysLeft: 30 } });
    expect(await customer.subscription()).toMatchObject({ plan: { code: 'basic' }, daysLeft: 30 });
  });
});
