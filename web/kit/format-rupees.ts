import { kitTexts } from './texts.ts';

const twoDecimals = new Intl.NumberFormat(kitTexts.numberLocale, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** `"1350.00"` becomes "Rs. 1,350.00". */
export function formatRupees(amount: string | number): string {
  return kitTexts.rupees(twoDecimals.format(Number(amount)));
}
