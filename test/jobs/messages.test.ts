import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../../simulator/simulator.ts';
import { followUpPayment } from '../../src/jobs/follow-up-payment.ts';
import { sendEmailConfirmation } from '../../src/jobs/send-email-confirmation.ts';
import { sendPasswordReset } from '../../src/jobs/send-password-reset.ts';
import { sendReceipt } from '../../src/jobs/send-receipt.ts';
import { sendRefunded } from '../../src/jobs/send-refunded.ts';
import { sendEnded, sendReminder } from '../../src/jobs/send-reminder.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { Payment } from '../../src/payments/payment.ts';
import { verifyPayment } from '../../src/payments/verify-payment.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer, type PaymentData } from '../support/customer.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { mailsSentBy } from '../support/mails-sent-by.ts';

const OPERATOR = 'operator@example.com';
const DAY_MS = 24 * 60 * 60 * 1000;

let app: App;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({
    env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Shop <shop@example.com>', OPERATOR_EMAIL: OPERATOR },
  });
  await startJobs(app.services);
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

async function buy(customer: Customer, code = 'basic'): Promise<PaymentData> {
  const { pidx } = await customer.initiate(code);
  await atKhalti(app, pidx, 'complete');
  return customer.verify(pidx);
}

/** Waits for at least this many messages to the address with such a subject. Returns their texts. */
async function mails(to: string, subject: RegExp, least = 1): Promise<string[]> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const found = mailbox.messages.filter((mail) => mail.to.includes(to) && subject.test(mail.subject));
    if (found.length >= least || Date.now() > giveUpAt) return found.map(({ text }) => text);
    await sleep(50);
  }
}

async function mailsWith(text: string, subject: RegExp): Promise<string[]> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const found = (await mails(OPERATOR, subject)).filter((mail) => mail.includes(text));
    if (found.length > 0 || Date.now() > giveUpAt) return found;
    await sleep(50);
  }
}

/** Summaries wait for more payments of the same kind, or for the next day. */
async function hurry(): Promise<void> {
  await app.services.orm.em.fork().execute(`update pgboss.job set start_after = now() where name = 'tellOperator'`);
}

