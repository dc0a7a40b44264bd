import { registerEnumType } from 'type-graphql';
import { BadUserInput } from '../../errors.ts';
import { nepaliMonths } from '../../receipts/nepali-calendar.ts';
import { DAY_MS } from '../../subscriptions/period.ts';

export enum FigurePeriod {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
  NEPALI_MONTH = 'NEPALI_MONTH',
}

registerEnumType(FigurePeriod, {
  name: 'FigurePeriod',
  description: "The length of time that one figure covers. Days are Nepal's (UTC+5:45).",
  valuesConfig: {
    DAY: { description: 'A day.' },
    WEEK: { description: "A week of Nepal's calendar, from Sunday to Saturday." },
    MONTH: { description: 'A month of the Gregorian calendar.' },
    NEPALI_MONTH: { description: 'A month of Bikram Sambat. Its calendar is known until 13 April 2027.' },
  },
});

/** Days of Nepal, both inclusive: `2026-07-17`. */
export interface Days {
  from: string;
  to: string;
}

const MAX_DAYS = 3_700;
const MAX_FIGURES = 400;
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2199-12-31';

/** Reads the arguments `from` and `to`: their calendar day is meant, whatever the time zone of this server. */
export function readDays(from: Date, to: Date): Days {
  const days = { from: isoDay(from), to: isoDay(to) };
  for (const name of ['from', 'to'] as const) {
    if (days[name] < FIRST_DAY || days[name] > LAST_DAY) {
      throw new BadUserInput(name, `${name} must be from ${FIRST_DAY} to ${LAST_DAY}.`);
    }
  }
  if (from > to) throw new BadUserInput('from', 'from must not be after to.');
  if (to.getTime() - from.getTime() >= MAX_DAYS * DAY_MS) {
    throw new BadUserInput('to', `from and to must be at most ${MAX_DAYS} days apart.`);
  }
  return days;
}

/** The periods of `days`, in order. The first and the last are cut off at `from` and `to`. */
export function splitDays(days: Days, by: FigurePeriod): Days[] {
  const periods = by === FigurePeriod.NEPALI_MONTH ? splitByNepaliMonth(days) : splitByKey(days, keys[by]);
  if (periods.length > MAX_FIGURES) {
    throw new BadUserInput('by', `This would be ${periods.length} figures. Ask for at most ${MAX_FIGURES}.`);
  }
  return periods.map(({ from, to }) => ({
    from: from < days.from ? days.from : from,
    to: to > days.to ? days.to : to,
  }));
}

function splitByNepaliMonth({ from, to }: Days): Days[] {
  const months = nepaliMonths(from, to);
  if (!months) throw new BadUserInput('by', 'The Nepali calendar of these days is not known here. Use MONTH.');
  return months;
}

// Days of the same key belong to the same period.
const keys: Record<Exclude<FigurePeriod, FigurePeriod.NEPALI_MONTH>, (day: Date) => string> = {
  DAY: isoDay,
  WEEK: (day) => isoDay(new Date(day.getTime() - day.getUTCDay() * DAY_MS)),
  MONTH: (day) => isoDay(day).slice(0, 7),
};

function splitByKey({ from, to }: Days, keyOf: (day: Date) => string): Days[] {
  const periods = new Map<string, Days>();
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    const day = new Date(at);
    const key = keyOf(day);
    const period = periods.get(key);
    if (period) period.to = isoDay(day);
    else periods.set(key, { from: isoDay(day), to: isoDay(day) });
  }
  return [...periods.values()];
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
