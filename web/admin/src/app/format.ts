const whole = new Intl.NumberFormat('en-IN');
const withPaisa = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const NEPAL = { timeZone: 'Asia/Kathmandu' } as const;
const day = new Intl.DateTimeFormat('en-GB', { ...NEPAL, day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  ...NEPAL,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const isoDay = new Intl.DateTimeFormat('en-CA', { ...NEPAL, dateStyle: 'short' });
const NEPAL_OFFSET = '+05:45';

/** `123456750` becomes "Rs 12,34,567.50", `500000` becomes "Rs 5,000". */
export function formatPaisa(paisa: number): string {
  const amount = Math.abs(paisa) / 100;
  const digits = Number.isInteger(amount) ? whole.format(amount) : withPaisa.format(amount);
  return `${paisa < 0 ? '−' : ''}Rs ${digits}`;
}

/** `12345` becomes "12,345". */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** The day in Nepal, such as "25 Dec 2026". */
export function formatDay(instant: string): string {
  return day.format(new Date(instant));
}

/** Nepal time, such as "25 Dec 2026, 14:05". */
export function formatMoment(instant: string): string {
  return moment.format(new Date(instant));
}

export function formatDays(count: number): string {
  return count === 1 ? '1 day' : `${formatCount(count)} days`;
}

/** The day in Nepal as `2026-12-25`. */
export function nepalDay(instant: Date = new Date()): string {
  return isoDay.format(instant);
}

/** The instant at which a day in Nepal begins. `offsetDays` later or, if negative, earlier. */
export function startOfDay(date: string, offsetDays = 0): string {
  const start = new Date(`${date}T00:00:00${NEPAL_OFFSET}`);
  start.setUTCDate(start.getUTCDate() + offsetDays);
  return start.toISOString();
}

/** A `<day>` of Nepal, `days` later. */
export function addDays(date: string, days: number): string {
  return nepalDay(new Date(startOfDay(date, days)));
}

/** `"1,200.5"` becomes 120050. Null if it is no amount. */
export function parseRupees(text: string): number | null {
  const amount = text.replaceAll(',', '').trim();
  return /^\d{1,9}(\.\d{1,2})?$/.test(amount) ? Math.round(Number(amount) * 100) : null;
}

/** `NEEDS_REVIEW` becomes "Needs review". */
export function inWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
