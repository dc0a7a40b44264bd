import { DEFAULT_LANGUAGE, type InEach, type Language } from '../languages/language.ts';
import { rupees } from '../money.ts';
import { mailTexts, NEPALI_MONTHS } from './mail-texts.ts';

// By lakh, in every language.
const grouped = new Intl.NumberFormat('en-IN');
const zone = { timeZone: 'Asia/Kathmandu' } as const;
const day = new Intl.DateTimeFormat('en-GB', { ...zone, dateStyle: 'long' });
const parts = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'numeric', year: 'numeric' });
const time = new Intl.DateTimeFormat('en-GB', { ...zone, timeStyle: 'short' });

/** 135000 → "Rs. 1,350.00"; 12345600 → "Rs. 1,23,456.00". */
export function inRupees(paisa: number): string {
  const [whole = '', cents = ''] = rupees(paisa).split('.');
  return `Rs. ${grouped.format(BigInt(whole))}.${cents}`;
}

/** 12345600 → "Rs 1,23,456"; 135050 → "Rs 1,350.50". For sentences. */
export function inShortRupees(paisa: number): string {
  const [whole = '', cents = ''] = rupees(paisa).split('.');
  return `Rs ${grouped.format(BigInt(whole))}${cents === '00' ? '' : `.${cents}`}`;
}

/** "23 November 2027, 01:16 Nepal time"; "23 नोभेम्बर 2027, 01:16 (नेपाली समय)". */
export function inNepalTime(instant: Date, language: Language = DEFAULT_LANGUAGE): string {
  return mailTexts[language].nepalTime(dayIn[language](instant), time.format(instant));
}

const dayIn: InEach<(instant: Date) => string> = {
  EN: (instant) => day.format(instant),
  NE: (instant) => {
    const part = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return `${part.day} ${NEPALI_MONTHS[(part.month ?? 1) - 1]} ${part.year}`;
  },
};
