// Groups by lakh, with Latin digits, in every language.
const twoDecimals = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `"1234567.50"` becomes "Rs 12,34,567.50". */
export function formatRupees(amount: string | number): string {
  return `Rs ${twoDecimals.format(Number(amount))}`;
}
