import { nepalDay, toNepaliDate } from './nepali-calendar.ts';

const SHRAWAN = 4;
// Nepali years begin 56 or 57 years before AD's. 1 Shrawan is on 16 or 17 July.
const YEARS_AHEAD = 57;
const FIRST_DAY_PAST_THE_TABLE = '07-17';

/** The Nepali year in which the fiscal year of this instant began, on 1 Shrawan: 2083 for 2083/84. */
export function fiscalYearOf(at: Date): number {
  const day = nepalDay(at);
  const date = toNepaliDate(day);
  if (date) return date.month >= SHRAWAN ? date.year : date.year - 1;
  const year = Number(day.slice(0, 4)) + YEARS_AHEAD;
  return day.slice(5) >= FIRST_DAY_PAST_THE_TABLE ? year : year - 1;
}

/** 2083 → "2083-84". */
export function inFiscalYears(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}
