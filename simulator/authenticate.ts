import type { Answer } from './answer.ts';
import type { Merchants } from './merchants.ts';

export const invalidToken = unauthorized('Invalid token.');
const missingCredentials = unauthorized('Authentication credentials were not provided.');

/** Returns the merchant's name, or Khalti's refusal. */
export function authenticate(
  header: string | undefined,
  merchants: Merchants,
): { merchant: string } | { refusal: Answer } {
  const key = keyOf(header);
  if (key === undefined) return { refusal: missingCredentials };
  const merchant = merchants.nameOf(key);
  return merchant === undefined ? { refusal: invalidToken } : { merchant };
}

/** Documented: Khalti's samples write both "Key" and "key". */
export function keyOf(header: string | undefined): string | undefined {
  return /^key +(\S.*)$/i.exec(header ?? '')?.[1];
}

function unauthorized(detail: string): Answer {
  return { code: 401, body: { detail, status_code: 401 } };
}
