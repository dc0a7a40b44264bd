import { createHash, timingSafeEqual } from 'node:crypto';
import type { Answer } from './answer.ts';

export const invalidToken = unauthorized('Invalid token.');
const missingCredentials = unauthorized('Authentication credentials were not provided.');

/** Returns Khalti's refusal, or undefined when the key is right. */
export function authenticate(header: string | undefined, secretKey: string): Answer | undefined {
  // Documented: Khalti's samples write both "Key" and "key".
  const key = /^key +(\S.*)$/i.exec(header ?? '')?.[1];
  if (key === undefined) return missingCredentials;
  return timingSafeEqual(digest(key), digest(secretKey)) ? undefined : invalidToken;
}

function unauthorized(detail: string): Answer {
  return { code: 401, body: { detail, status_code: 401 } };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
