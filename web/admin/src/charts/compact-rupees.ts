const compact = new Intl.NumberFormat('en-IN', { notation: 'compact', maximumFractionDigits: 1 });

/** For an axis: "Rs 2.5L" is 2.5 lakh. */
export function compactRupees(paisa: number): string {
  return `${paisa < 0 ? '−' : ''}Rs ${compact.format(Math.abs(paisa) / 100)}`;
}
