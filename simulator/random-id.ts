import { randomInt } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 22 letters and digits, as every sample of Khalti's has them. */
export function randomId(): string {
  return Array.from({ length: 22 }, () => letters.charAt(randomInt(letters.length))).join('');
}
