import { DAY_MS } from '../subscriptions/period.ts';

/** A day of Bikram Sambat. Months count from 1: Baisakh. */
export interface NepaliDate {
  year: number;
  month: number;
  day: number;
}

/** A month of Bikram Sambat, with its first and last day (AD). */
export interface NepaliMonth {
  year: number;
  month: number;
  from: string;
  to: string;
}

const FIRST_YEAR = 2000;
const FIRST_DAY = Date.UTC(1943, 3, 14);
const NEPAL_OFFSET_MS = (5 * 60 + 45) * 60_000;

// A year each, a digit each month: its days above 28. No rule gives them; the government publishes each year. Published tables
// differ from 2084 on, so this one ends before.
const LENGTHS = [
  '243432221213',
  '334333212122',
  '334432212122',
  '343432221123',
  '243432221213',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122113',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122122',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122122',
  '334333212122',
  '343432212122',
  '343432221213',
  '333433212122',
  '334333212122',
  '343432221122',
  '343432221213',
  '333433212122',
  '334333212122',
  '343432221123',
  '243432221213',
  '334333212122',
  '334342212122',
  '343432221123',
  '243432221213',
  '334333212122',
  '334432212122',
  '343432221123',
  '243433122113',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122122',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122122',
  '334333212122',
  '343432212122',
  '343432221123',
  '333433212122',
  '334333212122',
  '343432221122',
  '343432221213',
  '333433212122',
  '334333212122',
  '343432221122',
  '343432221213',
  '334333212122',
  '334342212122',
  '343432221123',
  '243432221213',
  '334333212122',
  '334432212122',
  '343432221123',
  '243433121213',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122113',
  '334333212122',
  '334432212122',
  '343432221123',
  '333433122122',
  '334333212122',
  '343432212122',
  '343432221123',
  '333433212122',
  '334333212122',
  '343432221122',
  '343432221213',
  '333433212122',
  '334333212122',
  '343432221122',
  '343432221213',
  '334333212122',
  '334333212122',
];

interface Month extends NepaliMonth {
  start: number;
  end: number;
}

const months: readonly Month[] = listMonths();

/** The last day of the table (AD). */
export const LAST_NEPALI_DAY = String(months.at(-1)?.to);

function listMonths(): Month[] {
  let start = FIRST_DAY;
  return LENGTHS.flatMap((digits, index) =>
    Array.from(digits, (digit, place) => {
      const end = start + (28 + Number(digit)) * DAY_MS;
      const month = { year: FIRST_YEAR + index, month: place + 1, from: iso(start), to: iso(end - DAY_MS), start, end };
      start = end;
      return month;
    }),
  );
}

/** The day in Nepal at an instant: `2026-07-17`. */
export function nepalDay(at: Date): string {
  return iso(at.getTime() + NEPAL_OFFSET_MS);
}

/** The Nepali date of a day (`2026-07-17`). Null outside the table: show AD alone. */
export function toNepaliDate(day: string): NepaliDate | null {
  const instant = Date.parse(`${day}T00:00:00Z`);
  const found = months.find(({ start, end }) => instant >= start && instant < end);
  if (!found) return null;
  return { year: found.year, month: found.month, day: 1 + (instant - found.start) / DAY_MS };
}

/** The months that have a day from `from` to `to` (inclusive). Null if a part of them is outside the table. */
export function nepaliMonths(from: string, to: string): NepaliMonth[] | null {
  if (!toNepaliDate(from) || !toNepaliDate(to)) return null;
  return months
    .filter((month) => month.to >= from && month.from <= to)
    .map(({ year, month, from, to }) => ({ year, month, from, to }));
}

function iso(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
