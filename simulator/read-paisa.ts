/** An integer of paisa, also from its digits in a string where those are accepted. */
export function readPaisa(value: unknown, acceptsText: boolean): number | undefined {
  const number = acceptsText && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}
