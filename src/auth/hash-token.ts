import { createHash } from 'node:crypto';

/** What the database has of a secret that only its holder knows. Random secrets need no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
