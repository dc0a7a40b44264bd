import { createHash } from 'node:crypto';

// Longer than the tokens of an identity provider live.
export const SUBJECT_REMEMBERED_FOR_MS = 30 * 24 * 60 * 60 * 1000;

/** The id, among the ended sessions, of all tokens that an erased customer's subject had. */
export function erasedSubjectId(subject: string): string {
  return createHash('sha256').update(`subject ${subject}`).digest('base64url');
}