describe('messages to a customer', () => {
  it('include one receipt for a payment, however often it is verified', async () => {
    const customer = await Customer.signUp(app);
    const { pidx, transactionId } = await buy(customer, 'premium');
    await Promise.all([customer.verify(pidx), customer.verify(pidx)]);
    const [text] = await mails(customer.email, /receipt|paid|payment/i);
    expect(text).toContain('Rs. 5,000.00');
    expect(text).toContain('Premium');
    expect(text).toContain(transactionId);
    await buy(await Customer.signUp(app));
    expect(await mails(customer.email, /receipt|paid|payment/i)).toHaveLength(1);
  });

  it('link to the pages that MAIL_LINKS names', async () => {
    const links = {
      confirmEmail: 'https://app.example.com/#/confirm/{token}',
      resetPassword: 'https://app.example.com/reset#{token}',
      plans: 'https://app.example.com/offers',
      subscription: 'https://app.example.com/me',
      payment: 'https://app.example.com/paid?pidx={pidx}',
    };
    const MAIL_LINKS = Object.entries(links)
      .map(([name, url]) => `${name}=${url}`)
      .join(', ');
    const linking = await startApp({ beside: app, env: { MAIL_LINKS } });
    const customer = await Customer.signUp(app);
    const { id: paymentId, pidx } = await buy(customer, 'premium');
    const endsAt = (await customer.subscription())?.endsAt ?? '';
    const userId = customer.id;
    const sent = await mailsSentBy(linking, async (services) => {
      await sendEmailConfirmation(services, { userId });
      await sendPasswordReset(services, { userId });
      await sendReminder(services, { userId, endsAt, daysBefore: 3 });
      await sendReceipt(services, { paymentId });
      await sendRefunded(services, { paymentId });
    });
    await linking.close();
    const all = sent.join('\n');
    expect(all).toMatch(/https:\/\/app\.example\.com\/#\/confirm\/[\w-]{43}\s/);
    expect(all).toMatch(/https:\/\/app\.example\.com\/reset#[\w-]{43}\s/);
    expect(all).toContain('https://app.example.com/offers');
    expect(all).toContain(`https://app.example.com/paid?pidx=${pidx}`);
    expect(all).not.toMatch(/localhost:\d+\/(plans|subscription|payments|confirm|reset)/);
  });

  it('include one reminder, unless access ends at another time now', async () => {
    const customer = await Customer.signUp(app);
    await buy(customer);
    const endsAt = (await customer.subscription())?.endsAt ?? '';
    const job = { userId: customer.id, endsAt, daysBefore: 7 };
    await sendReminder(app.services, job);
    await sendReminder(app.services, job);
    expect(await mails(customer.email, /end/i)).toHaveLength(1);
    await buy(customer);
    await sendReminder(app.services, { ...job, daysBefore: 1 });
    await sendEnded(app.services, job);
    expect(await mails(customer.email, /end/i)).toHaveLength(1);
  });

  it('include one notice that access has ended, and none before', async () => {
    const customer = await Customer.signUp(app);
    await buy(customer);
    const early = (await customer.subscription())?.endsAt ?? '';
    await sendEnded(app.services, { userId: customer.id, endsAt: early });
    const endsAt = new Date(Date.now() - 1000);
    await app.services.orm.em
      .fork()
      .execute('update subscriptions set ends_at = ? where user_id = ?', [endsAt, customer.id]);
    const job = { userId: customer.id, endsAt: endsAt.toISOString() };
    await sendEnded(app.services, job);
    await sendEnded(app.services, job);
    expect(await mails(customer.email, /ended/i)).toHaveLength(1);
  });

  it('include a notice of a refund', async () => {
    const customer = await Customer.signUp(app);
    const { pidx } = await buy(customer);
    await atKhalti(app, pidx, 'refund');
    const payment = await app.services.orm.em.fork().findOneOrFail(Payment, { pidx });
    await verifyPayment(app.services, { payment });
    expect((await mails(customer.email, /refund/i))[0]).toContain('Rs. 500.00');
  });

  it('arrive after an outage of the mail server, which does not delay a payment', async () => {
    const customer = await Customer.signUp(app);
    mailbox.refuse(true);
    expect(await buy(customer)).toMatchObject({ status: 'COMPLETED' });
    await sleep(1500);
    mailbox.refuse(false);
    await app.services.orm.em.fork().execute(`update pgboss.job set start_after = now() where state = 'retry'`);
    expect(await mails(customer.email, /receipt|paid|payment/i)).toHaveLength(1);
  });
});

describe('messages to an operator', () => {
  it('report a payment that needs review', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete', { amount: 1000 });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    const texts = await mails(OPERATOR, /review/i);
    expect(texts.find((text) => text.includes(id))).toContain('Rs. 10.00');
  });
});

describe('an operator of a shop in trouble with Khalti', () => {
  it('is told once of an answer that cannot be read, and once only when the payment then needs review', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    app.simulator.setFaults([{ endpoint: 'lookup', kind: 'wrong-status', word: 'Failed' }]);
    expect(await customer.verify(pidx)).toMatchObject({ status: 'PENDING' });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    app.simulator.setFaults([]);
    const [text] = await mailsWith(id, /review/i);
    expect(text).toContain('Failed');
    await sleep(1_500);
    expect(await mailsWith(id, /review/i)).toHaveLength(1);
  });

  it('is told of a part refund that was seen first', async () => {
    const customer = await Customer.signUp(app);
    const { id, pidx } = await customer.initiate('basic');
    await atKhalti(app, pidx, 'complete');
    await atKhalti(app, pidx, 'refund', { amount: 1000 });
    expect(await customer.verify(pidx)).toMatchObject({ status: 'NEEDS_REVIEW' });
    expect((await mailsWith(id, /review/i))[0]).toContain('part of this payment was refunded');
  });

  it('is told once a day how many payments Khalti refuses to open, in its own words', async () => {
    app.simulator.configure({ ceilingPaisa: 20_000 });
    const [one, two] = await Promise.all([Customer.signUp(app), Customer.signUp(app)]);
    for (const customer of [one, two, one]) {
      expect(await customer.tryToInitiate('basic')).toMatchObject({ code: 'GATEWAY_REFUSED' });
    }
    expect(await two.tryToInitiate('premium')).toMatchObject({ code: 'GATEWAY_REFUSED' });
    app.simulator.configure({ ceilingPaisa: null });
    await hurry();
    const [text] = await mails(OPERATOR, /refuses to open/);
    for (const fact of [
      '24 hours: 4',
      '2 customers could not open a payment of Rs 500 to Rs 5,000 since',
      'Customers: 2',
      'Rs. 500.00 to Rs. 5,000.00',
      'less than 200',
    ]) {
      expect(text).toContain(fact);
    }
    await sleep(1_500);
    expect(await mails(OPERATOR, /refuses to open/)).toHaveLength(1);
  });

  it('is told once how many payments this Khalti does not know', async () => {
    const customer = await Customer.signUp(app);
    const payments = [await customer.initiate('basic'), await customer.initiate('premium')];
    // As payments of versions that did not save which Khalti has opened them.
    for (const { id } of payments) await app.services.orm.em.fork().nativeUpdate(Payment, id, { gateway: null });
    const elsewhere = await startSimulator({ port: 0 });
    const moved = await startApp({ beside: app, env: { KHALTI_BASE_URL: elsewhere.baseUrl } });
    for (const { id } of [...payments, ...payments]) await followUpPayment(moved.services, { paymentId: id });
    await hurry();
    const [text] = await mails(OPERATOR, /does not know/);
    for (const fact of ['Payments: 2', 'Rs. 5,500.00', 'Not found.']) expect(text).toContain(fact);
    await sleep(1_500);
    expect(await mails(OPERATOR, /does not know/)).toHaveLength(1);
    await moved.close();
    await elsewhere.close();
  });

  it('is told once a day that Khalti refuses our key, also if only payments are opened', async () => {
    const customer = await Customer.signUp(app);
    app.simulator.setFaults([{ endpoint: 'initiate', kind: 'unauthorized' }]);
    for (let times = 0; times < 3; times += 1) await customer.tryToInitiate('basic');
    app.simulator.setFaults([]);
    await hurry();
    const [text, ...more] = await mails(OPERATOR, /key/);
    expect(text).toContain('Customers who could not pay in 24 hours: 1');
    expect(more).toEqual([]);
  });
});

