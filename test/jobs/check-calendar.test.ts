import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCalendar, planCalendarCheck } from '../../src/jobs/check-calendar.ts';
import { tellOperator } from '../../src/jobs/tell-operator.ts';
import { type JobData } from '../../src/queue/job-data.ts';
import { LAST_NEPALI_DAY } from '../../src/receipts/nepali-calendar.ts';
import { type App, startApp } from '../support/app.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';

const DAY_MS = 24 * 60 * 60_000;

let app: App;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ env: { SMTP_URL: mailbox.url, OPERATOR_EMAIL: 'operator@example.com' } });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

/** Noon in Nepal, so many days before the last day of the table. */
const daysBeforeEnd = (days: number) => new Date(Date.parse(`${LAST_NEPALI_DAY}T06:15:00Z`) - days * DAY_MS);

/** Checks at an instant, and runs the jobs that follow from it. Returns when the next check is due. */
async function check(now: Date): Promise<string[]> {
  const run = (sql: string) => app.services.orm.em.fork().execute<{ at: string }[]>(sql);
  await run('delete from pgboss.job');
  await checkCalendar(app.services, {}, now);
  const told = await app.services.jobs.boss.findJobs<JobData['tellOperator']>('tellOperator');
  for (const { data } of told) await tellOperator(app.services, data);
  const due = await run(`select start_after as at from pgboss.job where name = 'checkCalendar'`);
  return due.map(({ at }) => new Date(at).toISOString());
}

describe('checkCalendar', () => {
  it('tells operators once within 60 days before the end of the Nepali calendar, and once after it', async () => {
    await check(daysBeforeEnd(61));
    expect(mailbox.messages).toEqual([]);
    for (const days of [60, 59, 0]) await check(daysBeforeEnd(days));
    expect(mailbox.messages).toHaveLength(1);
    expect(mailbox.messages[0]).toMatchObject({ to: ['operator@example.com'] });
    expect(mailbox.messages[0]?.text).toContain(`until ${LAST_NEPALI_DAY}. After that`);
    for (const days of [-1, -2, -400]) await check(daysBeforeEnd(days));
    expect(mailbox.messages).toHaveLength(2);
    expect(mailbox.messages[1]?.text).toContain('Since then');
  });

  it('is due again a day later, and waits once, however many workers start', async () => {
    const now = daysBeforeEnd(100);
    expect(await check(now)).toEqual([new Date(now.getTime() + DAY_MS).toISOString()]);
    await Promise.all([1, 2, 3].map(() => planCalendarCheck(app.services)));
    expect(await app.services.jobs.boss.findJobs('checkCalendar')).toHaveLength(1);
  });
});
