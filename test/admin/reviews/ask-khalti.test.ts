import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../../src/admin/audit-entry.ts';
import { type App, startApp } from '../../support/app.ts';
import { type Answered } from '../../support/ask-graphql.ts';
import { atKhalti, Customer, type PaymentData } from '../../support/customer.ts';
import { TestOperator } from '../../support/operator.ts';

interface KhaltiSays {
  payment: { id: string; status: string; transactionId: string | null };
  statusText: string;
  status: string;
  amountPaisa: number | null;
  transactionId: string | null;
  httpStatus: number;
}

let app: App;
let support: TestOperator;
let customer: Customer;
let payment: PaymentData;
beforeAll(async () => {
  app = await startApp();
  support = await TestOperator.signedIn(app, 'SUPPORT');
});
afterAll(() => app.close());
beforeEach(async () => {
  customer = await Customer.signUp(app);
  payment = await customer.initiate('basic');
});
afterEach(() => app.simulator.setFaults([]));

function ask(paymentId = payment.id, by = support): Promise<Answered<{ askKhalti: KhaltiSays }>> {
  return by.ask(
    `mutation ($paymentId: ID!) {
      askKhalti(paymentId: $paymentId) {
        payment { id status transactionId } statusText status amountPaisa transactionId httpStatus askedAt
      }
    }`,
    { paymentId },
  );
}

describe('askKhalti', () => {
  it("settles the payment, and shows Khalti's answer beside it", async () => {
    await atKhalti(app, payment.pidx, 'complete');
    const { data } = await ask();
    expect(data.askKhalti).toMatchObject({
      payment: { id: payment.id, status: 'COMPLETED' },
      statusText: 'Completed',
      status: 'COMPLETED',
      amountPaisa: 50_000,
      httpStatus: 200,
    });
    expect(data.askKhalti.transactionId).toBe(data.askKhalti.payment.transactionId);
    expect(await customer.subscription()).toMatchObject({ daysLeft: 30 });
    const entries = await app.services.orm.em.fork().find(AuditEntry, { targetId: payment.id });
    expect(entries).toMatchObject([{ action: 'askKhalti', outcome: 'DONE', after: { status: 'COMPLETED' } }]);
  });

  it('reads the answers that Khalti gives with HTTP 400, and unreadable ones', async () => {
    await atKhalti(app, payment.pidx, 'cancel');
    expect((await ask()).data.askKhalti).toMatchObject({ status: 'CANCELED', httpStatus: 400 });
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word: 'On the moon' }]);
    expect((await ask()).data.askKhalti).toMatchObject({ status: 'UNREADABLE', statusText: 'On the moon' });
  });

  it('finds a refund of a completed payment', async () => {
    await atKhalti(app, payment.pidx, 'complete');
    await ask();
    await atKhalti(app, payment.pidx, 'refund');
    expect((await ask()).data.askKhalti.payment.status).toBe('REFUNDED');
  });

  it('says why Khalti could not be asked', async () => {
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'html-5xx' }]);
    expect((await ask()).code).toBe('GATEWAY_UNAVAILABLE');
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'close-before' }]);
    await customer.tryToInitiate('basic', 'key');
    const [unopened] = await app.services.orm.em
      .fork()
      .execute<[{ id: string }]>('select id from payments where user_id = ? and pidx is null', [customer.id]);
    expect((await ask(unopened.id)).code).toBe('NOT_POSSIBLE');
    expect((await ask('nothing')).code).toBe('PAYMENT_NOT_FOUND');
    expect((await ask('0198c0de-0000-7000-8000-000000000000')).code).toBe('PAYMENT_NOT_FOUND');
  });

  it('refuses an operator who only reads', async () => {
    const viewer = await TestOperator.signedIn(app, 'VIEWER');
    expect((await ask(payment.id, viewer)).code).toBe('PERMISSION_DENIED');
  });
});
