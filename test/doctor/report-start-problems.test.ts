import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { reportStartProblems } from '../../src/doctor/report-start-problems.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { type App, startApp } from '../support/app.ts';
import { configOf } from '../support/examine.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { waitUntil } from '../support/wait-until.ts';

// For machines that are busy.
jest.setTimeout(120_000);

const { signal } = new AbortController();

let mailbox: Mailbox;
let app: App;
let env: Record<string, string>;
beforeAll(async () => {
  mailbox = await startMailbox();
  env = { SMTP_URL: mailbox.url, OPERATOR_EMAIL: 'operator@example.com' };
  app = await startApp({ env });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const problems = () => app.logged.filter(({ msg }) => String(msg).startsWith('doctor: '));

describe('reportStartProblems', () => {
  it('says nothing at the start of a server that works', async () => {
    await reportStartProblems(app.services, configOf(app, env), signal);
    expect(problems()).toEqual([]);
  });

  it('logs each problem at each start, and mails it once', async () => {
    await app.services.orm.em.fork().nativeUpdate(Plan, {}, { isArchived: true });
    for (let start = 0; start < 4; start += 1) await reportStartProblems(app.services, configOf(app, env), signal);
    expect(problems()).toHaveLength(4);
    expect(problems()[0]).toMatchObject({ level: 'error', about: 'Plans', msg: 'doctor: No plan is on sale.' });
    await startJobs(app.services);
    await waitUntil(() => mailbox.messages.length > 0, 60_000);
    await waitUntil(
      async () => (await app.services.jobs.boss.findJobs('tellOperator', { queued: true })).length === 0,
      60_000,
    );
    expect(mailbox.messages).toMatchObject([
      { to: ['operator@example.com'], subject: 'The server has started with a problem: Plans' },
    ]);
  });

  it('never throws, whatever is away, and says nothing when the server is stopping', async () => {
    const before = problems().length;
    const away = configOf(app, { DATABASE_URL: 'postgresql://127.0.0.1:9/x', SMTP_URL: 'smtp://127.0.0.1:9' });
    await reportStartProblems(app.services, away, AbortSignal.abort());
    expect(problems()).toHaveLength(before);
  });
});
