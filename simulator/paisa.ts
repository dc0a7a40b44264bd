/** Documented: Rs 10 is the minimum, and exactly 1000 paisa is accepted. */
export const MINIMUM_PAISA = 1000;
export const PAISA_PER_RUPEE = 100;

/** An integer, or undefined. Documented: Khalti's samples also send the digits in a string. */
export function parsePaisa(value: unknown, acceptsText: boolean): number | undefined {
  const number = acceptsText && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

/** Rupees with at most two decimals, as paisa. */
export function parseRupees(value: unknown, acceptsText: boolean): number | undefined {
  if (typeof value !== 'number' && !(acceptsText && typeof value === 'string')) return undefined;
  // Read as digits: 19.99 * 100 is not an integer.
  const [, rupees, decimals = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(String(value)) ?? [];
  return rupees === undefined ? undefined : Number(rupees) * PAISA_PER_RUPEE + Number(decimals.padEnd(2, '0'));
}

/** 135000 becomes "Rs. 1,350.00". Integers only: a float would round. */
export function formatRupees(paisa: number): string {
  const rupees = Math.floor(paisa / PAISA_PER_RUPEE).toLocaleString('en-IN');
  return `Rs. ${rupees}.${String(paisa % PAISA_PER_RUPEE).padStart(2, '0')}`;
}