describe('unexpected errors', () => {
  it('are reported at once, and then at most every ten minutes', async () => {
    const report = (errorId: string) =>
      app.services.errorReport.add({ errorId, name: 'Error', at: new Date().toISOString(), where: 'plans' });
    report('first-error');
    const [text] = await mails(OPERATOR, /unexpected/i);
    expect(text).toContain('first-error');
    report('second-error');
    const { boss } = app.services.jobs;
    await app.services.orm.em.fork().transactional(async (em) => {
      const data = { about: 'unexpectedErrors' as const, errors: [] };
      const isAdded = await app.services.jobs.add(em, 'tellOperator', data, {
        key: 'unexpectedErrors',
        everySeconds: 600,
      });
      expect(isAdded).toBe(false);
    });
    const jobs = await boss.findJobs<{ about: string }>('tellOperator');
    expect(jobs.filter(({ data }) => data.about === 'unexpectedErrors')).toHaveLength(1);
  });
});

describe('reminders', () => {
  it('are scheduled for a week and a day before the end of access, and for the end', async () => {
    const customer = await Customer.signUp(app);
    await buy(customer);
    const endsAt = Date.parse((await customer.subscription())?.endsAt ?? '');
    const { boss } = app.services.jobs;
    const [reminders, ends] = await Promise.all([boss.findJobs('sendReminder'), boss.findJobs('sendEnded')]);
    const mine = (jobs: { data: unknown; startAfter: Date }[]) =>
      jobs
        .filter(({ data }) => JSON.stringify(data).includes(customer.id))
        .map(({ startAfter }) => endsAt - startAfter.getTime())
        .toSorted((a, b) => a - b);
    expect(mine(reminders)).toEqual([DAY_MS, 7 * DAY_MS]);
    expect(mine(ends)).toEqual([0]);
  });

  it('are scheduled for the new end after a refund', async () => {
    const customer = await Customer.signUp(app);
    const first = await buy(customer, 'standard');
    await buy(customer);
    await atKhalti(app, first.pidx, 'refund');
    const payment = await app.services.orm.em.fork().findOneOrFail(Payment, { pidx: first.pidx });
    await verifyPayment(app.services, { payment });
    const endsAt = (await customer.subscription())?.endsAt;
    const ends = await app.services.jobs.boss.findJobs<{ userId: string; endsAt: string }>('sendEnded');
    expect(ends.map(({ data }) => data)).toContainEqual({ userId: customer.id, endsAt });
  });
});
