import { rupees } from '../money.ts';

const grouped = new Intl.NumberFormat('en-US');
const groupedInNepal = new Intl.NumberFormat('en-IN');
const zone = { timeZone: 'Asia/Kathmandu' } as const;
const day = new Intl.DateTimeFormat('en-GB', { ...zone, dateStyle: 'long' });
const time = new Intl.DateTimeFormat('en-GB', { ...zone, timeStyle: 'short' });

/** 135000 → "Rs. 1,350.00". */
export function inRupees(paisa: number): string {
  const [whole = '', cents = ''] = rupees(paisa).split('.');
  return `Rs. ${grouped.format(BigInt(whole))}.${cents}`;
}

/** 12345600 → "Rs 1,23,456"; 135050 → "Rs 1,350.50". For sentences. */
export function inShortRupees(paisa: number): string {
  const [whole = '', cents = ''] = rupees(paisa).split('.');
  return `Rs ${groupedInNepal.format(BigInt(whole))}${cents === '00' ? '' : `.${cents}`}`;
}

/** "23 November 2027, 01:16 Nepal time". */
export function inNepalTime(instant: Date): string {
  return `${day.format(instant)}, ${time.format(instant)} Nepal time`;
}
