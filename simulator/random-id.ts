import { randomInt } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Documented: every sample of a pidx and of a transaction id has 22 letters and digits. */
export function randomId(): string {
  return Array.from({ length: 22 }, () => letters.charAt(randomInt(letters.length))).join('');
}
