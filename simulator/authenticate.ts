import { createHash, timingSafeEqual } from 'node:crypto';

export interface KeyRefusal {
  readonly detail: string;
  readonly status_code: 401;
}

/** Khalti's answer to a wrong key and to a missing one, or nothing when the key is right. */
export function refusedKey(header: string | undefined, secretKey: string): KeyRefusal | undefined {
  // Khalti's own samples write "key" as well as "Key".
  const key = /^key +(\S.*)$/i.exec(header ?? '')?.[1];
  if (key === undefined) return { detail: 'Authentication credentials were not provided.', status_code: 401 };
  if (!timingSafeEqual(digest(key), digest(secretKey))) return { detail: 'Invalid token.', status_code: 401 };
  return undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
