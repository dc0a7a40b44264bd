/** Whether text has 1 to 255 printable ASCII characters: what a pidx or an idempotency key may consist of. */
export function isPrintable(text: string): boolean {
  return /^[\x20-\x7e]{1,255}$/.test(text);
}
