import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { type App, startApp } from '../support/app.ts';
import { closeServers, startSmtp } from '../support/smtp.ts';

const OPERATOR = 'operator@example.com';
const CUSTOMER = 'no-such-mailbox@example.com';

let app: App | undefined;
afterEach(async () => {
  await app?.close();
  await closeServers();
});

async function startShop(refuses: string) {
  const smtp = await startSmtp({ refuses });
  app = await startApp({
    env: { SMTP_URL: smtp.url, MAIL_FROM: 'Shop <shop@example.com>', OPERATOR_EMAIL: OPERATOR },
  });
  await startJobs(app.services);
  return { app, received: smtp.received };
}

/** Sends a link to confirm the address. */
async function signUp(on: App, email: string): Promise<void> {
  const { errors } = await on.ask(
    'mutation ($email: EmailAddress!) { signUp(email: $email, password: "correct horse", name: "A") { token } }',
    { email },
  );
  expect(errors).toEqual([]);
}

async function requestReset(on: App, email: string): Promise<void> {
  await on.ask('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', { email });
}

/** The states of the jobs of this name, once none of them is waiting or running. */
async function ended(on: App, name: string, count: number): Promise<string[]> {
  const giveUpAt = Date.now() + 10_000;
  for (;;) {
    const jobs: { state: string }[] = await on.services.orm.em
      .fork()
      .execute('select state::text from pgboss.job where name = ?', [name]);
    const states = jobs.map(({ state }) => state);
    const isOver = states.length >= count && states.every((state) => state === 'completed' || state === 'failed');
    if (isOver || Date.now() > giveUpAt) return states;
    await sleep(50);
  }
}

const refusals = ({ logged }: App) => logged.filter(({ msg }) => String(msg).includes('refused a message permanently'));

describe('a message that the mail server refuses permanently', () => {
  it('is not sent again, and operators are told once for each kind of message and recipient', async () => {
    const { app, received } = await startShop(CUSTOMER);
    await signUp(app, CUSTOMER);
    await signUp(app, 'other@example.com');
    expect((await ended(app, 'sendEmailConfirmation', 2)).sort()).toEqual(['completed', 'failed']);
    expect(await ended(app, 'tellOperator', 1)).toEqual(['completed']);
    const told = () => received.filter(({ to }) => to.includes(OPERATOR)).map(({ raw }) => raw.replaceAll('=\r\n', ''));
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('email-confirmation');
    expect(told()[0]).toContain(CUSTOMER);
    expect(told()[0]).toContain('550 No such mailbox');

    await requestReset(app, CUSTOMER);
    expect(await ended(app, 'sendPasswordReset', 1)).toEqual(['failed']);
    await ended(app, 'tellOperator', 2);
    expect(told()).toHaveLength(2);
    expect(told()[1]).toContain('password-reset');

    await requestReset(app, CUSTOMER);
    expect(await ended(app, 'sendPasswordReset', 2)).toEqual(['failed', 'failed']);
    await app.services.orm.em.fork().execute("update pgboss.job set singleton_on = null where name = 'tellOperator'");
    await requestReset(app, CUSTOMER);
    await ended(app, 'sendPasswordReset', 3);
    await ended(app, 'tellOperator', 3);
    expect(told()).toHaveLength(2);

    expect(refusals(app)).toHaveLength(4);
    expect(refusals(app)[0]).toMatchObject({
      level: 'error',
      job: 'sendEmailConfirmation',
      kind: 'email-confirmation',
    });
    expect(JSON.stringify(app.logged)).not.toContain(CUSTOMER);
    expect(received.map(({ to }) => to[0])).toContain('other@example.com');
  });

  it('is told to the log alone when it is to the operator', async () => {
    const { app, received } = await startShop(OPERATOR);
    app.services.errorReport.add({ errorId: 'an-id', name: 'Error', at: new Date().toISOString(), where: 'plans' });
    expect(await ended(app, 'tellOperator', 1)).toEqual(['failed']);
    await signUp(app, OPERATOR);
    expect(await ended(app, 'sendEmailConfirmation', 1)).toEqual(['failed']);
    expect(await ended(app, 'tellOperator', 2)).toEqual(['failed', 'failed']);
    await sleep(1_500);
    expect(await ended(app, 'tellOperator', 2)).toHaveLength(2);
    expect(
      refusals(app)
        .map(({ job }) => job)
        .sort(),
    ).toEqual(['sendEmailConfirmation', 'tellOperator', 'tellOperator']);
    expect(received).toEqual([]);
  });
});
