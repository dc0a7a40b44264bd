/** 123456750 → "Rs 12,34,567.50", 50000 → "Rs 500". `en-NP` would group by thousands. */
export function groupedRupees(paisa: number): string {
  const decimals = paisa % 100 === 0 ? 0 : 2;
  const format = new Intl.NumberFormat('en-IN', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return `Rs ${format.format(paisa / 100)}`;
}
