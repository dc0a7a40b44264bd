import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refund } from '../../src/payments/refund.ts';
import { RefundStatus } from '../../src/payments/refund-status.ts';
import { Period } from '../../src/subscriptions/period.ts';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { KilledWorkers, randomFrom } from '../support/killed-workers.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { makeJobsDue } from '../support/make-jobs-due.ts';
import { TestOperator } from '../support/operator.ts';
import { buy, followUp, requestRefund } from '../support/refunds.ts';

// `npm run test:chaos` sets the number; set the seed to repeat a run.
const REFUNDS = Number(process.env.CHAOS_REFUNDS ?? 40);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const MAX_MS = REFUNDS * 400 + 160_000;
const AT_ONCE = 10;

let app: App;
let mailbox: Mailbox;
let workers: KilledWorkers;
beforeAll(async () => {
  app = await startApp();
  mailbox = await startMailbox();
  workers = new KilledWorkers(app, mailbox);
});
afterAll(async () => {
  workers.close();
  await app.close();
  await mailbox.close();
});

/** Buys and requests refunds. A customer has several payments. */
async function requestAll(operator: TestOperator): Promise<void> {
  const customers = await Promise.all(Array.from({ length: AT_ONCE }, () => Customer.signUp(app)));
  for (let index = 0; index < REFUNDS; index += AT_ONCE) {
    const bought = await Promise.all(customers.map((customer) => buy(app, customer)));
    const requested = await Promise.all(bought.map(({ id }) => requestRefund(operator, id)));
    expect(requested.flatMap(({ errors }) => errors)).toEqual([]);
  }
}

function countUnsent(): Promise<number> {
  const status = { $in: [RefundStatus.REQUESTED, RefundStatus.SENDING] };
  return app.services.orm.em.fork().count(Refund, { status });
}

async function checkRefund(refund: Refund): Promise<void> {
  const atKhalti = app.simulator.payments.get(String(refund.payment.pidx))?.toJSON();
  const isDone = refund.status === RefundStatus.DONE;
  expect(atKhalti?.refundRequestCount).toBeLessThanOrEqual(1);
  expect(atKhalti?.refundedPaisa).toBe(isDone ? refund.amountPaisa : 0);
  expect([RefundStatus.DONE, RefundStatus.UNKNOWN]).toContain(refund.status);
  const period = await app.services.orm.em.fork().findOneOrFail(Period, { paymentId: refund.payment.id });
  expect(period.revokedAt !== null).toBe(isDone);
}

describe('refunds during crashes and lost answers', () => {
  it(
    `are sent once, and done only with the word of Khalti (seed ${SEED})`,
    async () => {
      const owner = await TestOperator.signedIn(app, 'OWNER');
      await requestAll(owner);
      app.simulator.setFaults([
        { endpoint: 'refund', kind: 'html-5xx', afterActing: true, probability: 0.1, seed: SEED },
        { endpoint: 'refund', kind: 'close-after', probability: 0.1, seed: SEED + 2 },
        { endpoint: 'refund', kind: 'close-before', probability: 0.1, seed: SEED + 3 },
        { endpoint: 'refund', kind: 'slow', delayMs: 400, probability: 0.5, seed: SEED + 4 },
        { endpoint: 'lookup', kind: 'html-5xx', probability: 0.1, seed: SEED + 5 },
      ]);
      const deadline = Date.now() + MAX_MS;
      let isDone = false;
      const crashes = workers.killAndRestart(randomFrom(SEED + 1), () => isDone);
      while ((await countUnsent()) > 0 && Date.now() < deadline) {
        await makeJobsDue(app, ['sendRefund']);
        await sleep(500);
      }
      isDone = true;
      expect(await crashes).toBeGreaterThan(0);
      workers.close();
      expect(await countUnsent()).toBe(0);

      app.simulator.setFaults([]);
      const em = app.services.orm.em.fork();
      for (const { id } of await em.find(Refund, { status: RefundStatus.UNKNOWN })) await followUp(app, id);
      const refunds = await app.services.orm.em.fork().find(Refund, {}, { populate: ['payment'] });
      expect(refunds.length).toBe(Math.ceil(REFUNDS / AT_ONCE) * AT_ONCE);
      for (const refund of refunds) await checkRefund(refund);
      const unknown = refunds.filter(({ status }) => status === RefundStatus.UNKNOWN).length;
      expect((await owner.ask('{ attention { unknownRefunds } }')).data).toEqual({
        attention: { unknownRefunds: unknown },
      });
    },
    MAX_MS + 60_000,
  );
});
