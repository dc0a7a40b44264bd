import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectionPool } from '../../src/database/connect-database.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { TestOperator } from '../support/operator.ts';

let app: App;
let viewer: TestOperator;
beforeAll(async () => {
  app = await startApp();
  viewer = await TestOperator.signedIn(app, 'VIEWER');
});
afterAll(() => app.close());

const COUNTS = '{ attention { reviews unknownRefunds pendingForADay failedMails isKeyRefused } }';

async function run(sql: string, values: unknown[] = []): Promise<void> {
  const pool = await connectionPool(app.services.orm);
  await pool.query(sql, values);
}

describe('attention', () => {
  it('counts nothing where all is well', async () => {
    expect((await viewer.ask(COUNTS)).data).toEqual({
      attention: { reviews: 0, unknownRefunds: 0, pendingForADay: 0, failedMails: 0, isKeyRefused: false },
    });
  });

  it('counts and shows what needs a person', async () => {
    const customer = await Customer.signUp(app);
    const [review, pending, paid] = [
      await customer.initiate('basic'),
      await customer.initiate('basic'),
      await customer.initiate('basic'),
    ];
    await atKhalti(app, paid.pidx, 'complete');
    await customer.verify(paid.pidx);
    await run(`update payments set status = 'NEEDS_REVIEW', review_reason = 'OTHER_AMOUNT' where id = $1`, [review.id]);
    await run(`update payments set status = 'PENDING', created_at = now() - interval '25 hours' where id = $1`, [
      pending.id,
    ]);
    await run(
      `insert into refunds (id, payment_id, origin, kind, amount_paisa, is_amount_confirmed, access, reason, status,
        created_at, updated_at) values (gen_random_uuid(), $1, 'OPERATOR', 'PART', 50000, true, 'KEEP', 'Asked', 'UNKNOWN', now(), now())`,
      [paid.id],
    );
    await run(`update pgboss.job set state = 'failed', completed_on = now() where name = 'sendReceipt'`);
    await run(`insert into gateway_answers (id, payment_id, operation, http_status, body, received_at)
      select gen_random_uuid(), id, 'lookup', 401, '{}', now() from payments limit 1`);
    const { data, errors } = await viewer.ask<{ attention: { failedMessages: { jobId: string }[] } }>(
      `{ attention { reviews unknownRefunds pendingForADay failedMails isKeyRefused reviewPayments { id }
        pendingPayments { id } unknownRefundList { payment { id } sentence } failedMessages { jobId kind paymentId } } }`,
    );
    expect(errors).toEqual([]);
    const counts = { reviews: 1, unknownRefunds: 1, pendingForADay: 1, failedMails: 1, isKeyRefused: true };
    const sentence =
      "We do not know whether Rs 500 went back. Do not refund on Khalti's dashboard before you have looked there.";
    expect(data.attention).toMatchObject({
      ...counts,
      reviewPayments: [{ id: review.id }],
      pendingPayments: [{ id: pending.id }],
      unknownRefundList: [{ payment: { id: paid.id }, sentence }],
      failedMessages: [{ kind: 'sendReceipt', paymentId: paid.id }],
    });
    const jobId = data.attention.failedMessages[0]?.jobId;
    const resend = 'mutation ($jobId: ID!) { resendMessage(jobId: $jobId) }';
    expect((await viewer.ask(resend, { jobId })).code).toBe('PERMISSION_DENIED');
    const support = await TestOperator.signedIn(app, 'SUPPORT');
    expect((await support.ask(resend, { jobId })).data).toEqual({ resendMessage: true });
    expect((await viewer.ask('{ attention { failedMails } }')).data).toEqual({ attention: { failedMails: 0 } });
    for (const id of [jobId, 'x', '01890000-0000-7000-8000-000000000000']) {
      expect((await support.ask(resend, { jobId: id })).code).toBe('MESSAGE_NOT_FOUND');
    }
    const receipt = 'mutation ($paymentId: ID!) { resendReceipt(paymentId: $paymentId) }';
    expect((await support.ask(receipt, { paymentId: paid.id })).data).toEqual({ resendReceipt: true });
    expect((await support.ask(receipt, { paymentId: review.id })).code).toBe('NOT_POSSIBLE');
    expect((await support.ask(receipt, { paymentId: 'x' })).code).toBe('PAYMENT_NOT_FOUND');
  });
});
