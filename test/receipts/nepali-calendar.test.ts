import { describe, expect, it } from '@jest/globals';
import { nepalDay, nepaliMonths, toNepaliDate } from '../../src/receipts/nepali-calendar.ts';

// New year's days, 1 Baisakh, and beginnings of the fiscal year, 1 Shrawan, as printed in calendars.
const newYears: Record<number, string> = {
  2000: '1943-04-14',
  2040: '1983-04-14',
  2057: '2000-04-13',
  2070: '2013-04-14',
  2072: '2015-04-14',
  2077: '2020-04-13',
  2080: '2023-04-14',
  2081: '2024-04-13',
  2082: '2025-04-14',
  2083: '2026-04-14',
};
const fiscalYears: Record<number, string> = {
  2080: '2023-07-17',
  2081: '2024-07-16',
  2082: '2025-07-17',
  2083: '2026-07-17',
};

describe('toNepaliDate', () => {
  it.each(Object.entries(newYears))('begins the year %s on %s', (year, day) => {
    expect(toNepaliDate(day)).toEqual({ year: Number(year), month: 1, day: 1 });
  });

  it.each(Object.entries(fiscalYears))('begins Shrawan %s on %s', (year, day) => {
    expect(toNepaliDate(day)).toEqual({ year: Number(year), month: 4, day: 1 });
  });

  it('gives every day the one after the day before', () => {
    let before = toNepaliDate('1943-04-14');
    for (let at = Date.UTC(1943, 3, 15); at <= Date.UTC(2027, 3, 13); at += 86_400_000) {
      const now = toNepaliDate(nepalDay(new Date(at)));
      if (now?.day === 1) expect(before?.day).toBeGreaterThanOrEqual(29);
      else expect({ ...now, day: now?.day }).toEqual({ ...before, day: Number(before?.day) + 1 });
      before = now;
    }
    expect(before).toMatchObject({ year: 2083, month: 12 });
  });

  it('does not guess outside its table', () => {
    expect(toNepaliDate('1943-04-13')).toBeNull();
    expect(toNepaliDate('2027-04-14')).toBeNull();
    expect(nepaliMonths('2027-04-01', '2027-05-01')).toBeNull();
  });
});

describe('nepalDay', () => {
  it("is Nepal's day wherever the server is", () => {
    expect(nepalDay(new Date('2026-07-16T18:14:59.999Z'))).toBe('2026-07-16');
    expect(nepalDay(new Date('2026-07-16T18:15:00.000Z'))).toBe('2026-07-17');
  });
});

describe('nepaliMonths', () => {
  it('gives whole months with their days', () => {
    expect(nepaliMonths('2026-07-16', '2026-07-17')).toEqual([
      { year: 2083, month: 3, from: '2026-06-15', to: '2026-07-16' },
      { year: 2083, month: 4, from: '2026-07-17', to: '2026-08-16' },
    ]);
  });
});
