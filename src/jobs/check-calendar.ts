import { LAST_NEPALI_DAY, nepalDay } from '../receipts/nepali-calendar.ts';
import { type Services } from '../services.ts';
import { DAY_MS } from '../subscriptions/period.ts';

const TOLD_BEFORE_DAYS = 60;
const DAILY = 'daily';

/** Once a day: operators must install a version with further years before the table of the Nepali calendar ends. */
export async function checkCalendar(services: Services, _data: object, now = new Date()): Promise<void> {
  const { orm, jobs, operatorEmail, log } = services;
  const endsOn = LAST_NEPALI_DAY;
  const isNear = nepalDay(new Date(now.getTime() + TOLD_BEFORE_DAYS * DAY_MS)) >= endsOn;
  const hasEnded = nepalDay(now) > endsOn;
  if (isNear && operatorEmail === null) log.warn({ endsOn, hasEnded }, 'the table of the Nepali calendar ends');
  await orm.em.fork().transactional(async (em) => {
    if (isNear) await jobs.tellOperator(em, { about: 'calendarEnds', endsOn, hasEnded });
    await jobs.add(em, 'checkCalendar', {}, { key: DAILY, startAfter: new Date(now.getTime() + DAY_MS) });
  });
}

/** At the start of a worker. Changes nothing if the job of this day or the next one waits. */
export async function planCalendarCheck({ orm, jobs }: Services): Promise<void> {
  await orm.em.fork().transactional((em) => jobs.add(em, 'checkCalendar', {}, { key: DAILY }));
}
