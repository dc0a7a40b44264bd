import { type FigurePeriod } from '../gql/graphql.ts';

const nepaliMonths = 'Baishakh Jestha Ashadh Shrawan Bhadra Ashwin Kartik Mangsir Poush Magh Falgun Chaitra'.split(' ');
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });

interface Covered {
  /** `2026-11-01` */
  from: string;
  to: string;
  nepaliFrom?: string | null;
}

/** For the axis: "3 Nov", "Nov 2026" or "Kartik 2083". */
export function shortLabel({ from, nepaliFrom }: Covered, by: FigurePeriod): string {
  if (by === 'NEPALI_MONTH' && nepaliFrom) return nepaliMonth(nepaliFrom);
  return (by === 'MONTH' || by === 'NEPALI_MONTH' ? month : day).format(new Date(from));
}

/** For the table: which days are counted. */
export function fullLabel({ from, to, nepaliFrom }: Covered, by: FigurePeriod): string {
  const days =
    from === to
      ? dayOfYear.format(new Date(from))
      : `${day.format(new Date(from))} to ${dayOfYear.format(new Date(to))}`;
  if (by === 'NEPALI_MONTH' && nepaliFrom) return `${nepaliMonth(nepaliFrom)} (${days})`;
  return days;
}

function nepaliMonth(nepaliDay: string): string {
  const [year, number] = nepaliDay.split('-');
  return `${nepaliMonths[Number(number) - 1]} ${year}`;
}

export function monthLabel(date: string): string {
  return month.format(new Date(date));
}
